(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/{calls,structs,availability}.pod: the generated parts of guestfs(3),
   which docs/guestfs.pod includes.  Pod_markup renders prose; a manual in
   another language gives it its own words. *)

open Model
open Text
open Pod_markup

(* Calls that have no section are only named. *)
let c_words api = {
  reference = (fun name ->
      if List.exists (fun c -> c.name = name && is_documented c) (all_calls api)
      then Printf.sprintf "L</guestfs_%s>" name else Printf.sprintf "C<guestfs_%s>" name);
  parameter = (fun name -> Printf.sprintf "C<%s>" name);
  null = "C<NULL>";
  true_ = "true";
  false_ = "false";
}

(* A name and its synopsis.  The forms with va_list and structure are explained
   once for all, in "Optional arguments". *)
let emit_form b c (name, form) =
  pr b "=head2 %s\n\n %s;\n\n" name (C_types.prototype c (name, form))

(* A call that once had no options has two names. *)
let rec emit_forms b c = function
  | (short, C_types.No_options) :: ((full, _) :: _ as rest) ->
    emit_form b c (short, C_types.No_options);
    pr b "The same as L</%s> without options.\n\n" full;
    emit_forms b c rest
  | (_, (C_types.No_options | C_types.Varargs) as form) :: _ -> emit_form b c form
  | _ -> ()

let option_type = function
  | Opt_bool | Opt_int -> "int" | Opt_int64 -> "int64_t"
  | Opt_text _ -> "const char *" | Opt_text_list _ -> "char *const *"

let emit_options b c =
  if c.options <> [] then begin
    pr b "Options are given as pairs of constant and value, ended by C<-1>:\n\n";
    List.iter (fun o -> pr b " %s, %s %s,\n" (C_types.option_constant c o) (option_type o.opt_kind) o.opt_name) c.options;
    pr b "\n"
  end

let emit_result b c =
  let text = match c.returns with
    | Nothing -> "Returns 0, or -1 on error."
    | Returns_int _ | Returns_int64 _ -> "Returns -1 on error."
    | Returns_bool _ -> "Returns 1 for true, 0 for false, or -1 on error."
    | Returns_const_text _ -> "Returns a string that belongs to the handle and must not be freed, or C<NULL> on error."
    | Returns_optional_const_text _ ->
      "Returns a string that belongs to the handle and must not be freed. C<NULL> is a value here: this call cannot fail."
    | Returns_text _ -> "Returns a string, or C<NULL> on error. I<The caller frees it with C<free>.>"
    | Returns_text_list _ ->
      "Returns a list of strings ended by C<NULL>, or C<NULL> on error. I<The caller frees the strings and the list.>"
    | Returns_table _ ->
      "Returns a list in which each key is followed by its value, ended by C<NULL>, or C<NULL> on error. \
       I<The caller frees the strings and the list.>"
    | Returns_struct (s, _) ->
      Printf.sprintf "Returns a L<C<struct guestfs_%s *>|/struct guestfs_%s>, or C<NULL> on error. \
                      I<The caller frees it with C<guestfs_free_%s>.>" s s s
    | Returns_struct_list (s, _) ->
      Printf.sprintf "Returns a L<C<struct guestfs_%s_list *>|/struct guestfs_%s>, or C<NULL> on error. \
                      I<The caller frees it with C<guestfs_free_%s_list>.>" s s s
    | Returns_buffer _ ->
      "Returns a buffer of C<*size_r> bytes, which may contain zero bytes, or C<NULL> on error. \
       I<The caller frees it with C<free>.>" in
  pr b "%s\n\n" text

