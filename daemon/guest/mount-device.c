/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making a filesystem ready to be mounted, by the system calls fsopen,
 * fsconfig and fsmount: they say which option is wrong, and need no path. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <libmount/libmount.h>
#include <linux/btrfs.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "children/program.h"
#include "cleanup.h"
#include "devices/block-devices.h"
#include "devices/device-errors.h"
#include "guest/mount-device.h"
#include "string-list.h"

/* Where programs like ntfs-3g mount for themselves. */
#define PRIVATE_DIRECTORY "/run/guestfs-mount"

/* Errors and warnings of the kernel's log; above are remarks (syslog(2)). */
#define PRIORITY_MAX 4
#define PRIORITY_MASK 7

/* The longest record of the kernel's log (CONSOLE_EXT_LOG_MAX in
 * linux/printk.h). */
#define RECORD_MAX 8192

/* What of the kernel's log is kept as the reason. */
#define REASON_MAX 1024

/* ---- why it failed ---- */

/* Adds a line of SIZE bytes to REASON. */
static void
add_to_reason (char reason[REASON_MAX], const char *line, size_t size)
{
  const size_t length = strlen (reason);

  while (size > 0 && line[size - 1] == '\n')
    --size;

  if (length + size + 3 <= REASON_MAX)
    snprintf (reason + length, REASON_MAX - length, "%s%.*s", length > 0 ? "; " : "", (int) size,
              line);
}

/* The kernel's log from now on. */
static int
open_kernel_log (void)
{
  int fd = open ("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

  if (fd != -1)
    lseek (fd, 0, SEEK_END);
  return fd;
}

/* Lines since open_kernel_log that are about DEVICE: drivers of filesystems begin
 * them like "EXT4-fs (sda1): ". */
static void
read_kernel_log (int fd, const char *device, char reason[REASON_MAX])
{
  CLEANUP_FREE char *node = realpath (device, NULL);
  const char *name = node != NULL ? strrchr (node, '/') + 1 : device;
  char record[RECORD_MAX + 1];
  ssize_t size;

  while (fd != -1
         && ((size = read (fd, record, RECORD_MAX)) > 0 || (size == -1 && errno == EPIPE))) {
    if (size == -1)
      continue; /* records were overwritten before they were read */
    record[size] = '\0';
    /* "4,339,5140900,-;EXT4-fs (sda1): …" */
    const char *text = strchr (record, ';');
    if (text != NULL && (atoi (record) & PRIORITY_MASK) <= PRIORITY_MAX
        && strstr (text, name) != NULL)
      add_to_reason (reason, text + 1, strcspn (text + 1, "\n"));
  }
}

/* Messages of the filesystem being set up: "e ext4: Unknown parameter
 * 'bogus'". */
static void
read_setup_messages (int setup_fd, char reason[REASON_MAX])
{
  char message[RECORD_MAX];
  ssize_t size;

  while ((size = read (setup_fd, message, sizeof message)) > 0)
    if (size > 2 && message[0] != 'i')
      add_to_reason (reason, message + 2, size - 2);
}

struct setup {
  const struct mount_request *request;
  int fd;  /* of fsopen */
  int log; /* the kernel's log, or -1 */
};

static int
reply_mount_error (const struct setup *setup, int err)
{
  const struct mount_request *request = setup->request;
  char reason[REASON_MAX] = "";

  if (request->volume != NULL && err == ENOENT)
    return reply_device_error (err, request->device, "there is no subvolume %s", request->volume);
  read_setup_messages (setup->fd, reason);
  if (reason[0] == '\0')
    read_kernel_log (setup->log, request->device, reason);
  if (reason[0] != '\0') {
    CLEANUP_FREE char *text = device_names_to_api (reason);
    return reply_device_error (err, request->device, "mount as %s: %s", request->type,
                               text != NULL ? text : reason);
  }
  return reply_device_error (err, request->device, "mount as %s", request->type);
}

/* ---- options ---- */

/* Options that are flags of the filesystem, and those of the mount. */
struct flag {
  unsigned long mount_flag; /* MS_… of mount(2) */
  unsigned attribute;       /* MOUNT_ATTR_… of fsmount(2) */
  const char *word;         /* for fsconfig(2) */
};

static const struct flag flags[] = {
  { MS_RDONLY, MOUNT_ATTR_RDONLY, "ro" },
  { MS_SYNCHRONOUS, 0, "sync" },
  { MS_DIRSYNC, 0, "dirsync" },
  { MS_LAZYTIME, 0, "lazytime" },
  { MS_NOSUID, MOUNT_ATTR_NOSUID, NULL },
  { MS_NODEV, MOUNT_ATTR_NODEV, NULL },
  { MS_NOEXEC, MOUNT_ATTR_NOEXEC, NULL },
  { MS_NOATIME, MOUNT_ATTR_NOATIME, NULL },
  { MS_STRICTATIME, MOUNT_ATTR_STRICTATIME, NULL },
  { MS_NODIRATIME, MOUNT_ATTR_NODIRATIME, NULL },
};

/* Without effect here: the default is the same, or a filesystem has them
 * always. */
#define NEUTRAL_FLAGS (MS_RELATIME | MS_SILENT | MS_I_VERSION)

struct options {
  char *filesystem; /* "errors=continue,data=journal", or NULL */
  unsigned long mount_flags;
};

static void
free_options (struct options *options)
{
  free (options->filesystem);
}
#define CLEANUP_OPTIONS __attribute__ ((cleanup (free_options)))

static int
parse_options (const char *text, struct options *options)
{
  CLEANUP_FREE char *ignored = NULL, *words = NULL;
  unsigned long known = NEUTRAL_FLAGS;
  int result = mnt_split_optstr (text, &ignored, &words, &options->filesystem, 0, 0);

  if (result == 0 && words != NULL)
    result =
      mnt_optstr_get_flags (words, &options->mount_flags, mnt_get_builtin_optmap (MNT_LINUX_MAP));
  if (result < 0)
    return reply_error (-result, "mount options \"%s\"", text);

  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; ++i)
    known |= flags[i].mount_flag;
  if (options->mount_flags & ~known)
    return reply_error_text (EINVAL,
                             "mount options \"%s\": options that change an existing mount (bind, "
                             "remount, …) are not possible here",
                             text);
  return 0;
}

