(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* generator OUTPUT-DIRECTORY: checks the declarations and writes everything
   that is made from them.  A file is touched only if its content changed. *)

let emitters = [
  C_header.outputs;
  Symbols.outputs;
  Client_calls.outputs;
  Binding_test_calls.outputs;
  Xdr.outputs;
  Daemon_header.outputs;
  Daemon_stubs.outputs;
  Daemon_groups.outputs;
  Daemon_structures.outputs;
  Daemon_sessions.outputs;
  Json.outputs;
  C_tests.outputs Fixtures.all;
  Message_types.outputs;
  Pod.outputs;
  Python_c.outputs;
  Python_module.outputs;
  Python_stubs.outputs;
  Python_pod.outputs;
  Perl_c.outputs;
  Perl_pod.outputs;
  Ruby_c.outputs;
  Ruby_rbs.outputs;
  Ruby_pod.outputs;
  Bindtests.outputs;
  Bindtests_python.outputs;
  Bindtests_perl.outputs;
  Bindtests_ruby.outputs;
  Swig.outputs;
  Ocaml_c.outputs;
  Ocaml_module.outputs;
  Ocaml_pod.outputs;
  Bindtests_ocaml.outputs;
  Lua_pod.outputs;
  Bindtests_lua.outputs;
]

let read path =
  if Sys.file_exists path then begin
    let channel = open_in_bin path in
    let content = really_input_string channel (in_channel_length channel) in
    close_in channel;
    Some content
  end else None

let rec make_directory path =
  if not (Sys.file_exists path) then begin
    make_directory (Filename.dirname path);
    Sys.mkdir path 0o755
  end

let write directory (name, content) =
  let path = Filename.concat directory name in
  if read path <> Some content then begin
    make_directory (Filename.dirname path);
    let channel = open_out_bin path in
    output_string channel content;
    close_out channel
  end

let () =
  match Sys.argv with
  | [| _; directory |] ->
    (match Check.findings ~fixtures:Fixtures.all Topics.all with
     | [] -> List.iter (fun outputs -> List.iter (write directory) (outputs Topics.all)) emitters
     | findings ->
       List.iter (fun f -> prerr_endline (Check.to_string f)) findings;
       exit 1)
  | _ ->
    prerr_endline "usage: generator OUTPUT-DIRECTORY";
    exit 2
