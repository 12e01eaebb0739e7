(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon/TOPIC.h: prototypes of the functions that do the calls' work. *)

open Model
open Text

(* What nearly every file in daemon/calls needs. *)
let headers = [
  "cleanup.h"; "string-list.h"; "base/reply.h"; "base/sysroot.h"; "children/program.h";
  "devices/device.h"; "devices/device-errors.h"; "storage/mountable.h"; "daemon-sessions.h" ]

let emit api t b =
  let guard = "DAEMON_CALLS_" ^ upper t.topic_name ^ "_H" in
  daemon_banner b ~source:"daemon/daemon_header.ml" ~about:(t.title ^ ": the daemon's function for each call.");
  pr b "#ifndef %s\n#define %s\n\n#include \"protocol/%s.h\"\n" guard guard t.topic_name;
  List.iter (pr b "#include \"%s\"\n") headers;
  pr b "\n";
  List.iter (fun c ->
      if c.options <> [] then Daemon_types.emit_options b c;
      pr b "extern %s;\n" (Daemon_types.prototype api c)) (Xdr.topic_calls t);
  List.iter (fun g -> if g.probe = Probe_function then pr b "extern bool probe_%s (void);\n" g.group_name) t.groups;
  pr b "\n#endif /* %s */\n" guard

let outputs api = Topics_of.files api (Printf.sprintf "daemon/%s.h") (emit api)
