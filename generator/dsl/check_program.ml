(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Checks of the calls that are a program of the appliance. *)

open Model
open Finding

(* All words of a template with the conditions that they depend on. *)
let rec conditional_words = function
  | If_given (_, words) | If_not (_, words) | For_each (_, words) -> words
  | If_true (_, words, otherwise) -> words @ otherwise
  | Joined (_, parts) -> List.concat_map conditional_words parts

let rec condition_names = function
  | If_given (name, _) | If_not (name, _) | If_true (name, _, _) | For_each (name, _) -> [ name ]
  | Joined (_, parts) -> List.concat_map condition_names parts

(* Those that stand alone, and those within others. *)
let single_conditionals p = List.concat_map (function Joined (_, parts) -> parts | other -> [ other ]) p.conditionals

let names_in words = List.concat_map (List.filter_map (function Argument n -> Some n | Literal _ -> None)) words

let fits_rule kind rule = match rule, kind with
  | (Not_below _ | Not_above _ | Power_of_two), (Int | Int64) -> true
  | (One_of _ | At_most_bytes _ | Is_uuid), Text (Plain | File_name | Key) -> true
  | Not_empty, (Text (Plain | File_name | Key) | Text_list _) -> true
  | Not_with _, _ -> true
  | _ -> false

let wanted_by = function
  | Not_below _ | Not_above _ | Power_of_two -> "a number"
  | One_of _ | At_most_bytes _ | Is_uuid -> "a text that is no path and no device"
  | Not_empty -> "a list, or a text that is no path and no device"
  | Not_with _ -> "anything"

(* Whether the result of a call can be made of the answer of a program. *)
let fits_result returns answer = match returns, answer with
  | Returns_text _, (Printed | Trimmed | Json _ | Pairs (_, Some _, _)) -> true
  | Returns_buffer _, Printed -> true
  | Returns_int _, (Printed | Trimmed | Exit_status | Json _ | Pairs (_, Some _, _)) -> true
  | Returns_int64 _, (Printed | Trimmed | Json _ | Pairs (_, Some _, _)) -> true
  | Returns_bool _, (Printed | Trimmed | Truth _ | Json _ | Pairs (_, Some _, _)) -> true
  | Returns_text_list _, (Printed | Json _) -> true
  | (Returns_table _ | Returns_struct _ | Returns_struct_list _), (Json _ | Pairs (_, None, _)) -> true
  | Nothing, Printed -> true
  | _ -> false

(* The kinds that a program can be given at all; those of [by_file] only as a file. *)
let reaches_program p a = match a.arg_kind with
  | Text (Plain | Path | Device | Device_or_path | Guid | File_name | Key | Secret | File_out) | Optional_text
  | Text_list (Plain | Device | File_name) | Int | Int64 | Bool -> true
  | Buffer -> p.input = Some a.arg_name
  | Text (Mountable | Mountable_or_path | File_in) | Text_list _ | Pointer _ -> false

(* Texts that are a word of their own where a program could take them for an
   option: neither after "--" nor directly after a word that begins with "-". *)
let rec bare_texts c words =
  let is_text n = match kind_of c n with
    | Some (Text (Plain | File_name) | Optional_text | Text_list (Plain | File_name)) -> true
    | _ -> false in
  match words with
  | [ Literal "--" ] :: _ -> []
  | (Literal first :: _) :: [ Argument n ] :: rest when first <> "" && first.[0] = '-' && kind_of c n <> None ->
    bare_texts c rest
  | [ Argument n ] :: rest when is_text n -> n :: bare_texts c rest
  | _ :: rest -> bare_texts c rest
  | [] -> []

