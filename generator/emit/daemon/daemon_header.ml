(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon-calls.h: prototypes of the functions that do the calls' work. *)

open Model
open Text

(* What nearly every file in daemon/calls needs. *)
let headers = [
  "cleanup.h"; "guestfs_protocol.h"; "string-list.h"; "base/reply.h"; "base/sysroot.h";
  "children/program.h"; "devices/device-errors.h"; "storage/mountable.h" ]

let emit api b =
  daemon_banner b ~source:"daemon_header.ml" ~about:"The daemon's function for each call.";
  pr b "#ifndef DAEMON_CALLS_H\n#define DAEMON_CALLS_H\n\n";
  List.iter (fun header -> pr b "#include \"%s\"\n" header) headers;
  pr b "\n";
  List.iter (fun t ->
      let calls = List.filter is_daemon_call t.calls in
      let probes = List.filter (fun g -> g.probe = Probe_function) t.groups in
      if calls <> [] || probes <> [] then begin
        pr b "/* ---- %s ---- */\n\n" t.title;
        List.iter (fun c ->
            if c.options <> [] then Daemon_types.emit_options b c;
            pr b "extern %s;\n" (Daemon_types.prototype c)) calls;
        List.iter (fun g -> pr b "extern bool probe_%s (void);\n" g.group_name) probes;
        pr b "\n"
      end) api;
  pr b "#endif /* DAEMON_CALLS_H */\n"

let outputs api = [ file "daemon-calls.h" (emit api) ]
