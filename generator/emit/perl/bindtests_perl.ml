(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* bindtests.pl: the round trips of bindtests.ml as a Perl program. *)

open Model
open Text
open Bindtests

let prologue = {|use strict;
use warnings;
use Sys::Guestfs;

# The calls print their arguments past Perl's buffer.
$| = 1;

my $g = Sys::Guestfs->new ();

sub plain { return "$_[0]\n" }

sub truth { return $_[0] == 1 ? "true\n" : "false\n" }

sub optional { return defined $_[0] ? "$_[0]\n" : "null\n" }

sub texts { return '[' . join (', ', map { "\"$_\"" } @_) . "]\n" }

sub hexadecimal { return join ('', map { sprintf '<%02x>', ord } split //, $_[0]) . "\n" }

sub struct {
    my $lines = '';
    while (my ($name, $value) = splice @_, 0, 2) {
        $lines .= "$name: $value\n";
    }
    return $lines;
}

# In the order of the fields of a struct alone; a hash has none.
sub struct_list {
    my %example = my @example = $g->internal_test_rstruct ('x');
    my @names = grep { exists $example{$_} } @example[map { 2 * $_ } 0 .. @example / 2 - 1];
    my $lines = '';
    for my $i (0 .. $#_) {
        $lines .= "[$i]\n" . struct (map { $_ => $_[$i]{$_} } @names);
    }
    return $lines;
}

sub table {
    my %table = @_;
    return texts (map { $_ => $table{$_} } sort keys %table);
}

sub show {
    my ($notation, $method, @arguments) = @_;
    my @result = eval { $g->$method (@arguments) };
    my $error = $@;
    $error =~ s/ at \S+ line \d+\.\n\z/\n/;
    print $error ? "error: $error" : $notation->(@result);
    return;
}

|}

let literal = function
  | Text_value t | Bytes_value t -> Perl_words.text t
  | Null_value -> "undef"
  | Texts l -> Perl_words.list l
  | Number n -> n
  | Truth t -> if t then "1" else "0"

let notation = function
  | Nothing -> invalid_arg "a result of nothing"
  | Returns_int _ | Returns_int64 _ | Returns_const_text _ | Returns_text _ -> "plain"
  | Returns_bool _ -> "truth"
  | Returns_optional_const_text _ -> "optional"
  | Returns_text_list _ -> "texts"
  | Returns_struct _ -> "struct"
  | Returns_struct_list _ -> "struct_list"
  | Returns_table _ -> "table"
  | Returns_buffer _ -> "hexadecimal"

let line i =
  let arguments = List.map literal i.arguments in
  if i.call.returns = Nothing then
    Perl_words.call i.call.name arguments (List.map (fun (o, v) -> o.opt_name, literal v) i.options)
  else
    Printf.sprintf "show (%s)"
      (String.concat ", " (("\\&" ^ notation i.call.returns) :: ("'" ^ i.call.name ^ "'") :: arguments))

let emit api b =
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  hash_banner b ~source:"bindtests_perl.ml"
    ~about:"Round trips through the Perl binding; bindtests-expected.txt is the output.";
  pr b "%s" prologue;
  List.iter (fun i -> pr b "%s;\n" (line i)) (invocations api);
  pr b "print \"EOF\\n\";\n"

let outputs api = [ file "tests/bindtests.pl" (emit api) ]
