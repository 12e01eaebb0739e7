(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* tests/message-types.c: which values travel with each call, for tests that
   decode what nobody sane has sent. *)

open Model
open Text

let emit_type b present name =
  if present then pr b "    { (xdrproc_t) xdr_%s, sizeof (%s) },\n" name name
  else pr b "    { NULL, 0 },\n"

let emit_call b c =
  pr b "  { /* %s */\n" c.name;
  emit_type b (Xdr.has_args c) (Xdr.args_type c);
  emit_type b (Xdr.has_ret c) (Xdr.ret_type c);
  pr b "  },\n"

let emit api b =
  c_banner b ~source:"message_types.ml" ~about:"The types of the messages of each call.";
  List.iter (fun t -> pr b "#include \"protocol/%s.h\"\n" t.topic_name) api;
  pr b "#include \"message-types.h\"\n\n";
  pr b "const struct message_types message_types[] = {\n  { { NULL, 0 }, { NULL, 0 } },\n";
  List.iter (emit_call b) (Xdr.daemon_calls api);
  pr b "};\nconst size_t message_types_count = sizeof message_types / sizeof *message_types;\n"

let outputs api = [ file "tests/message-types.c" (emit api) ]
