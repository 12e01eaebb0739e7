/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making filesystems. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <linux/fs.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/reply.h"
#include "children/program.h"
#include "cleanup.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "devices/device-names.h"
#include "devices/probe.h"
#include "storage/filesystem-make.h"

#define WORDS_MAX 32

/* A cluster of FAT has a power of 2 of sectors, up to this. */
#define FAT_CLUSTER_SECTORS_MAX 128

/* How the program that makes a type of filesystem is called. */
struct maker {
  const char *type;
  const char *program;
  /* So that it asks no questions, also not for a whole disk. */
  const char *words[6];
  const char *blocksize_word; /* before or, with "=", in front of the number */
  const char *label_word;     /* NULL: it takes no label */
  size_t label_max;           /* bytes; 0: the program knows */
};

/* Discarding first costs time, and the blocks of an image that is not in use
 * yet need none. */
#define EXT_MAKER(type)                                                           \
  {                                                                               \
    type, "mke2fs", { "-t", type, "-F", "-q", "-E", "nodiscard" }, "-b", "-L", 16 \
  }
#define FAT_MAKER(type)                                   \
  {                                                       \
    type, "mkfs.fat", { "-I", "--mbr=n" }, "-s", "-n", 11 \
  }

static const struct maker makers[] = {
  EXT_MAKER ("ext2"),
  EXT_MAKER ("ext3"),
  EXT_MAKER ("ext4"),
  FAT_MAKER ("fat"),
  FAT_MAKER ("msdos"),
  FAT_MAKER ("vfat"),
  { "btrfs", "mkfs.btrfs", { "-f", "-q", "-K" }, NULL, "-L", 0 },
  { "f2fs", "mkfs.f2fs", { "-f", "-q" }, "-b", "-l", 0 },
  { "gfs2", "mkfs.gfs2", { "-O", "-p", "lock_nolock", "-j", "1" }, "-b", NULL, 0 },
  { "jfs", "mkfs.jfs", { "-q" }, "-b", NULL, 0 },
  { "ntfs", "mkfs.ntfs", { "-Q", "-F" }, "-c", "-L", 0 },
  { "reiserfs", "mkfs.reiserfs", { "-f", "-f", "-q" }, "-b", NULL, 0 },
  { "xfs", "mkfs.xfs", { "-f", "-q", "-K" }, "-b", "-L", 12 },
};

static bool
is_ext (const char *type)
{
  return strcmp (type, "ext2") == 0 || strcmp (type, "ext3") == 0 || strcmp (type, "ext4") == 0;
}

static bool
is_fat (const char *type)
{
  return strcmp (type, "fat") == 0 || strcmp (type, "msdos") == 0 || strcmp (type, "vfat") == 0;
}

/* The words of the command, and the texts of those that are made here. */
struct command {
  const char *words[WORDS_MAX];
  size_t count;
  char program[64], blocksize[32], inode[16], sectorsize[16];
};

static void
add_word (struct command *command, const char *word)
{
  command->words[command->count++] = word;
}

/* ---- checks, before anything is written ---- */

static int
check_type (const char *type)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_+.";

  if (type[0] != '\0' && type[0] != '.' && strlen (type) <= 32
      && type[strspn (type, allowed)] == '\0')
    return 0;
  return reply_error_text (EINVAL, "\"%s\": this is not the name of a type of filesystem", type);
}

static int
check_label (const char *type, const struct maker *maker, const char *label)
{
  if (maker->label_word == NULL)
    return reply_error_text (EINVAL, "don't know how to set the label for '%s' filesystems", type);
  if (maker->label_max > 0 && strlen (label) > maker->label_max)
    return reply_error_text (EINVAL, "%s: %s labels are limited to %zu bytes", label,
                             is_ext (type) ? "ext2/3/4" : type, maker->label_max);
  return 0;
}

static int
check_options (const char *type, const struct maker *maker,
               const struct filesystem_options *options)
{
  if (options->blocksize != 0 && strcmp (type, "btrfs") == 0)
    return reply_error_text (EINVAL,
                             "blocksize cannot be set on btrfs filesystems, use 'mkfs-btrfs'");
  if (options->inode != 0 && !is_ext (type))
    return reply_error_text (EINVAL, "inode size (-I) can only be set on ext2/3/4 filesystems");
  if (options->sectorsize != 0 && strcmp (type, "ufs") != 0)
    return reply_error_text (EINVAL, "sector size (-S) can only be set on ufs filesystems");
  return options->label != NULL ? check_label (type, maker, options->label) : 0;
}

/* ---- the command ---- */

