(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* lib/test-calls.c: bodies of the internal_test calls.  They print their
   arguments, or return values made from a number, so that each binding can
   show that it passes everything unchanged. *)

open Model
open Text
open C_types

let emit_print_argument b a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text _ -> pr b "  fprintf (out, \"%%s\\n\", %s);\n" n
  | Optional_text -> pr b "  fprintf (out, \"%%s\\n\", %s ? %s : \"null\");\n" n n
  | Text_list _ -> pr b "  print_texts (out, %s);\n" n
  | Buffer -> pr b "  print_bytes (out, %s, %s_size);\n" n n
  | Int -> pr b "  fprintf (out, \"%%d\\n\", %s);\n" n
  | Int64 -> pr b "  fprintf (out, \"%%\" PRIi64 \"\\n\", %s);\n" n
  | Bool -> pr b "  fprintf (out, \"%%s\\n\", %s ? \"true\" : \"false\");\n" n
  | Pointer _ -> pr b "  fprintf (out, \"%%p\\n\", %s);\n" n

let emit_print_option b c o =
  let n = o.opt_name in
  pr b "  fprintf (out, \"%s: \");\n  if (optargs->bitmask & %s)\n  " n (option_bitmask c o);
  (match o.opt_kind with
   | Opt_bool -> pr b "  fprintf (out, \"%%s\\n\", optargs->%s ? \"true\" : \"false\");\n" n
   | Opt_int -> pr b "  fprintf (out, \"%%d\\n\", optargs->%s);\n" n
   | Opt_int64 -> pr b "  fprintf (out, \"%%\" PRIi64 \"\\n\", optargs->%s);\n" n
   | Opt_text _ -> pr b "  fprintf (out, \"%%s\\n\", optargs->%s);\n" n
   | Opt_text_list _ -> pr b "  print_texts (out, optargs->%s);\n" n);
  pr b "  else\n    fprintf (out, \"unset\\n\");\n"

let emit_printer b c =
  pr b "%s\n{\n  CLEANUP_FREE char *text = NULL;\n  size_t size = 0;\n  FILE *out = open_memstream (&text, &size);\n\n"
    (definition_head c ("impl_" ^ c.name, if c.options = [] then No_options else Argv));
  pr b "  if (out == NULL)\n    return set_errno (g, errno, \"%s\");\n" c.name;
  List.iter (emit_print_argument b) c.arguments;
  List.iter (emit_print_option b c) c.options;
  pr b "  fclose (out);\n  return test_output_write (g, text, size);\n}\n\n"

let is_error_call c = c.arguments = []

let emit_error b c =
  pr b "  set_error (g, 0, \"error\");\n  return %s;\n" (error_value_or_null c.returns)

(* The list calls take the number of elements. *)
let emit_count b c =
  pr b "  int count;\n  if (parse_count (g, \"%s\", val, &count) == -1)\n    return NULL;\n" c.name

let emit_value b c = match c.returns with
  | Nothing -> pr b "  (void) g;\n  return 0;\n"
  | Returns_int _ -> pr b "  int value = 0;\n  return parse_int (g, \"%s\", val, &value) == -1 ? -1 : value;\n" c.name
  | Returns_int64 _ -> pr b "  int64_t value = 0;\n  return parse_int64 (g, \"%s\", val, &value) == -1 ? -1 : value;\n" c.name
  | Returns_bool _ ->
    pr b "  if (strcmp (val, \"true\") == 0)\n    return 1;\n  if (strcmp (val, \"false\") == 0)\n    return 0;\n\
         \  return set_error (g, EINVAL, \"%s: expecting true or false argument\");\n" c.name
  | Returns_const_text _ | Returns_optional_const_text _ -> pr b "  (void) g;\n  (void) val;\n  return \"static string\";\n"
  | Returns_text _ -> pr b "  return safe_strdup (g, val);\n"
  | Returns_text_list _ ->
    emit_count b c;
    pr b "  char **list = safe_calloc (g, (size_t) count + 1, sizeof *list);\n\
         \  for (int i = 0; i < count; ++i)\n    list[i] = safe_asprintf (g, \"%%d\", i);\n  return list;\n"
  | Returns_table _ ->
    emit_count b c;
    pr b "  char **table = safe_calloc (g, (size_t) count * 2 + 1, sizeof *table);\n\
         \  for (int i = 0; i < count; ++i) {\n    table[2 * i] = safe_asprintf (g, \"%%d\", i);\n    table[2 * i + 1] = safe_asprintf (g, \"%%d\", i);\n  }\n  return table;\n"
  | Returns_struct (s, _) ->
    pr b "  (void) val;\n  struct guestfs_%s *value = safe_calloc (g, 1, sizeof *value);\n  fill_%s (g, value, 0);\n  return value;\n" s s
  | Returns_struct_list (s, _) ->
    emit_count b c;
    pr b "  struct guestfs_%s_list *list = safe_calloc (g, 1, sizeof *list);\n  list->len = count;\n\
         \  list->val = safe_calloc (g, count > 0 ? (size_t) count : 1, sizeof *list->val);\n\
         \  for (int i = 0; i < count; ++i)\n    fill_%s (g, &list->val[i], i);\n  return list;\n" s s
  | Returns_buffer _ -> pr b "  *size_r = strlen (val);\n  return safe_memdup (g, val, *size_r + 1);\n"