static unsigned
mount_attributes (const struct options *options)
{
  unsigned attributes = 0;

  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; ++i)
    if (options->mount_flags & flags[i].mount_flag)
      attributes |= flags[i].attribute;
  return attributes;
}

/* 0 or -1 and errno, as fsconfig. */
static int
set_option (int fd, const char *name, const char *value)
{
  if (value == NULL)
    return fsconfig (fd, FSCONFIG_SET_FLAG, name, NULL, 0);
  return fsconfig (fd, FSCONFIG_SET_STRING, name, value, 0);
}

static int
set_filesystem_options (int fd, char *text)
{
  char *name, *value;
  size_t name_size, value_size;

  while (text != NULL && *text != '\0'
         && mnt_optstr_next_option (&text, &name, &name_size, &value, &value_size) == 0) {
    CLEANUP_FREE char *name_copy = strndup (name, name_size);
    CLEANUP_FREE char *value_copy = value != NULL ? strndup (value, value_size) : NULL;

    if (name_copy == NULL || (value != NULL && value_copy == NULL)
        || set_option (fd, name_copy, value_copy) == -1)
      return -1;
  }
  return 0;
}

static int
set_options (const struct setup *setup, const struct options *options)
{
  if (set_option (setup->fd, "source", setup->request->device) == -1)
    return -1;
  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; ++i)
    if (flags[i].word != NULL && (options->mount_flags & flags[i].mount_flag)
        && set_option (setup->fd, flags[i].word, NULL) == -1)
      return -1;
  if (setup->request->volume != NULL
      && set_option (setup->fd, "subvol", setup->request->volume) == -1)
    return -1;
  return set_filesystem_options (setup->fd, options->filesystem);
}

/* ---- filesystems of the kernel ---- */

/* A btrfs filesystem can have several devices, and the kernel must have been told
 * of all before one is mounted.  Those that are no btrfs are refused, which
 * does no harm. */
