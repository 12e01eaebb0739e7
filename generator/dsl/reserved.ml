(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Words that a name cannot be.  A language's words matter only where the
   name stands by itself in programs in that language: the name of an argument
   is in guestfs.h and in Python, but in no other language; Perl and Ruby take
   each of their words as the name of a method or an option
   ("g.clone(rescue: true)"). *)

type place = Call | Argument | Option | Struct | Field

type language = { language : string; places : place list; words : string list }

let languages = [
  { language = "C"; places = [ Argument; Option; Field ];
    words = [
      "auto"; "bool"; "break"; "case"; "char"; "const"; "continue"; "default"; "do"; "double"; "else";
      "enum"; "extern"; "float"; "for"; "goto"; "if"; "inline"; "int"; "long"; "register"; "restrict";
      "return"; "short"; "signed"; "sizeof"; "static"; "struct"; "switch"; "typedef"; "union"; "unsigned";
      "void"; "volatile"; "while" ] };
  (* It reads guestfs.h, too. *)
  { language = "C++"; places = [ Argument; Option; Field ];
    words = [
      "and"; "asm"; "catch"; "class"; "compl"; "concept"; "constexpr"; "delete"; "explicit"; "export";
      "false"; "friend"; "mutable"; "namespace"; "new"; "noexcept"; "not"; "nullptr"; "operator"; "or";
      "private"; "protected"; "public"; "requires"; "template"; "this"; "throw"; "true"; "try"; "typeid";
      "typename"; "using"; "virtual"; "xor" ] };
  { language = "Python"; places = [ Call; Argument; Option ];
    words = [
      "and"; "as"; "assert"; "async"; "await"; "break"; "class"; "continue"; "def"; "del"; "elif"; "else";
      "except"; "finally"; "for"; "from"; "global"; "if"; "import"; "in"; "is"; "lambda"; "nonlocal"; "not";
      "or"; "pass"; "raise"; "return"; "try"; "while"; "with"; "yield" ] };
  { language = "OCaml"; places = [ Call; Option; Struct; Field ];
    words = [
      "and"; "as"; "assert"; "asr"; "begin"; "class"; "constraint"; "do"; "done"; "downto"; "else"; "end";
      "exception"; "external"; "false"; "for"; "fun"; "function"; "functor"; "if"; "in"; "include";
      "inherit"; "initializer"; "land"; "lazy"; "let"; "lor"; "lsl"; "lsr"; "lxor"; "match"; "method";
      "mod"; "module"; "mutable"; "new"; "nonrec"; "object"; "of"; "open"; "or"; "private"; "rec"; "sig";
      "struct"; "then"; "to"; "true"; "try"; "type"; "val"; "virtual"; "when"; "while"; "with" ] };
  { language = "Lua"; places = [ Call; Option; Field ];
    words = [
      "and"; "break"; "do"; "else"; "elseif"; "end"; "false"; "for"; "function"; "goto"; "if"; "in";
      "local"; "nil"; "not"; "or"; "repeat"; "return"; "then"; "true"; "until"; "while" ] } ]

(* Names that the generated C uses itself. *)
let own = [ "g"; "call"; "args"; "optargs"; "result"; "ret"; "request"; "size_r" ]

(* Why NAME cannot stand there, as the end of a sentence. *)
let problem place name =
  match List.find_opt (fun l -> List.mem place l.places && List.mem name l.words) languages with
  | Some l -> Some ("is a keyword of " ^ l.language)
  | None when List.mem name own -> Some "is a name that the generated C uses itself"
  | None -> None