let emit_returner b c =
  pr b "%s\n{\n" (definition_head c ("impl_" ^ c.name, No_options));
  (if is_error_call c then begin
      (match c.returns with
       | Returns_optional_const_text _ -> pr b "  (void) g;\n  return NULL;\n"
       | Returns_buffer _ -> pr b "  (void) size_r;\n"; emit_error b c
       | _ -> emit_error b c)
    end else emit_value b c);
  pr b "}\n\n"

(* Element I of the test's structs: names and texts end in I, numbers are I. *)
let emit_fill b s =
  pr b "static void\nfill_%s (guestfs_h *g, struct guestfs_%s *value, int i)\n{\n" s.struct_name s.struct_name;
  let prefix = match String.index_opt s.struct_name '_' with
    | Some i -> String.sub s.struct_name (i + 1) (String.length s.struct_name - i - 1)
    | None -> s.struct_name in
  List.iter (fun (f, kind) ->
      match kind with
      | F_text | F_device ->
        let short = match String.rindex_opt f '_' with
          | Some i -> String.sub f (i + 1) (String.length f - i - 1) | None -> f in
        (match short with
         | "fmt" -> pr b "  value->%s = safe_strdup (g, \"unknown\");\n" f
         | _ ->
           let text = match short with "name" -> prefix | "tags" -> "tag" | other -> other in
           pr b "  value->%s = safe_asprintf (g, \"%s%%d\", i);\n" f text)
      | F_buffer -> pr b "  value->%s = safe_asprintf (g, \"%%d\", i);\n  value->%s_len = strlen (value->%s);\n" f f f
      | F_uuid -> pr b "  memcpy (value->%s, \"12345678901234567890123456789012\", sizeof value->%s);\n" f f
      | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 | F_char | F_optional_percent -> pr b "  value->%s = i;\n" f)
    s.fields;
  pr b "}\n\n"

let helpers = {|static void
print_texts (FILE *out, char *const *texts)
{
  fputc ('[', out);
  for (size_t i = 0; texts[i] != NULL; ++i)
    fprintf (out, "%s\"%s\"", i > 0 ? ", " : "", texts[i]);
  fputs ("]\n", out);
}

static void
print_bytes (FILE *out, const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; ++i)
    fprintf (out, "<%02x>", (unsigned char) bytes[i]);
  fputc ('\n', out);
}

static bool
is_int64 (const char *text, int64_t *value)
{
  char *end;

  errno = 0;
  *value = strtoll (text, &end, 10);
  return errno == 0 && end != text && *end == '\0';
}

static int
parse_int64 (guestfs_h *g, const char *call, const char *text, int64_t *value)
{
  if (is_int64 (text, value))
    return 0;
  return set_error (g, EINVAL, "%s: expecting int64 argument", call);
}

static int
parse_int (guestfs_h *g, const char *call, const char *text, int *value)
{
  int64_t wide;

  if (!is_int64 (text, &wide) || wide < INT_MIN || wide > INT_MAX)
    return set_error (g, EINVAL, "%s: expecting int argument", call);
  *value = wide;
  return 0;
}

static int
parse_count (guestfs_h *g, const char *call, const char *text, int *count)
{
  if (parse_int (g, call, text, count) == -1)
    return -1;
  if (*count < 0)
    return set_error (g, EINVAL, "%s: the number of elements cannot be negative", call);
  return 0;
}

|}

let returned_structs calls =
  List.sort_uniq compare (List.filter_map (fun c -> match c.returns with
      | Returns_struct (s, _) | Returns_struct_list (s, _) -> Some s | _ -> None) calls)

let emit api b =
  c_banner b ~source:"binding_test_calls.ml" ~about:"The calls that test bindings.";
  pr b "#include <config.h>\n\n#include <errno.h>\n#include <inttypes.h>\n#include <limits.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n\
        #include \"base/errors.h\"\n#include \"base/memory.h\"\n#include \"calls/test-output.h\"\n#include \"cleanup.h\"\n#include \"lib-impl.h\"\n#include \"string-list.h\"\n\n%s" helpers;
  let calls = List.filter (fun c -> c.run = Test_call) (List.sort by_name (all_calls api)) in
  List.iter (fun s -> emit_fill b (find_struct api s)) (returned_structs calls);
  List.iter (fun c ->
      if Text.starts_with "internal_test_r" c.name then emit_returner b c else emit_printer b c) calls

let outputs api = [ file "lib/test-calls.c" (emit api) ]