static void
tell_btrfs (const char *control, struct string_list *devices)
{
  CLEANUP_CLOSE int fd = open (control, O_RDWR | O_CLOEXEC);

  for (size_t i = 0; fd != -1 && i < devices->count; ++i) {
    struct btrfs_ioctl_vol_args arguments = { 0 };

    if (strlen (devices->items[i]) < sizeof arguments.name) {
      strcpy (arguments.name, devices->items[i]);
      ioctl (fd, BTRFS_IOC_SCAN_DEV, &arguments);
    }
  }
}

static void
register_btrfs_devices (void)
{
  CLEANUP_STRING_LIST struct string_list devices = STRING_LIST_EMPTY;

  if (list_all_devices (&devices) == 0)
    tell_btrfs ("/dev/btrfs-control", &devices);
  else
    reply_error_clear ();
}

static int
create_mount (const struct setup *setup, const struct options *options)
{
  int mount_fd;

  if (set_options (setup, options) == -1)
    return reply_mount_error (setup, errno);
  if (strcmp (setup->request->type, "btrfs") == 0)
    register_btrfs_devices ();
  if (fsconfig (setup->fd, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == -1)
    return reply_mount_error (setup, errno);
  mount_fd = fsmount (setup->fd, FSMOUNT_CLOEXEC, mount_attributes (options));
  return mount_fd != -1 ? mount_fd : reply_mount_error (setup, errno);
}

static int
mount_by_kernel (const struct mount_request *request)
{
  CLEANUP_OPTIONS struct options options = { 0 };
  CLEANUP_CLOSE int log = open_kernel_log ();
  CLEANUP_CLOSE int fd = fsopen (request->type, FSOPEN_CLOEXEC);

  if (fd == -1 && errno == ENODEV)
    return reply_device_error_text (ENODEV, request->device,
                                    "the appliance's kernel has no driver for filesystems of the "
                                    "type \"%s\"",
                                    request->type);
  if (fd == -1)
    return reply_device_error (errno, request->device, "mount as %s", request->type);
  if (parse_options (request->options, &options) == -1)
    return -1;
  return create_mount (&(struct setup) { request, fd, log }, &options);
}

/* ---- NTFS ---- */

/* NTFS is mounted by the program ntfs-3g.  The kernel's driver ntfs3 would be
 * faster, but Debian's kernel does not have it, and that of Linux 6.1 is less careful: a volume
 * that Windows hibernated or did not shut down cleanly is mounted read-only
 * by ntfs-3g, while the driver writes to the one and does not mount the other
 * at all.  In an appliance with it, mount_vfs with the type "ntfs3" uses the driver. */
static int
run_ntfs_3g (const struct mount_request *request)
{
  const char *argv[] = {
    "ntfs-3g",         "-o", request->options[0] != '\0' ? request->options : "rw", request->device,
    PRIVATE_DIRECTORY, NULL
  };
  const struct program program = { .argv = argv };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };

  if (program_run (&program, &output) == -1)
    return -1;
  if (output.status == 0)
    return 0;
  CLEANUP_FREE char *text = device_names_to_api (output.err);
  return reply_device_error_text (EINVAL, request->device, "mount as ntfs: %s",
                                  text != NULL ? text : output.err);
}

static int
mount_ntfs (const struct mount_request *request)
{
  if (mkdir (PRIVATE_DIRECTORY, 0700) == -1 && errno != EEXIST)
    return reply_error (errno, "%s", PRIVATE_DIRECTORY);
  if (run_ntfs_3g (request) == -1)
    return -1;

  const int mount_fd = open_tree (AT_FDCWD, PRIVATE_DIRECTORY, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  const int err = errno;
  /* The clone keeps the filesystem mounted. */
  umount2 (PRIVATE_DIRECTORY, MNT_DETACH);
  return mount_fd != -1 ? mount_fd : reply_device_error (err, request->device, "mount as ntfs");
}

int
mount_device_detached (const struct mount_request *request)
{
  if (strcmp (request->type, "ntfs") == 0 || strcmp (request->type, "ntfs-3g") == 0)
    return mount_ntfs (request);
  return mount_by_kernel (request);
}
