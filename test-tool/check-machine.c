/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The appliance: it is started twice, and the second one writes and reads a
 * disk.  What is wrong with its parts the library says best itself, so its
 * errors are only sorted to the step that they belong to. */

#include <config.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checks.h"
#include "cleanup.h"
#include "guestfs-api/content.h"
#include "guestfs-api/drives.h"
#include "guestfs-api/filesystems.h"
#include "guestfs-api/handle.h"
#include "guestfs-api/mounts.h"
#include "guestfs-api/partitions.h"

#define HYPERVISOR "hypervisor"
#define APPLIANCE "appliance"
#define KVM "kvm"
#define LAUNCH "launch"
#define SANDBOX "sandbox"
#define SECOND_LAUNCH "second launch"
#define TEMPLATE "template"
#define FILESYSTEM "filesystem"
#define SHUTDOWN "shutdown"

#define DISK_SIZE (100 * 1024 * 1024)
#define CONTENT_SIZE (1024 * 1024)

struct launch {
  guestfs_h *g;
  char **facts; /* launch_report */
  int64_t milliseconds;
  char *error; /* NULL if it succeeded */
  int error_number;
  bool tried; /* guestfs_launch was called: the error is its */
};

static void
launch_end (struct launch *launch)
{
  if (launch->g != NULL)
    guestfs_close (launch->g);
  free_string_array (launch->facts);
  free (launch->error);
  *launch = (struct launch) { .g = NULL };
}
#define CLEANUP_LAUNCH __attribute__ ((cleanup (launch_end)))

static const char *
fact (const struct launch *launch, const char *name)
{
  return launch_fact (launch->facts, name);
}

static void
launch_start (struct launch *launch, const struct handle_options *options)
{
  launch->g = scratch_handle_new (options, &launch->error);
  if (launch->g == NULL)
    return;

  const int64_t start = monotonic_milliseconds ();
  int r = guestfs_add_drive_scratch (launch->g, DISK_SIZE, -1);
  launch->tried = r == 0;
  if (launch->tried)
    r = guestfs_launch (launch->g);
  if (r == -1) {
    launch->error = copy (guestfs_last_error (launch->g) ?: "the library did not say why");
    launch->error_number = guestfs_last_errno (launch->g);
  }
  launch->milliseconds = monotonic_milliseconds () - start;
  launch->facts = guestfs_launch_report (launch->g);
}

/* ---- the parts ---- */

/* Whether the launch ended because it did not find what it looked for. */
static bool
found_nothing (const struct launch *launch)
{
  return launch->tried && launch->error_number == ENOENT;
}

/* A part that the launch did not come to. */
static void
report_unknown (struct report *report, const char *name)
{
  report_skipped (report, name, "not looked for, see the step \"" LAUNCH "\"");
}

static bool
report_hypervisor (struct report *report, const struct launch *launch)
{
  const char *program = fact (launch, "hypervisor");

  if (program == NULL && found_nothing (launch)) {
    report_error (report, HYPERVISOR, launch->error);
    return false;
  }
  if (program == NULL) {
    report_unknown (report, HYPERVISOR);
    return true;
  }

  CLEANUP_FREE char *problem = NULL;
  CLEANUP_FREE char *version = program_version (program, &problem);
  if (version != NULL)
    report_step (report, HYPERVISOR, RESULT_OK, NOT_TIMED, format ("%s, %s", version, program),
                 NULL);
  else
    report_step (report, HYPERVISOR, launch->error ? RESULT_FAILED : RESULT_WARNING, NOT_TIMED,
                 format ("%s does not tell its version: %s", program, problem),
                 format ("Run %s --version by hand; if that fails, install qemu again or set "
                         "LIBGUESTFS_HV to another one.",
                         program));
  return true;
}

