/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands of LVM.  Its library is set up once in the daemon, which reads
 * only its configuration; each command runs in a forked child of that.  So what
 * the library does to a process (umask, signal handlers, locked memory, and a
 * crash when some options are given a second time) is gone when it ends. */

#include <config.h>

#include <errno.h>
#include <lvm2cmd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "children/child.h"
#include "children/program.h"
#include "children/unused-disks.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "storage/lvm-command.h"

#define CONFIG_DIRECTORY "/run/guestfs-lvm"

/* No udev runs in the appliance: LVM makes the device nodes itself.  Without
 * use_aio=0 each command waits for the end of an RCU grace period, which takes
 * three times as long as the command.  The appliance's own disks are virtio
 * block devices; those of the user are not. */
static const char configuration[] =
  "devices {\n"
  "  use_devicesfile=0 obtain_device_list_from_udev=0 external_device_info_source=\"none\"\n"
  "  hints=\"none\" scan_lvs=1 global_filter=[\"r|^/dev/vd|\", \"a|.*|\"]\n"
  "}\n"
  "activation {\n"
  "  udev_sync=0 udev_rules=0 monitoring=0\n"
  "  reserved_memory=0 reserved_stack=0 process_priority=0\n"
  "}\n"
  "global {\n"
  "  use_aio=0 use_lvmpolld=0 event_activation=0 notify_dbus=0\n"
  "  thin_check_executable=\"\" cache_check_executable=\"\"\n"
  "}\n"
  "backup { backup=0 archive=0 }\n";

/* lvm2_run takes no more (MAX_ARGS in LVM's lvm2cmd code is 64). */
#define WORDS_MAX 60
#define COMMAND_SIZE 8192

/* Between the values of a line; no name that LVM allows has it in it. */
#define SEPARATOR '\x1f'
#define SEPARATOR_WORD "\x1f"
#define FIELD_PREFIX "LVM2_"

static void *lvm;

/* ---- setting up ---- */

static void
write_configuration (void)
{
  CLEANUP_FCLOSE FILE *file = NULL;

  mkdir ("/run/lvm", 0755);
  mkdir ("/run/lock", 0755);
  mkdir ("/run/lock/lvm", 0755);
  mkdir (CONFIG_DIRECTORY, 0755);
  file = fopen (CONFIG_DIRECTORY "/lvm.conf", "we");
  if (file == NULL || fputs (configuration, file) == EOF || fflush (file) == EOF)
    fprintf (stderr, "guestfsd: %s/lvm.conf: %m\n", CONFIG_DIRECTORY);
}

/* For what happens outside a command. */
static void
ignore_message (int level, const char *file, int line, int dm_errno, const char *message)
{
  (void) file;
  (void) line;
  (void) dm_errno;
  if (level <= LVM2_LOG_ERROR)
    fprintf (stderr, "guestfsd: lvm: %s\n", message);
}

void
lvm_prepare (void)
{
  if (lvm != NULL)
    return;
  write_configuration ();
  setenv ("LVM_SYSTEM_DIR", CONFIG_DIRECTORY, 1);
  setenv ("LVM_SUPPRESS_FD_WARNINGS", "1", 1);

  const mode_t mask = umask (022);
  lvm2_log_fn (ignore_message);
  lvm = lvm2_init ();
  umask (mask); /* lvm2_init changes it */
}

/* ---- in the child ---- */

/* What a command prints, and what it says went wrong. */
static FILE *printed;
static char *errors;

static void
add_error (const char *message)
{
  char *longer;

  while (*message == ' ')
    ++message;
  if (asprintf (&longer, "%s%s%s", errors != NULL ? errors : "", errors != NULL ? "; " : "",
                message)
      == -1)
    return;
  free (errors);
  errors = longer;
}

static void
take_message (int level, const char *file, int line, int dm_errno, const char *message)
{
  (void) file;
  (void) line;
  (void) dm_errno;
  if (level == LVM2_LOG_FATAL || level == LVM2_LOG_ERROR)
    add_error (message);
  else if (level == LVM2_LOG_PRINT)
    fprintf (printed, "%s\n", message);
}

static int
run_command (FILE *out, void *data)
{
  const char *command = data;

  printed = out;
  lvm2_log_fn (take_message);
  const int result = lvm2_run (lvm, command);
  if (result == LVM2_COMMAND_SUCCEEDED)
    return 0;

  const char *message = errors != NULL ? errors : "the LVM command failed without a message";
  CLEANUP_FREE char *text = device_names_to_api (message);
  return reply_error_text (result == LVM2_INVALID_PARAMETERS ? EINVAL : 0, "%s",
                           text != NULL ? text : message);
}

/* ---- in the daemon ---- */

/* What lvm2_run does not take for a quote or the end of a word. */
static bool
is_plain_word (const char *word)
{
  return word[0] != '\0' && strpbrk (word, " \t\r\n\v\f\"'\\") == NULL;
}

/* The words in one line, or false if lvm2_run could not take them apart
 * again. */
