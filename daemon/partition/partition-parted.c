/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Partition tables of other machines than the PC, which libfdisk cannot
 * write: the program parted does it.  It is slow, but they are rare. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "children/program.h"
#include "cleanup.h"
#include "devices/device-errors.h"
#include "partition/partition-parted.h"
#include "string-list.h"

#define WORDS_MAX 12

/* parted prints one line for the disk before those of the partitions. */
#define FIELDS_OF_DISK 8

/* What parted said, without its "Error: ". */
static const char *
reason (const struct program_output *output)
{
  const char *text = output->err[0] != '\0' ? output->err : output->out;

  return strncmp (text, "Error: ", 7) == 0 ? text + 7 : text;
}

/* Runs "parted DEVICE WORDS".  -s: no questions. */
static int
run_parted (const char *device, const char *const *words, struct program_output *output)
{
  const char *argv[WORDS_MAX] = { "parted", "-s", "-m", "--", device };
  const struct program program = { .argv = argv };
  size_t count = 5;

  for (size_t i = 0; words[i] != NULL && count < WORDS_MAX - 1; ++i)
    argv[count++] = words[i];
  return program_run (&program, output);
}

static int
check_parted (const char *device, const char *const *words)
{
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };

  if (run_parted (device, words, &output) == -1)
    return -1;
  if (output.status == 0)
    return 0;
  CLEANUP_FREE char *text = device_names_to_api (reason (&output));
  return reply_device_error_text (0, device, "parted: %s", text != NULL ? text : reason (&output));
}

int
parted_create_table (const char *device, const char *table_name)
{
  return check_parted (device, (const char *const[]) { "mklabel", table_name, NULL });
}

/* Where the kind of a partition, or its name, is not a word of "mkpart". */
static bool
has_kind_word (const char *table_name)
{
  return strcmp (table_name, "sun") != 0 && strcmp (table_name, "bsd") != 0
         && strcmp (table_name, "aix") != 0;
}

static int
make_partition (const char *device, const char *table_name, enum partition_kind kind,
                const char *start, const char *end)
{
  static const char *const kinds[] = {
    [PRIMARY] = "primary", [EXTENDED] = "extended", [LOGICAL] = "logical"
  };

  if (has_kind_word (table_name))
    return check_parted (device, (const char *const[]) { "mkpart", kinds[kind], start, end, NULL });
  return check_parted (device, (const char *const[]) { "mkpart", start, end, NULL });
}

int
parted_add (const char *device, const char *table_name, const struct new_partition *partition)
{
  char start[32], end[32];

  snprintf (start, sizeof start, "%" PRIi64 "s", partition->start);
  snprintf (end, sizeof end, "%" PRIi64 "s", partition->end);
  return make_partition (device, table_name, partition->kind, start, end);
}

/* Given in per cent, parted respects what the format needs at both ends; but on
 * a Mac's disk it would collide with the partition that the table itself is. */
int
parted_create_single (const char *device, const char *table_name)
{
  const struct new_partition single = { PRIMARY, PART_DISK_MARGIN, -PART_DISK_MARGIN };

  if (parted_create_table (device, table_name) == -1)
    return -1;
  if (strcmp (table_name, "mac") == 0)
    return parted_add (device, table_name, &single);
  return make_partition (device, table_name, PRIMARY, "0%", "100%");
}

int
parted_delete (const char *device, int number)
{
  char word[16];

  snprintf (word, sizeof word, "%d", number);
  return check_parted (device, (const char *const[]) { "rm", word, NULL });
}

/* ---- reading ---- */

/* "1:512B:32767B:32256B:…" */
static int
parse_entry (const char *line, struct partition_entry *entry)
{
  int64_t end;
  int length = 0;

  if (sscanf (line, "%" SCNi64 ":%" SCNi64 "B:%" SCNi64 "B:%" SCNi64 "B:%n", &entry->number,
              &entry->start, &end, &entry->size, &length)
        != 4
      || length == 0 || entry->number < 1 || entry->number > INT32_MAX || entry->start < 0
      || entry->size < 0 || end != entry->start + entry->size - 1)
    return -1;
  return 0;
}

/* "/dev/sda:536870912B:scsi:512:512:mac:Vendor and model:;" */
static int
parse_table_name (const char *line, char name[TABLE_NAME_SIZE])
{
  CLEANUP_FREE_STRINGS char **fields = split_bytes (line, strlen (line), ':');

  if (fields == NULL || count_strings (fields) < FIELDS_OF_DISK
      || strlen (fields[5]) >= TABLE_NAME_SIZE)
    return -1;
  strcpy (name, fields[5]);
  return 0;
}

static int
parse_table (char *const *lines, struct partition_table *table)
{
  const size_t count = count_strings (lines);

  /* The first line says "BYT;": units and syntax. */
  if (count < 2 || count > PARTITIONS_MAX || parse_table_name (lines[1], table->name) == -1)
    return -1;
  table->entries = calloc (count, sizeof *table->entries);
  if (table->entries == NULL)
    return -1;
  for (table->count = 0; table->count < count - 2; ++table->count)
    if (parse_entry (lines[table->count + 2], &table->entries[table->count]) == -1) {
      partition_table_free (table);
      return -1;
    }
  return 0;
}

int
parted_read (const char *device, struct partition_table *table)
{
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };

  if (run_parted (device, (const char *const[]) { "unit", "b", "print", NULL }, &output) == -1)
    return -1;
  /* Some errors come many times over. */
  output.err[strcspn (output.err, "\n")] = '\0';
  if (output.status != 0)
    return reply_device_error_text (EINVAL, device, "%s",
                                    strstr (reason (&output), "unrecognised disk label") != NULL
                                      ? "unrecognised disk label"
                                      : reason (&output));
  CLEANUP_FREE_STRINGS char **lines = split_bytes (output.out, output.out_size, '\n');
  if (lines == NULL || parse_table (lines, table) == -1)
    return reply_device_error (EPROTO, device, "read the partition table");
  return 0;
}