static bool
report_appliance (struct report *report, const struct launch *launch)
{
  const char *directory = fact (launch, "appliance");

  if (directory == NULL && !(found_nothing (launch) && fact (launch, "hypervisor") != NULL))
    report_unknown (report, APPLIANCE);
  /* EPROTO: its daemon does not speak as this library does. */
  else if (directory == NULL || (launch->error && launch->error_number == EPROTO)) {
    report_error (report, APPLIANCE, launch->error);
    return false;
  } else
    report_step (
      report, APPLIANCE, RESULT_OK, NOT_TIMED,
      format ("found in %s%s", directory, launch->error ? "" : ", belongs to this library"), NULL);
  return true;
}

static void
report_kvm (struct report *report, const struct launch *launch)
{
  const char *accelerator = fact (launch, "accelerator");
  const char *reason = fact (launch, "accelerator_reason");

  if (accelerator == NULL)
    report_unknown (report, KVM);
  else if (strcmp (accelerator, "kvm") == 0)
    report_step (report, KVM, RESULT_OK, NOT_TIMED, copy ("KVM works and is used"), NULL);
  else
    report_step (report, KVM, RESULT_WARNING, NOT_TIMED,
                 format ("the processor is emulated, which is five to twenty times slower: %s",
                         reason ?: "the backend setting force_tcg asks for it"),
                 reason ? copy ("KVM is only needed for speed. \"Launching takes long\" in "
                                "guestfs(3) says what can be done.")
                        : copy ("Unset force_tcg in LIBGUESTFS_BACKEND_SETTINGS to try KVM."));
}

/* ---- the launches ---- */

/* "restored from a template" or "booted", if the library tells. */
static const char *
how_started (const struct launch *launch)
{
  const char *start = fact (launch, "start");

  if (start == NULL)
    return "";
  return strcmp (start, "restored") == 0 ? ", restored from a template" : ", booted";
}

static bool
report_launch (struct report *report, const char *name, const struct launch *launch)
{
  if (launch->error != NULL) {
    report_error (report, name, launch->error);
    return false;
  }
  report_step (report, name, RESULT_OK, launch->milliseconds,
               format ("the appliance was ready after %" PRId64 ".%03d s%s",
                       launch->milliseconds / 1000, (int) (launch->milliseconds % 1000),
                       how_started (launch)),
               NULL);
  return true;
}

static void
report_sandbox (struct report *report, const struct launch *launch)
{
  const char *parts = fact (launch, "sandbox"), *missing = fact (launch, "sandbox_missing");

  if (parts == NULL)
    report_skipped (report, SANDBOX, "this library does not tell");
  else if (missing == NULL || *missing == '\0')
    report_step (report, SANDBOX, RESULT_OK, NOT_TIMED, format ("the hypervisor has %s", parts),
                 NULL);
  else
    report_step (
      report, SANDBOX, RESULT_WARNING, NOT_TIMED,
      format ("the hypervisor has %s; missing: %s", *parts != '\0' ? parts : "none", missing),
      copy ("It works nevertheless, with less protection against hostile disk images."));
}

/* The first launch made the template or found it; the second must find it. */
static void
report_template (struct report *report, const struct launch *second)
{
  const char *start = fact (second, "start"), *reason = fact (second, "start_reason");
  const char *directory = fact (second, "template");

  if (start == NULL)
    report_skipped (report, TEMPLATE, "this library does not tell");
  else if (strcmp (start, "restored") == 0)
    report_step (report, TEMPLATE, RESULT_OK, NOT_TIMED,
                 format ("appliances are restored from %s", directory ?: "a template"), NULL);
  else
    report_step (report, TEMPLATE, RESULT_WARNING, NOT_TIMED,
                 format ("each appliance boots: %s", reason ?: "the library did not say why"),
                 copy ("It works nevertheless, but launching takes seconds."));
}

/* ---- a disk ---- */

static int
make_filesystem (guestfs_h *g)
{
  if (guestfs_part_disk (g, "/dev/sda", "gpt") == -1 || guestfs_mkfs (g, "ext4", "/dev/sda1") == -1)
    return -1;
  return guestfs_mount (g, "/dev/sda1", "/");
}

