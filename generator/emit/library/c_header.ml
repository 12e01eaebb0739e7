(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs.h, and its parts guestfs-api/TOPIC.h *)

open Model
open Text
open C_types

let callback_types = [
  "ERROR_HANDLER_CB", "typedef void (*guestfs_error_handler_cb) (guestfs_h *g, void *opaque, const char *msg);";
  "ABORT_CB", "typedef void (*guestfs_abort_cb) (void) __attribute__ ((__noreturn__));";
  "EVENT_CALLBACK", "typedef void (*guestfs_event_callback) (guestfs_h *g, void *opaque, uint64_t event, \
                     int event_handle, int flags, const char *buf, size_t buf_len, const uint64_t *array, size_t array_len);";
  "LOG_MESSAGE_CB", "typedef void (*guestfs_log_message_cb) (guestfs_h *g, void *opaque, char *buf, int len);";
  "SUBPROCESS_QUIT_CB", "typedef void (*guestfs_subprocess_quit_cb) (guestfs_h *g, void *opaque);";
  "LAUNCH_DONE_CB", "typedef void (*guestfs_launch_done_cb) (guestfs_h *g, void *opaque);";
  "CLOSE_CB", "typedef void (*guestfs_close_cb) (guestfs_h *g, void *opaque);";
  "PROGRESS_CB", "typedef void (*guestfs_progress_cb) (guestfs_h *g, void *opaque, int proc_nr, int serial, \
                  uint64_t position, uint64_t total);";
]

let prologue = {|#include <stddef.h>
#include <stdint.h>
#include <stdarg.h>

#if defined (__GNUC__)
# define GUESTFS_DEPRECATED_BY(replacement) __attribute__ ((__deprecated__ ("use " replacement " instead")))
# define GUESTFS_DEPRECATED_NO_REPLACEMENT __attribute__ ((__deprecated__))
# define GUESTFS_DLL_PUBLIC __attribute__ ((__visibility__ ("default")))
#else
# define GUESTFS_DEPRECATED_BY(replacement)
# define GUESTFS_DEPRECATED_NO_REPLACEMENT
# define GUESTFS_DLL_PUBLIC
# define __attribute__(x)
#endif

/* Defined by programs that go on calling what is deprecated. */
#ifdef GUESTFS_NO_WARN_DEPRECATED
# undef GUESTFS_DEPRECATED_BY
# define GUESTFS_DEPRECATED_BY(replacement)
# undef GUESTFS_DEPRECATED_NO_REPLACEMENT
# define GUESTFS_DEPRECATED_NO_REPLACEMENT
#endif

#ifndef GUESTFS_TYPEDEF_H
#define GUESTFS_TYPEDEF_H 1
typedef struct guestfs_h guestfs_h;
#endif

/* Flags of guestfs_create_flags. */
#define GUESTFS_CREATE_NO_ENVIRONMENT (1 << 0)
#define GUESTFS_CREATE_NO_CLOSE_ON_EXIT (1 << 1)

|}

let emit_callback_types b =
  pr b "/* Callbacks. */\n";
  List.iter (fun (guard, declaration) ->
      pr b "#ifndef GUESTFS_TYPEDEF_%s\n#define GUESTFS_TYPEDEF_%s 1\n%s\n#endif\n" guard guard declaration)
    callback_types;
  pr b "\n/* Events. */\n";
  List.iteri (fun bit name -> pr b "#define GUESTFS_EVENT_%s 0x%04x\n" (upper name) (1 lsl bit)) events;
  pr b "#define GUESTFS_EVENT_ALL 0x%04x\n\n" ((1 lsl List.length events) - 1)

let have name b =
  pr b "#define GUESTFS_HAVE_%s 1\n#define LIBGUESTFS_HAVE_%s 1\n" (upper name) (upper name)

let emit_hand_written b =
  pr b "/* The handle, errors, events and private data. */\n";
  List.iter (fun (name, proto) ->
      let deprecated = List.mem name hand_written_deprecated in
      have name b;
      if deprecated then pr b "#if !defined (GUESTFS_NO_DEPRECATED)\n";
      pr b "extern GUESTFS_DLL_PUBLIC %s%s;\n" proto
        (if deprecated then "\n  GUESTFS_DEPRECATED_BY (\"guestfs_set_event_callback\")" else "");
      if deprecated then pr b "#endif\n") hand_written;
  pr b "\n"

