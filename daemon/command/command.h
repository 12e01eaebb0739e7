/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program of the appliance that does the work of a call: its words are put
 * together, it runs, and what it said is the result or the error.
 *
 *   CLEANUP_COMMAND struct command command = COMMAND_EMPTY;
 *   const char *file = command_guest_file (&command, path, GUEST_REGULAR_FILE);
 *
 *   command_word (&command, "hexdump");
 *   command_word (&command, "-C");
 *   command_word (&command, file);
 *   return command_run (&command) == 0 ? command_text (&command) : NULL;
 *
 * Nothing needs to be checked before command_run.  Declarations with ~run:(exec …)
 * become such functions. */

#ifndef COMMAND_H
#define COMMAND_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sysroot.h"
#include "children/program.h"
#include "guest/guest-files.h"
#include "string-list.h"

/* Descriptors that the program can get: as many as struct program has. */
#define COMMAND_FILES_MAX 4

struct command_file {
  int fd;
  const char *name;                       /* as users know it, NULL for a secret */
  char word[FD_PATH_SIZE + NAME_MAX + 1]; /* as the program knows it */
};

struct command {
  struct string_list words;
  struct string_list names; /* what words stand in that are no words themselves */
  char **argv;              /* the words, from command_run on */
  struct command_file files[COMMAND_FILES_MAX];
  size_t file_count;
  char *about; /* what errors are about: the first device or file */
  const char *input;
  size_t input_size;
  char *own_input;
  uint64_t success;     /* bit N: status N is no error */
  bool storage_changes; /* when it has run, storage_changed is called */
  bool failed;          /* reply_error was called */
  struct program_output output;
};
#define COMMAND_STATUS(n) (UINT64_C (1) << (n))
#define COMMAND_ANY_STATUS UINT64_MAX
#define COMMAND_EMPTY             \
  {                               \
    .success = COMMAND_STATUS (0) \
  }
extern void command_free (struct command *command);
#define CLEANUP_COMMAND __attribute__ ((cleanup (command_free)))

extern void command_word (struct command *command, const char *word);
extern void command_format (struct command *command, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));
extern void command_words (struct command *command, char *const *words);

/* Text for the word after FLAG: it begins that word, or stands behind a comma if
 * the word is there.  It has no comma itself, which would begin something else. */
extern void command_join (struct command *command, const char *flag, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));

/* What stands for the file PATH of the guest in a word.  It is opened here, in the
 * guest, and is of that KIND: the program meets no FIFO, no device node, no link. */
extern const char *command_guest_file (struct command *command, const char *path,
                                       enum guest_file_kind kind);
/* The same, or the device, if PLACE is one. */
extern const char *command_place (struct command *command, const struct place *place,
                                  enum guest_file_kind kind);
/* A file in memory with this content, for what must not be on a command line. */
extern const char *command_secret_file (struct command *command, const char *content);

/* What stands for TEXT, which is a device of the user's or, for a program that finds
 * devices itself, "LABEL=…" or "UUID=…". */
extern const char *command_tagged_device (struct command *command, const char *text);

/* Errors will be about DEVICE. */
extern void command_about_device (struct command *command, const struct device *device);
/* DEVICE must not be in use. */
extern void command_check_unused (struct command *command, const char *device);

/* Runs the program with FLAG as its first argument, with which it only finds out
 * whether it could do its work.  Then all words must be there. */
extern void command_rehearse (struct command *command, const char *flag);

/* Removes the signatures of what is on DEVICE, its partitions too: the last before
 * command_run. */
extern void command_wipe (struct command *command, const char *device);

/* Whether VALUE is one of WORDS, which end with NULL. */
extern bool command_is_one_of (const char *value, const char *const *words);

/* What the program reads from its stdin.  BYTES are not copied. */
extern void command_input (struct command *command, const char *bytes, size_t size);
extern void command_input_lines (struct command *command, char *const *lines);

/* Runs the program.  0, or -1 after reply_error: with what it wrote to stderr, or
 * else to stdout, or else how it ended. */
extern int command_run (struct command *command);
/* The same; what it writes to stdout is the content of the call's file_out. */
extern int command_send (struct command *command);

#endif /* COMMAND_H */
