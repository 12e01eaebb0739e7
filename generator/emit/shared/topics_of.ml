(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What belongs to one topic.  Most outputs are a file for each topic that
   includes the header of its topic alone, so that a new call means compiling
   what belongs to its topic, and nothing else. *)

open Model
open Text

(* A file for each topic: PATH says its name, and EMIT writes it. *)
let files api path emit =
  List.map (fun t -> file (path t.topic_name) (emit t)) api

let structs_of_calls calls =
  List.filter_map (fun c -> match c.returns with
      | Returns_struct (s, _) | Returns_struct_list (s, _) -> Some s
      | _ -> None) calls

let of_struct api name =
  List.find (fun t -> List.exists (fun s -> s.struct_name = name) t.structs) api

let of_call api name =
  List.find (fun t -> List.exists (fun c -> c.name = name) t.calls) api

(* Names of the other topics whose structs the calls of this one return. *)
let foreign api t =
  structs_of_calls t.calls
  |> List.map (fun s -> (of_struct api s).topic_name)
  |> List.filter (( <> ) t.topic_name)
  |> List.sort_uniq compare

(* The part of guestfs.h that holds a topic.  A binding that is built outside of
   this tree has only the whole. *)
let include_part_if_there b t =
  pr b "#if __has_include(\"guestfs-api/%s.h\")\n#include \"guestfs-api/%s.h\"\n#endif\n" t.topic_name t.topic_name

let include_part b name = pr b "#include \"guestfs-api/%s.h\"\n" name
