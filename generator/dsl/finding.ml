(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What is wrong with a declaration, and where it stands. *)

open Model

type finding = { where : location; message : string }

let finding where fmt = Printf.ksprintf (fun message -> { where; message }) fmt

let to_string f = Printf.sprintf "%s:%d: %s" f.where.file f.where.line f.message
