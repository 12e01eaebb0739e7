(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* What the tests share: handles, temporary folders, expected exceptions. *)

open OUnit

let has_part = Tap.has_part

let check_text = assert_equal ~printer:(Printf.sprintf "%S")
let check_int = assert_equal ~printer:string_of_int
let check_texts = assert_equal ~printer:(fun l -> String.concat ", " (List.map (Printf.sprintf "%S") l))

(* F with a new handle that is closed afterwards. *)
let with_handle (f : Guestfs.guestfs -> _) =
  let g = new Guestfs.guestfs () in
  Fun.protect ~finally:(fun () -> try g#close () with Guestfs.Handle_closed _ -> ()) (fun () -> f g)

let rec remove path =
  if Sys.is_directory path then begin
    Array.iter (fun name -> remove (Filename.concat path name)) (Sys.readdir path);
    Sys.rmdir path
  end else Sys.remove path

(* F with a folder that is removed afterwards. *)
let with_folder f =
  let folder = Filename.temp_file "guestfs-ocaml" "" in
  Sys.remove folder;
  Unix.mkdir folder 0o700;
  Fun.protect ~finally:(fun () -> remove folder) (fun () -> f folder)

let read_file path =
  let channel = open_in_bin path in
  Fun.protect ~finally:(fun () -> close_in channel)
    (fun () -> really_input_string channel (in_channel_length channel))

(* Lines that a binding test call prints. *)
let printed g call =
  with_folder (fun folder ->
      let output = Filename.concat folder "output" in
      g#internal_test_set_output output;
      Fun.protect ~finally:g#internal_test_close_output call;
      String.split_on_char '\n' (read_file output))

let raises_error part f = match f () with
  | _ -> assert_failure ("no error; expected: " ^ part)
  | exception Guestfs.Error message ->
    if not (has_part message part) then assert_failure (Printf.sprintf "%S has no %S" message part)

let raises_closed name f = match f () with
  | _ -> assert_failure ("no Handle_closed of " ^ name)
  | exception Guestfs.Handle_closed closed -> check_text name closed

let raises_invalid parts f = match f () with
  | _ -> assert_failure "no Invalid_argument"
  | exception Invalid_argument message ->
    List.iter (fun part ->
        if not (has_part message part) then assert_failure (Printf.sprintf "%S has no %S" message part))
      parts

(* What F prints to the standard error. *)
let captured_stderr f =
  with_folder (fun folder ->
      let path = Filename.concat folder "stderr" in
      let file = Unix.openfile path [ Unix.O_WRONLY; Unix.O_CREAT ] 0o600 in
      let saved = Unix.dup Unix.stderr in
      flush stderr;
      Unix.dup2 file Unix.stderr;
      Unix.close file;
      Fun.protect f ~finally:(fun () ->
          flush stderr;
          Unix.dup2 saved Unix.stderr;
          Unix.close saved);
      read_file path)

(* In a child process, so that what F does to the process stays there; its
   exit status. *)
let in_child f =
  flush stdout;
  flush stderr;
  match Unix.fork () with
  | 0 -> f (); Unix._exit 99
  | child ->
    match Unix.waitpid [] child with
    | _, Unix.WEXITED status -> status
    | _ -> assert_failure "the child was killed"