/* Mounted anew in between, so that the disk is read and not what the kernel
 * remembers. */
static char *
write_and_read (guestfs_h *g, const char *content, size_t *size)
{
  if (make_filesystem (g) == -1 || guestfs_write (g, "/test", content, CONTENT_SIZE) == -1
      || guestfs_umount (g, "/") == -1 || guestfs_mount_ro (g, "/dev/sda1", "/") == -1)
    return NULL;
  return guestfs_read_file (g, "/test", size);
}

static bool
check_filesystem (struct report *report, guestfs_h *g)
{
  const int64_t start = monotonic_milliseconds ();
  CLEANUP_FREE char *content = calloc (1, CONTENT_SIZE);
  size_t size = 0;

  if (content == NULL) {
    report_error (report, FILESYSTEM, strerror (errno));
    return false;
  }
  for (size_t i = 0; i < CONTENT_SIZE; ++i)
    content[i] = (char) (i % 251); /* a prime: no block is like another */
  CLEANUP_FREE char *back = write_and_read (g, content, &size);
  if (back == NULL) {
    report_error (report, FILESYSTEM, guestfs_last_error (g));
    return false;
  }
  if (size != CONTENT_SIZE || memcmp (content, back, CONTENT_SIZE) != 0) {
    report_error (report, FILESYSTEM, "what was read from the disk is not what was written to it");
    return false;
  }
  report_step (report, FILESYSTEM, RESULT_OK, monotonic_milliseconds () - start,
               copy ("1 MiB was written to an ext4 filesystem and read back"), NULL);
  return true;
}

static void
check_shutdown (struct report *report, guestfs_h *g)
{
  const int64_t start = monotonic_milliseconds ();

  if (guestfs_shutdown (g) == -1) {
    report_error (report, SHUTDOWN, guestfs_last_error (g));
    return;
  }
  const int64_t milliseconds = monotonic_milliseconds () - start;
  report_step (report, SHUTDOWN, RESULT_OK, milliseconds,
               format ("the appliance ended within %" PRId64 " ms", milliseconds), NULL);
}

/* ---- all together ---- */

/* Everything that comes after the step that failed. */
static void
skip_after (struct report *report, const char *failed)
{
  static const char *const steps[] = { HYPERVISOR,    APPLIANCE, KVM,        LAUNCH,  SANDBOX,
                                       SECOND_LAUNCH, TEMPLATE,  FILESYSTEM, SHUTDOWN };
  bool after = failed == NULL;

  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; ++i) {
    if (after)
      report_skipped (report, steps[i], "because of what failed before");
    after = after || strcmp (steps[i], failed) == 0;
  }
}

void
skip_machine (struct report *report)
{
  skip_after (report, NULL);
}

/* The name of the step that failed, NULL if none did. */
static const char *
check_first_launch (struct report *report, const struct handle_options *options)
{
  CLEANUP_LAUNCH struct launch launch = { .g = NULL };

  launch_start (&launch, options);
  if (!report_hypervisor (report, &launch))
    return HYPERVISOR;
  if (!report_appliance (report, &launch))
    return APPLIANCE;
  report_kvm (report, &launch);
  if (!report_launch (report, LAUNCH, &launch))
    return LAUNCH;
  report_sandbox (report, &launch);
  return NULL;
}

static const char *
check_second_launch (struct report *report, const struct handle_options *options)
{
  CLEANUP_LAUNCH struct launch launch = { .g = NULL };

  launch_start (&launch, options);
  if (!report_launch (report, SECOND_LAUNCH, &launch))
    return SECOND_LAUNCH;
  report_template (report, &launch);
  if (!check_filesystem (report, launch.g))
    return FILESYSTEM;
  check_shutdown (report, launch.g);
  return NULL;
}

void
check_machine (struct report *report, const struct handle_options *options)
{
  const char *failed = check_first_launch (report, options);

  if (failed == NULL)
    failed = check_second_launch (report, options);
  if (failed != NULL)
    skip_after (report, failed);
}