static bool
join_words (const char *const *words, char line[COMMAND_SIZE])
{
  size_t length = 0, count = 0;

  for (; words[count] != NULL; ++count) {
    const size_t word_length = strlen (words[count]);

    if (count == WORDS_MAX || !is_plain_word (words[count])
        || length + word_length + 2 > COMMAND_SIZE)
      return false;
    if (count > 0)
      line[length++] = ' ';
    memcpy (line + length, words[count], word_length + 1);
    length += word_length;
  }
  return true;
}

/* The program lvm, for what does not go through the library. */
static int
run_program (const char *const *words, char **result, size_t *size)
{
  CLEANUP_FREE const char **argv = NULL;
  size_t count = 0;

  while (words[count] != NULL)
    ++count;
  argv = calloc (count + 2, sizeof *argv);
  if (argv == NULL)
    return reply_error (errno, "lvm");
  argv[0] = "lvm";
  memcpy (argv + 1, words, count * sizeof *argv);

  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };
  const struct program program = { .argv = argv };
  if (program_check (&program, &output) == -1)
    return -1;
  *result = output.out;
  *size = output.out_size;
  output.out = NULL;
  return 0;
}

static int
run_words_of_lvm (const char *const *words, char **result, size_t *size)
{
  char line[COMMAND_SIZE];

  unused_disks_wait ();
  lvm_prepare ();
  if (lvm == NULL)
    return reply_error_text (EIO, "LVM could not be set up in the appliance");
  if (!join_words (words, line))
    return run_program (words, result, size);
  return run_in_child (run_command, line, result, size);
}

int
lvm_run (const char *const *words)
{
  CLEANUP_FREE char *result = NULL;
  size_t size;

  return run_words_of_lvm (words, &result, &size);
}

bool
lvm_is_name (const char *name)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789.-_+";

  return name[0] != '\0' && name[0] != '-' && strcmp (name, ".") != 0 && strcmp (name, "..") != 0
         && name[strspn (name, allowed)] == '\0';
}

/* ---- reports ---- */

static size_t
count_fields (const char *fields)
{
  size_t count = 1;

  for (; *fields != '\0'; ++fields)
    if (*fields == ',')
      ++count;
  return count;
}

/* Whether a printed line belongs to the report: warnings come among
 * them. */
static bool
is_report_line (const char *line)
{
  return strncmp (line, FIELD_PREFIX, strlen (FIELD_PREFIX)) == 0;
}

/* "LVM2_VG_NAME=VG" */
static int
add_value (const char *cell, struct string_list *values)
{
  const char *equals = strchr (cell, '=');

  if (!is_report_line (cell) || equals == NULL) {
    errno = EPROTO;
    return -1;
  }
  return string_list_add (values, equals + 1);
}

static int
add_line (const char *line, size_t columns, struct string_list *values)
{
  CLEANUP_FREE_STRINGS char **cells = split_bytes (line, strlen (line), SEPARATOR);

  if (cells == NULL)
    return -1;
  if (count_strings (cells) != columns) {
    errno = EPROTO;
    return -1;
  }
  for (size_t i = 0; i < columns; ++i)
    if (add_value (cells[i], values) == -1)
      return -1;
  return 0;
}

static int
parse_report (const char *text, size_t size, size_t columns, struct string_list *values)
{
  CLEANUP_FREE_STRINGS char **lines = split_bytes (text, size, '\n');

  if (lines == NULL)
    return -1;
  for (size_t i = 0; lines[i] != NULL; ++i) {
    const char *line = lines[i] + strspn (lines[i], " ");

    if (is_report_line (line) && add_line (line, columns, values) == -1)
      return -1;
  }
  return 0;
}

int
lvm_report (const char *command, const char *fields, char ***cells, size_t *columns)
{
  const char *const words[] = { command,      "--noheadings", "--units",
                                "b",          "--nosuffix",   "--nameprefixes",
                                "--unquoted", "--separator",  SEPARATOR_WORD,
                                "-o",         fields,         NULL };
  CLEANUP_STRING_LIST struct string_list values = STRING_LIST_EMPTY;
  CLEANUP_FREE char *result = NULL;
  size_t size;

  *columns = count_fields (fields);
  if (run_words_of_lvm (words, &result, &size) == -1)
    return -1;
  if (parse_report (result, size, *columns, &values) == -1
      || (*cells = string_list_take (&values)) == NULL)
    return reply_error (errno, "%s: report of LVM", command);
  return 0;
}

/* Hidden parts of others, and volumes that shall not be activated, cannot be
 * used directly. */
static bool
is_usable (const char *role, const char *skip_activation)
{
  return strstr (role, "public") != NULL && skip_activation[0] == '\0';
}

int
lvm_list_volumes (struct string_list *list)
{
  CLEANUP_FREE_STRINGS char **cells = NULL;
  size_t columns;

  if (lvm_report ("lvs", "vg_name,lv_name,lv_role,lv_skip_activation", &cells, &columns) == -1)
    return -1;
  for (char **cell = cells; *cell != NULL; cell += columns)
    if (lvm_is_name (cell[0]) && lvm_is_name (cell[1]) && is_usable (cell[2], cell[3])
        && string_list_add_format (list, "/dev/%s/%s", cell[0], cell[1]) == -1)
      return reply_error (errno, "list of logical volumes");
  string_list_sort (list);
  return 0;
}