let check_program api c p =
  let problem fmt = Printf.ksprintf (fun m -> [ finding c.location "%s: command template: %s" c.name m ]) fmt in
  let each list f = List.concat_map f list in
  let all_words = p.template @ each p.conditionals conditional_words in
  let in_words = List.filter (( <> ) "options") (names_in all_words) in
  let conditions = List.concat_map condition_names p.conditionals in
  let used = in_words @ conditions @ Option.to_list p.input in
  let named = used @ List.map fst p.files @ p.secret_files @ p.unused @ p.wiped @ p.tagged_devices
              @ List.map (fun check -> check.checked) p.checks @ each p.checks (fun check -> names_in [ check.refusal ]) in
  let is_list n = match kind_of c n with Some (Text_list _) -> true | _ -> false in
  let is_element n = List.exists (function For_each (name, _) -> name = n | _ -> false) (single_conditionals p) in
  let fields = match p.answer with Json (_, fields) | Pairs (_, _, fields) -> fields | _ -> [] in
  let known_fields = match c.returns with
    | Returns_struct (s, _) | Returns_struct_list (s, _) ->
      (match List.find_opt (fun d -> d.struct_name = s) (all_structs api) with
       | Some d -> List.map fst d.fields | None -> [])
    | _ -> [] in
  let is_path n = match kind_of c n with Some (Text (Path | Device_or_path)) -> true | _ -> false in
  let is_device n = match kind_of c n with Some (Text Device | Text_list Device) -> true | _ -> false in
  each (List.filter (fun n -> kind_of c n = None) (List.sort_uniq compare named))
    (fun n -> problem "\"%%{%s}\" is not an argument of the call" n)
  @ each all_words (fun word -> match word with
      | [ _ ] -> []
      | parts -> each (names_in [ parts ]) (fun n ->
          if is_list n && not (is_element n) then problem "the list \"%%{%s}\" must be a word of its own" n
          else if n = "options" then problem "\"%%{options}\" must be a word of its own"
          else []))
  @ each (bare_texts c p.template
          @ each p.conditionals (function
              | If_given (_, words) | If_not (_, words) | For_each (_, words) -> bare_texts c words
              | If_true (_, words, otherwise) -> bare_texts c words @ bare_texts c otherwise
              | Joined _ -> []))
    (fun n -> problem "the text \"%s\" could be taken for an option: put \"--\" or the letter of its option before it" n)
  @ (match List.length (List.filter (fun n -> n = "options") (names_in p.template)) with
      | 0 -> []
      | 1 when p.conditionals <> [] -> []
      | 1 -> problem "there is nothing for \"%%{options}\""
      | _ -> problem "\"%%{options}\" is there twice")
  @ each c.arguments (fun a ->
      if not (reaches_program p a) then problem "argument \"%s\" is of a kind that needs a C function" a.arg_name
      else if a.arg_kind <> Text File_out && not (List.mem a.arg_name used) then
        problem "argument \"%s\" is not used" a.arg_name
      else [])
  @ each (List.sort_uniq compare in_words) (fun n -> match kind_of c n with
      | Some (Text (Key | Secret)) when not (List.mem n p.secret_files) ->
        problem "the key \"%s\" would be on a command line: make it ~input or one of ~secret_files" n
      | _ -> [])
  @ each c.options (fun o ->
      if List.mem o.opt_name used then [] else problem "option \"%s\" is not used" o.opt_name)
  @ each (List.filter (fun n -> find_option c n <> None && not (List.mem n conditions)) (List.sort_uniq compare (names_in p.template)))
    (fun n -> problem "the option \"%s\" may not be given: put its word into ~options" n)
  @ each (single_conditionals p) (function
      | (If_true (n, _, _) | If_not (n, _)) when kind_of c n <> None && kind_of c n <> Some Bool -> problem "\"%s\" is no bool, as if_true and if_not want" n
      | For_each (n, _) when kind_of c n <> None && not (is_list n) -> problem "for_each: \"%s\" is no list" n
      | If_given (n, _) when find_option c n = None && kind_of c n <> None && kind_of c n <> Some Optional_text ->
        problem "if_given: \"%s\" is always given" n
      | _ -> [])
  @ each p.conditionals (function
      | Joined (flag, parts) ->
        each (List.concat (List.concat_map conditional_words parts)) (function
            | Literal text when String.contains text ',' -> problem "joined \"%s\": \"%s\" has a comma" flag text
            | _ -> [])
      | _ -> [])
  @ each p.files (fun (n, _) -> if kind_of c n = None || is_path n then [] else problem "\"%s\" is no path" n)
  @ each p.unused (fun n -> if kind_of c n = None || is_device n then [] else problem "~unused: \"%s\" is no device" n)
  @ each p.wiped (fun n -> if List.mem n p.unused then [] else problem "~wiped: \"%s\" must be one of ~unused" n)
  @ (if p.rehearsal <> None && p.wiped = [] then problem "~rehearsal: nothing is ~wiped" else [])
  @ each p.tagged_devices (fun n -> match kind_of c n with
      | Some (Text Plain) | None -> []
      | Some _ -> problem "~tagged_devices: \"%s\" is no text" n)
  @ each p.checks (fun { checked; rule; _ } ->
      (match rule with
       | Not_with other when kind_of c other = None -> problem "\"%%{%s}\" is not an argument of the call" other
       | _ -> [])
      @ (match kind_of c checked with
          | Some kind when not (fits_rule kind rule) -> problem "the check does not fit \"%s\", it is for %s" checked (wanted_by rule)
          | _ -> []))
  @ (match List.length (List.filter (fun a -> is_path a.arg_name || List.mem a.arg_name p.secret_files) c.arguments) with
      | n when n > 4 -> problem "a program can be given 4 files only, not %d" n
      | _ -> [])
  @ each (List.filter (fun n -> n < 0 || n > 63)
            (p.success @ (match p.answer with Truth (yes, no) -> yes @ no | _ -> [])))
    (fun n -> problem "%d is no status that can be success" n)
  @ each fields (fun (field, _) ->
      if List.mem field known_fields then [] else problem "the result has no field \"%s\"" field)
  @ (if fits_result c.returns p.answer then [] else problem "the result cannot be made of this answer")
