(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon/group-table.c: how the daemon finds out which features it has. *)

open Model
open Text

let emit_group b g =
  let name = c_string g.group_name in
  match g.probe with
  | Always -> pr b "  { .name = %s, .kind = GROUP_ALWAYS },\n" name
  | Program programs ->
    pr b "  { .name = %s, .kind = GROUP_PROGRAMS,\n    .programs = (const char *const[]) { %s, NULL } },\n" name
      (String.concat ", " (List.map c_string programs))
  | Filesystem fs -> pr b "  { .name = %s, .kind = GROUP_FILESYSTEM, .filesystem = %s },\n" name (c_string fs)
  | Probe_function -> pr b "  { .name = %s, .kind = GROUP_FUNCTION, .function = probe_%s },\n" name g.group_name

let emit api b =
  daemon_banner b ~source:"daemon_groups.ml" ~about:"Optional features and what each needs.";
  pr b "#include <config.h>\n\n";
  List.iter (fun t -> if List.exists (fun g -> g.probe = Probe_function) t.groups then
                pr b "#include \"daemon/%s.h\"\n" t.topic_name) api;
  pr b "#include \"storage/groups.h\"\n\n";
  pr b "const struct daemon_group daemon_groups[] = {\n";
  List.iter (emit_group b) (List.sort (fun a b -> compare a.group_name b.group_name) (all_groups api));
  pr b "  { .name = NULL },\n};\n"

let outputs api = [ file "daemon/group-table.c" (emit api) ]
