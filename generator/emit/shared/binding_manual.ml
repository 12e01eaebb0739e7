(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The list of methods in the manual of a binding, topic by topic.  Each
   language gives it its own words. *)

open Model
open Text
open Pod_markup

type language = {
  words : Pod_markup.words;
  heading : string -> string;                  (* of the call's name *)
  synopsis : call -> string list;              (* lines *)
  aliases : call -> string list;               (* sentences *)
  argument_type : argument_kind -> string;
  option_type : option_kind -> string;
  example : string -> string;                  (* of a command *)
  returned : call -> string option;            (* a sentence *)
  available : string -> string;                (* code that asks for a group *)
  deprecated_call : string;                    (* what a deprecated call does *)
  field_type : field_kind -> string;
  struct_heading : string -> string;
}

(* Calls that have no section are only named. *)
let reference api heading name =
  let form = if List.exists (fun c -> c.name = name && is_documented c) (all_calls api)
    then Printf.sprintf "L</%s>" else Printf.sprintf "C<%s>" in
  (* In a link, > is written otherwise. *)
  form (Pod_markup.text (heading name))

(* "FIRST PARAMETER, PARAMETER LAST", over several lines if it is long. *)
let wrapped ~first ~last parameters =
  let margin = String.make (String.length first) ' ' in
  let add lines parameter = match lines with
    | line :: rest when line = first -> (line ^ parameter) :: rest
    | line :: rest when String.length line + String.length parameter <= 70 ->
      (line ^ ", " ^ parameter) :: rest
    | line :: rest -> (margin ^ parameter) :: (line ^ ",") :: rest
    | [] -> [ parameter ] in
  match List.fold_left add [ first ] parameters with
  | line :: rest -> List.rev ((line ^ last) :: rest)
  | [] -> []

let emit_parameters b l c =
  let argument a = Printf.sprintf "%s (%s)" (l.words.parameter a.arg_name) (l.argument_type a.arg_kind) in
  let option o = Printf.sprintf "%s (%s)" (l.words.parameter o.opt_name) (l.option_type o.opt_kind) in
  if c.arguments <> [] then
    pr b "Arguments: %s.\n\n" (String.concat ", " (List.map argument c.arguments));
  if c.options <> [] then
    pr b "Options: %s.\n\n" (String.concat ", " (List.map option c.options))

let emit_deprecation b l c =
  let note = pr b "I<Deprecated>: new programs %s. %s\n\n" in
  match c.deprecated with
  | Some (Replaced_by other) -> note ("use " ^ l.words.reference other) l.deprecated_call
  | Some Deprecated_without_replacement -> note "do not need it" l.deprecated_call
  | None -> ()

let emit_notes b l c =
  let note = Option.iter (pr b "%s\n\n") in
  note (l.returned c);
  note (Option.map (fun g ->
      Printf.sprintf "Needs the feature C<%s>: C<%s> fails if the appliance lacks it."
        g (Pod_markup.text (l.available g))) c.group);
  emit_deprecation b l c;
  List.iter (fun o ->
      if o.opt_since <> "" then
        pr b "The option %s was added in %s.\n\n" (l.words.parameter o.opt_name) o.opt_since) c.options;
  if c.since <> "" then pr b "(Added in %s)\n\n" c.since

let emit_call b l c =
  pr b "=head2 %s\n\n" (Pod_markup.text (l.heading c.name));
  List.iter (pr b " %s\n") (l.synopsis c);
  pr b "\n";
  List.iter (pr b "%s\n\n") (l.aliases c);
  emit_parameters b l c;
  render b l.words c.doc;
  if c.example <> [] then begin
    List.iter (fun source -> pr b " %s\n" (l.example source)) c.example;
    pr b "\n"
  end;
  emit_notes b l c

let emit_topic b l t =
  match List.filter is_documented t.calls with
  | [] -> ()
  | calls ->
    pr b "=head1 %s\n\n" (upper t.title);
    render b l.words t.topic_doc;
    List.iter (emit_call b l) (List.sort by_name calls)

let emit_struct b l s =
  pr b "=head2 %s\n\n" (l.struct_heading s.struct_name);
  render b l.words s.struct_doc;
  List.iter (fun (name, kind) -> pr b " %-24s %s\n" name (l.field_type kind)) s.fields;
  pr b "\n"

let emit_structs b l api =
  List.iter (emit_struct b l)
    (List.sort (fun a b -> compare a.struct_name b.struct_name)
       (List.filter (fun s -> s.struct_public) (all_structs api)))
