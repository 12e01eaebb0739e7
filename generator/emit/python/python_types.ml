(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* How the model looks in Python: annotations and signatures.  guestfs.py,
   guestfs.pyi and the manual use the same. *)

open Model

let argument_type a = match a.arg_kind with
  | Text _ -> "Text"
  | Optional_text -> "Optional[Text]"
  | Text_list _ -> "Iterable[Text]"
  | Buffer -> "Bytes"
  | Int | Int64 -> "int"
  | Bool -> "bool"
  | Pointer _ -> "CPointer"

let option_type = function
  | Opt_bool -> "bool"
  | Opt_int | Opt_int64 -> "int"
  | Opt_text _ -> "Text"
  | Opt_text_list _ -> "Iterable[Text]"

(* lvm_pv becomes LvmPv. *)
let class_of_struct name =
  String.concat "" (List.map String.capitalize_ascii (String.split_on_char '_' name))

let field_type = function
  | F_text | F_device | F_uuid | F_char -> "str"
  | F_buffer -> "bytes"
  | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> "int"
  | F_optional_percent -> "Optional[float]"

let return_type = function
  | Nothing -> "None"
  | Returns_int _ | Returns_int64 _ | Returns_bool _ -> "int"
  | Returns_const_text _ | Returns_text _ -> "str"
  | Returns_optional_const_text _ -> "Optional[str]"
  | Returns_text_list _ -> "List[str]"
  | Returns_struct (s, _) -> class_of_struct s
  | Returns_struct_list (s, _) -> Printf.sprintf "List[%s]" (class_of_struct s)
  | Returns_table _ -> "Table"
  | Returns_buffer _ -> "bytes"

let parameters ~annotated c =
  let argument a =
    if annotated then Printf.sprintf "%s: %s" a.arg_name (argument_type a) else a.arg_name in
  let option o =
    if annotated then Printf.sprintf "%s: Optional[%s] = None" o.opt_name (option_type o.opt_kind)
    else o.opt_name ^ "=None" in
  List.map argument c.arguments @ List.map option c.options

let parameter_names c =
  List.map (fun a -> a.arg_name) c.arguments @ List.map (fun o -> o.opt_name) c.options

(* "def NAME(self, …) -> TYPE:", over several lines if it is long. *)
let definition c =
  let parameters = "self" :: parameters ~annotated:true c in
  let one_line = Printf.sprintf "    def %s(%s) -> %s:" c.name
      (String.concat ", " parameters) (return_type c.returns) in
  if String.length one_line <= 88 then one_line
  else
    let line p = "        " ^ p ^ ",\n" in
    Printf.sprintf "    def %s(\n%s    ) -> %s:" c.name
      (String.concat "" (List.map line parameters)) (return_type c.returns)

(* Other names of the same method. *)
let aliases c = List.tl (Binding_tables.names c)

let warning c = match c.deprecated with
  | None -> None
  | Some (Replaced_by other) ->
    Some (Printf.sprintf "use GuestFS.%s() instead of GuestFS.%s()" other c.name)
  | Some Deprecated_without_replacement -> Some (Printf.sprintf "do not use GuestFS.%s()" c.name)

(* What the annotations above are made of.  Both files begin with it. *)
let type_definitions = {|Text = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
Bytes = Union[bytes, bytearray, memoryview, str]
Table = Union[List[Tuple[str, str]], Dict[str, str]]
EventCallback = Callable[[int, int, bytes, List[int]], object]
|}

let struct_class b s =
  Text.pr b "class %s(TypedDict):\n" (class_of_struct s.struct_name);
  List.iter (fun (name, kind) -> Text.pr b "    %s: %s\n" name (field_type kind)) s.fields;
  Text.pr b "\n\n"

let public_structs api = List.filter (fun s -> s.struct_public) (all_structs api)
