(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* libguestfs.syms: what the shared library exports.  The version script is
   anonymous, so that symbols carry no version. *)

open Model
open Text

let exported api =
  List.map (fun (name, _) -> "guestfs_" ^ name) C_types.hand_written
  @ List.concat_map C_types.struct_function_names (all_structs api)
  @ List.concat_map (fun c -> List.map fst (C_types.public_forms c)) (all_calls api)
  |> List.sort_uniq compare

let emit api b =
  hash_banner b ~source:"symbols.ml" ~about:"Symbols that libguestfs.so exports.";
  pr b "{\n  global:\n";
  List.iter (pr b "    %s;\n") (exported api);
  pr b "  local:\n    *;\n};\n"

let outputs api = [ file "libguestfs.syms" (emit api) ]