let emit_struct b s =
  let guarded = not s.struct_public in
  if guarded then pr b "#if GUESTFS_PRIVATE\n";
  pr b "#define GUESTFS_HAVE_STRUCT_%s 1\n" (upper s.struct_name);
  pr b "struct guestfs_%s {\n" s.struct_name;
  List.iter (fun f -> List.iter (fun d -> pr b "  %s;\n" d) (field_declarations f)) s.fields;
  pr b "};\n\nstruct guestfs_%s_list {\n  uint32_t len;\n  struct guestfs_%s *val;\n};\n\n" s.struct_name s.struct_name;
  List.iter (fun p -> pr b "extern GUESTFS_DLL_PUBLIC %s;\n" p) (struct_functions s);
  if guarded then pr b "#endif\n";
  pr b "\n"

let emit_options b c =
  List.iteri (fun i o ->
      pr b "#define %s %d\n" (option_constant c o) i;
      pr b "#define %s (UINT64_C (1) << %d)\n" (option_bitmask c o) i) c.options;
  pr b "struct %s {\n  uint64_t bitmask;\n" (argv_struct c);
  List.iter (fun o -> pr b "  %s%s;\n" (option_type o.opt_kind) o.opt_name) c.options;
  pr b "};\n"

let is_private c = c.visibility = Internal

let emit_call b c =
  have c.name b;
  if c.once_had_no_options then have (c_name c) b;
  if is_private c then pr b "#if GUESTFS_PRIVATE\n";
  if c.deprecated <> None then pr b "#if !defined (GUESTFS_NO_DEPRECATED)\n";
  if c.options <> [] then emit_options b c;
  List.iter (fun form ->
      pr b "extern GUESTFS_DLL_PUBLIC %s" (prototype c form);
      (match c.deprecated with
       | Some (Replaced_by other) -> pr b "\n  GUESTFS_DEPRECATED_BY (\"guestfs_%s\")" other
       | Some Deprecated_without_replacement -> pr b "\n  GUESTFS_DEPRECATED_NO_REPLACEMENT"
       | None -> ());
      pr b ";\n") (public_forms c);
  if c.deprecated <> None then pr b "#endif\n";
  if is_private c then pr b "#endif\n";
  pr b "\n"

(* ---- the parts of guestfs.h ----

   A part is what belongs to one topic, and the base what belongs to none.  Code
   of this tree includes the parts that it uses; guestfs.h, which programs
   include, is all of them, each with its guard, so that it may come after a
   part. *)

let guard name = "GUESTFS_API_" ^ upper name

let emit_guarded b name includes write =
  pr b "#ifndef %s\n#define %s\n\n" (guard name) (guard name);
  List.iter (pr b "#include \"%s\"\n") includes;
  if includes <> [] then pr b "\n";
  pr b "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  write b;
  pr b "#ifdef __cplusplus\n}\n#endif\n#endif /* %s */\n" (guard name)

let emit_base b =
  pr b "%s" prologue;
  emit_callback_types b;
  emit_hand_written b

let emit_topic t b =
  List.iter (emit_struct b) t.structs;
  List.iter (emit_call b) t.calls

let banner = c_banner ~source:"library/c_header.ml"

let emit_whole api b =
  banner b ~about:"The C API of libguestfs; guestfs(3) is its manual.";
  pr b "#ifndef GUESTFS_H_\n#define GUESTFS_H_\n\n";
  emit_guarded b "base" [] emit_base;
  List.iter (fun t ->
      pr b "\n/* ---- %s ---- */\n\n" t.title;
      emit_guarded b t.topic_name [] (emit_topic t)) api;
  pr b "\n#endif /* GUESTFS_H_ */\n"

let emit_base_part b =
  banner b ~about:"The part of guestfs.h that belongs to no topic.";
  emit_guarded b "base" [] emit_base

let emit_part api t b =
  banner b ~about:("The part of guestfs.h of the topic: " ^ t.title ^ ".");
  emit_guarded b t.topic_name
    ("guestfs-api/guestfs.h" :: List.map (Printf.sprintf "guestfs-api/%s.h") (Topics_of.foreign api t)) (emit_topic t)

let outputs api =
  file "guestfs.h" (emit_whole api)
  :: file "guestfs-api/guestfs.h" emit_base_part
  :: Topics_of.files api (Printf.sprintf "guestfs-api/%s.h") (emit_part api)