static int
sector_size (const char *device)
{
  CLEANUP_CLOSE int fd = open (device, O_RDONLY | O_CLOEXEC);
  int size;

  if (fd == -1 || ioctl (fd, BLKSSZGET, &size) == -1 || size <= 0)
    return reply_device_error (errno, device, "sector size");
  return size;
}

static int
add_fat_cluster_size (struct command *command, const struct maker *maker, const char *device,
                      int blocksize)
{
  const int sector = sector_size (device);

  if (sector == -1)
    return -1;
  if (blocksize < sector || blocksize / sector > FAT_CLUSTER_SECTORS_MAX)
    return reply_error_text (EINVAL,
                             "unsupported cluster size for %s filesystem (requested cluster size = "
                             "%d, sector size = %d, trying sectors per cluster = %d)",
                             maker->type, blocksize, sector, blocksize / sector);
  snprintf (command->blocksize, sizeof command->blocksize, "%d", blocksize / sector);
  add_word (command, maker->blocksize_word);
  add_word (command, command->blocksize);
  return 0;
}

static int
add_blocksize (struct command *command, const struct maker *maker, const char *device,
               int blocksize)
{
  if (is_fat (maker->type))
    return add_fat_cluster_size (command, maker, device, blocksize);
  snprintf (command->blocksize, sizeof command->blocksize, "%s%d",
            strcmp (maker->type, "xfs") == 0 ? "size=" : "", blocksize);
  add_word (command, maker->blocksize_word);
  add_word (command, command->blocksize);
  return 0;
}

static int
build_command (struct command *command, const struct maker *maker, const char *device,
               const struct filesystem_options *options)
{
  add_word (command, maker->program);
  for (size_t i = 0; i < sizeof maker->words / sizeof maker->words[0]; ++i)
    if (maker->words[i] != NULL)
      add_word (command, maker->words[i]);
  if (options->blocksize != 0 && add_blocksize (command, maker, device, options->blocksize) == -1)
    return -1;
  if (options->features != NULL) {
    add_word (command, "-O");
    add_word (command, options->features);
  }
  if (options->inode != 0) {
    snprintf (command->inode, sizeof command->inode, "%d", options->inode);
    add_word (command, "-I");
    add_word (command, command->inode);
  }
  if (options->sectorsize != 0) {
    snprintf (command->sectorsize, sizeof command->sectorsize, "%d", options->sectorsize);
    add_word (command, "-S");
    add_word (command, command->sectorsize);
  }
  if (options->label != NULL) {
    add_word (command, maker->label_word);
    add_word (command, options->label);
  }
  add_word (command, device);
  add_word (command, NULL);
  return 0;
}

/* What the program said, without the list of its options. */
static void
cut_usage (char *text)
{
  char *usage = strstr (text, "\nUsage:");

  if (usage != NULL)
    *usage = '\0';
}

static int
run_maker (const struct command *command, const char *type, const char *device)
{
  const struct program program = { .argv = command->words };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };

  if (program_run (&program, &output) == -1)
    return -1;
  if (output.status == 0)
    return 0;

  const char *message = output.err[0] != '\0' ? output.err : output.out;
  CLEANUP_FREE char *name = device_to_api (device);
  CLEANUP_FREE char *text = NULL;
  cut_usage (output.err);
  text = device_names_to_api (message);
  return reply_error_text (0, "%s: %s: %s", type, name != NULL ? name : device,
                           text != NULL ? text : message);
}

/* A type that is not in the table has a program mkfs.TYPE that takes the usual
 * options. */
static struct maker
find_maker (struct command *command, const char *type)
{
  for (size_t i = 0; i < sizeof makers / sizeof makers[0]; ++i)
    if (strcmp (makers[i].type, type) == 0)
      return makers[i];
  snprintf (command->program, sizeof command->program, "mkfs.%s", type);
  return (struct maker) { .type = type, .program = command->program, .blocksize_word = "-b" };
}

int
filesystem_make (const char *type, const char *device, const struct filesystem_options *options)
{
  struct command command = { .count = 0 };

  if (check_type (type) == -1)
    return -1;
  const struct maker maker = find_maker (&command, type);
  if (check_options (type, &maker, options) == -1)
    return -1;
  if (!program_exists (maker.program))
    return reply_error_text (ENOTSUP,
                             "%s: the appliance has no program (%s) to make filesystems of this "
                             "type",
                             type, maker.program);
  if (build_command (&command, &maker, device, options) == -1 || check_unused (device) == -1
      || wipe_signatures (device) == -1 || run_maker (&command, type, device) == -1)
    return -1;
  /* The disk may have had a partition table. */
  reread_partitions (device);
  return 0;
}