let emit_notes b api c =
  let note text = pr b "%s\n\n" text in
  if c.config_only then note "Only before launch: afterwards it is an error.";
  if List.exists (fun a -> a.arg_kind = Text Key) c.arguments then
    note "The key is never shown in traces. C<base64:> before it says that it is base64, C<text:> that the rest is the key itself.";
  if c.progress then note "Long operations send progress messages, see L</PROGRESS MESSAGES>.";
  if c.cancellable && is_daemon_call c then note "A running transfer can be ended by L</guestfs_user_cancel>.";
  Option.iter (fun g -> note (Printf.sprintf "Needs the feature C<%s>, see L</AVAILABILITY>." g)) c.group;
  (match c.deprecated with
   | Some (Replaced_by other) -> note (Printf.sprintf "I<Deprecated>: new programs use %s." ((c_words api).reference other))
   | Some Deprecated_without_replacement -> note "I<Deprecated>: new programs do not need it."
   | None -> ());
  List.iter (fun o ->
      if o.opt_since <> "" then note (Printf.sprintf "The option C<%s> was added in %s." o.opt_name o.opt_since)) c.options;
  if c.since <> "" then note (Printf.sprintf "(Added in %s)" c.since)

let emit_example b c =
  if c.example <> [] then begin
    pr b "In L<guestfish(1)>'s notation:\n\n";
    List.iter (pr b " %s\n") c.example;
    pr b "\n"
  end

let emit_call b api c =
  emit_forms b c (C_types.public_forms c);
  emit_options b c;
  Call_forms.emit b api c;
  render b (c_words api) c.doc;
  emit_example b c;
  emit_result b c;
  emit_notes b api c

let emit_calls api b =
  List.iter (fun t ->
      let calls = List.filter is_documented t.calls in
      if calls <> [] then begin
        pr b "=head1 %s\n\n" (upper t.title);
        render b (c_words api) t.topic_doc;
        List.iter (emit_call b api) (List.sort by_name calls)
      end) api

let emit_struct b api s =
  pr b "=head2 struct guestfs_%s\n\n" s.struct_name;
  render b (c_words api) s.struct_doc;
  pr b " struct guestfs_%s {\n" s.struct_name;
  List.iter (fun f -> List.iter (pr b "   %s;\n") (C_types.field_declarations f)) s.fields;
  pr b " };\n\n struct guestfs_%s_list {\n   uint32_t len;\n   struct guestfs_%s *val;\n };\n\n" s.struct_name s.struct_name;
  List.iter (pr b " %s;\n") (C_types.struct_functions s);
  pr b "\n"

let emit_structs api b =
  List.iter (emit_struct b api)
    (List.filter (fun s -> s.struct_public)
       (List.sort (fun a b -> compare a.struct_name b.struct_name) (all_structs api)))

let probe_text = function
  | Always -> "is always there"
  | Program programs -> "needs " ^ String.concat ", " (List.map (Printf.sprintf "C<%s>") programs) ^ " in the appliance"
  | Filesystem fs -> Printf.sprintf "needs the filesystem C<%s> in the appliance's kernel" fs
  | Probe_function -> "is found out by trying"

let documented_members api g =
  List.filter (fun c -> c.group = Some g.group_name && is_documented c) (all_calls api)

(* The same in few words. *)
let probe_column = function
  | Always -> "always"
  | Program programs -> "programs: " ^ String.concat ", " programs
  | Filesystem fs -> "filesystem: " ^ fs
  | Probe_function -> "a trial succeeds"

let emit_group api b g =
  let members = List.sort by_name (documented_members api g) in
  pr b "=item B<%s>\n\n" g.group_name;
  render b (c_words api) g.group_doc;
  pr b "This feature %s. Its calls: %s.\n\n" (probe_text g.probe)
    (String.concat ", " (List.map (fun c -> (c_words api).reference c.name) members))

(* The groups at a glance; what each is for comes after it. *)
let emit_group_table b api groups =
  pr b " %-14s %5s  %s\n\n" "group" "calls" "there if";
  List.iter (fun g ->
      pr b " %-14s %5d  %s\n" g.group_name (List.length (documented_members api g)) (probe_column g.probe)) groups;
  pr b "\n"

let emit_availability api b =
  let groups = List.sort (fun a b -> compare a.group_name b.group_name) (all_groups api) in
  emit_group_table b api groups;
  pr b "=over 4\n\n";
  List.iter (emit_group api b) groups;
  pr b "=back\n\n"

let outputs api = [
  file "docs/calls.pod" (emit_calls api);
  file "docs/structs.pod" (emit_structs api);
  file "docs/availability.pod" (emit_availability api);
]
