(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Free, copy and compare of the structs of the API. *)

open Model
open Text

let emit_compare b s =
  let n = s.struct_name in
  pr b "int\nguestfs_compare_%s (const struct guestfs_%s *a, const struct guestfs_%s *b)\n{\n  int order;\n\n" n n n;
  List.iter (fun (f, kind) ->
      (match kind with
       | F_text | F_device -> pr b "  order = strcmp (a->%s, b->%s);\n" f f
       | F_buffer -> pr b "  order = struct_compare_bytes (a->%s, a->%s_len, b->%s, b->%s_len);\n" f f f f
       | F_uuid -> pr b "  order = memcmp (a->%s, b->%s, sizeof a->%s);\n" f f f
       | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 | F_char | F_optional_percent ->
         pr b "  order = (a->%s > b->%s) - (a->%s < b->%s);\n" f f f f);
      pr b "  if (order != 0)\n    return order;\n") s.fields;
  pr b "  return 0;\n}\n\n";
  pr b "int\nguestfs_compare_%s_list (const struct guestfs_%s_list *a, const struct guestfs_%s_list *b)\n{\n" n n n;
  pr b "  int order = (a->len > b->len) - (a->len < b->len);\n\n\
       \  for (uint32_t i = 0; order == 0 && i < a->len; ++i)\n    order = guestfs_compare_%s (&a->val[i], &b->val[i]);\n  return order;\n}\n\n" n

let owned s = List.filter (fun (_, kind) -> match kind with F_text | F_device | F_buffer -> true | _ -> false) s.fields

let emit_members b s =
  let n = s.struct_name in
  if owned s <> [] then begin
    pr b "static void\nfree_members_%s (struct guestfs_%s *value)\n{\n" n n;
    List.iter (fun (f, _) -> pr b "  free (value->%s);\n" f) (owned s);
    pr b "}\n\n"
  end;
  pr b "static int\ncopy_members_%s (const struct guestfs_%s *from, struct guestfs_%s *to)\n{\n  *to = *from;\n" n n n;
  if owned s = [] then pr b "  return 0;\n"
  else begin
    List.iter (fun (f, kind) -> match kind with
        | F_buffer -> pr b "  to->%s = struct_copy_bytes (from->%s, from->%s_len);\n" f f f
        | _ -> pr b "  to->%s = strdup (from->%s);\n" f f) (owned s);
    pr b "  if (%s)\n    return 0;\n\n  free_members_%s (to);\n  errno = ENOMEM;\n  return -1;\n"
      (String.concat " && " (List.map (fun (f, _) -> "to->" ^ f) (owned s))) n
  end;
  pr b "}\n\n"

let emit_copy b s =
  let n = s.struct_name in
  pr b "struct guestfs_%s *\nguestfs_copy_%s (const struct guestfs_%s *from)\n{\n" n n n;
  pr b "  struct guestfs_%s *copy = calloc (1, sizeof *copy);\n\n  if (copy == NULL || copy_members_%s (from, copy) == 0)\n    return copy;\n\n  free (copy);\n  errno = ENOMEM;\n  return NULL;\n}\n\n" n n;
  pr b "struct guestfs_%s_list *\nguestfs_copy_%s_list (const struct guestfs_%s_list *from)\n{\n" n n n;
  pr b "  struct guestfs_%s_list *list = calloc (1, sizeof *list);\n\n  if (list == NULL)\n    return NULL;\n" n;
  pr b "  list->val = calloc (from->len > 0 ? from->len : 1, sizeof *list->val);\n\
       \  for (uint32_t i = 0; list->val != NULL && i < from->len; ++i) {\n\
       \    if (copy_members_%s (&from->val[i], &list->val[i]) == -1)\n      break;\n    list->len++;\n  }\n" n;
  pr b "  if (list->val != NULL && list->len == from->len)\n    return list;\n\n  guestfs_free_%s_list (list);\n  errno = ENOMEM;\n  return NULL;\n}\n\n" n

let emit_free b s =
  let n = s.struct_name in
  let members = owned s <> [] in
  pr b "void\nguestfs_free_%s (struct guestfs_%s *value)\n{\n" n n;
  if members then pr b "  if (value != NULL)\n    free_members_%s (value);\n" n;
  pr b "  free (value);\n}\n\n";
  pr b "void\nguestfs_free_%s_list (struct guestfs_%s_list *list)\n{\n  if (list == NULL)\n    return;\n" n n;
  if members then pr b "  for (uint32_t i = 0; i < list->len; ++i)\n    free_members_%s (&list->val[i]);\n" n;
  pr b "  free (list->val);\n  free (list);\n}\n\n"

(* They stand in the file of their topic's calls. *)
let emit_topic t b =
  List.iter (fun s -> emit_members b s; emit_free b s; emit_copy b s; emit_compare b s) t.structs
