(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon-sessions.h, .c: the state that outlives a call. *)

open Model
open Text

let about = "The sessions: state of the daemon that outlives a call."
let constant session = "SESSION_" ^ upper session

let emit_header api b =
  daemon_banner b ~source:"daemon/daemon_sessions.ml" ~about;
  pr b "#ifndef DAEMON_SESSIONS_H\n#define DAEMON_SESSIONS_H\n\n#include \"sessions/guest-session.h\"\n\n";
  List.iteri (fun i s ->
      let n = s.session_name in
      pr b "#define %s (&guest_sessions[%d])\n%s;\nextern void end_%s (%s *state);\n\n" (constant n) i s.state n s.state)
    (all_sessions api);
  pr b "#endif /* DAEMON_SESSIONS_H */\n"

let emit api b =
  daemon_banner b ~source:"daemon/daemon_sessions.ml" ~about;
  pr b "#include <config.h>\n\n#include \"daemon-sessions.h\"\n\n";
  List.iter (fun s ->
      let n = s.session_name in
      pr b "static void\nend_state_of_%s (void *state)\n{\n  end_%s (state);\n}\n\n" n n) (all_sessions api);
  pr b "struct guest_session guest_sessions[] = {\n";
  List.iter (fun s ->
      pr b "  { .name = %s, .missing = %s, .end = end_state_of_%s },\n" (c_string s.session_name) (c_string s.missing)
        s.session_name) (all_sessions api);
  pr b "  { .name = NULL },\n};\n"

let outputs api = [ file "daemon-sessions.h" (emit_header api); file "daemon-sessions.c" (emit api) ]
