/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the hypervisor is told: command line, environment, drives. */

#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/api.h"
#include "base/handle.h"
#include "base/machine-facts.h"
#include "cleanup.h"
#include "drives/drives.h"
#include "qemu/appliance-files.h"
#include "qemu/machine-plan.h"
#include "qemu/qemu-command.h"
#include "qemu/qemu-drives.h"
#include "string-list.h"

static struct appliance appliance = { .kernel = (char *) "/a/vmlinuz",
                                      .initrd = (char *) "/a/initrd",
                                      .root = (char *) "/a/ro\"ot,x=1.erofs" };

static int
set_up (void **state)
{
  guestfs_h *g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);

  if (g == NULL)
    return -1;
  guestfs_set_error_handler (g, NULL, NULL);
  *state = g;
  return 0;
}

static int
tear_down (void **state)
{
  guestfs_close (*state);
  return 0;
}

/* ---- command line ---- */

static struct machine_plan
plan_for (const char *cpu, enum accelerator accelerator)
{
  const struct machine_plan plan = { .facts = machine_facts_for (cpu),
                                     .hypervisor = "/bin/qemu",
                                     .appliance = &appliance,
                                     .accelerator = accelerator };

  assert_non_null (plan.facts);
  return plan;
}

static char **
arguments (guestfs_h *g, const char *cpu, enum accelerator accelerator)
{
  const struct machine_plan plan = plan_for (cpu, accelerator);

  return qemu_arguments (g, &plan);
}

static char **
arguments_of_start (guestfs_h *g, enum machine_start start)
{
  struct machine_plan plan = plan_for ("x86_64", ACCELERATOR_TCG);

  plan.start = start;
  plan.preload = "/a/qemu-descriptors.so";
  return qemu_arguments (g, &plan);
}

/* Position of WORD, or -1. */
static int
position (char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; ++i)
    if (strcmp (words[i], word) == 0)
      return i;
  return -1;
}

static void
assert_option (char *const *words, const char *option, const char *value)
{
  const int i = position (words, option);

  assert_int_not_equal (i, -1);
  assert_string_equal (words[i + 1], value);
}

static void
properties_of_the_machine (void **state)
{
  guestfs_h *g = *state;

  guestfs_set_memsize (g, 777);
  guestfs_set_smp (g, 3);
  CLEANUP_FREE_STRINGS char **words = arguments (g, "x86_64", ACCELERATOR_TCG);
  assert_string_equal (words[0], "/bin/qemu");
  assert_option (words, "-m", "777");
  assert_option (words, "-smp", "3");
  assert_option (words, "-accel", "tcg");
  assert_option (words, "-cpu", "max,-erms,-fsrm,-la57,-smap");
  assert_option (words, "-kernel", "/a/vmlinuz");
  assert_option (words, "-initrd", "/a/initrd");
  assert_int_not_equal (position (words, "-nodefaults"), -1);
  assert_int_not_equal (position (words, "-no-user-config"), -1);
  assert_int_not_equal (position (words, "-S"), -1);
}

static void
kvm_has_no_crippled_cpu (void **state)
{
  CLEANUP_FREE_STRINGS char **words = arguments (*state, "x86_64", ACCELERATOR_KVM);

  assert_option (words, "-accel", "kvm");
  assert_option (words, "-cpu", "max");
}

static void
other_architecture_from_the_table (void **state)
{
  CLEANUP_FREE_STRINGS char **words = arguments (*state, "aarch64", ACCELERATOR_TCG);

  assert_option (words, "-machine", "virt,gic-version=max");
  assert_option (words, "-cpu", "max");
  assert_non_null (strstr (words[position (words, "-append") + 1], "console=ttyAMA0"));
  assert_null (machine_facts_for ("vax"));
}

static void
root_image_is_a_descriptor (void **state)
{
  CLEANUP_FREE_STRINGS char **words = arguments (*state, "x86_64", ACCELERATOR_TCG);
  const int i = position (words, "-blockdev");

  assert_option (words, "-add-fd", "fd=8,set=1");
  assert_int_not_equal (i, -1);
  json_t *node = json_loads (words[i + 1], 0, NULL);
  assert_non_null (node);
  json_t *file = json_object_get (node, "file");
  assert_string_equal (json_string_value (json_object_get (file, "filename")), "/dev/fdset/1");
  assert_string_equal (json_string_value (json_object_get (file, "locking")), "off");
  assert_true (json_is_true (json_object_get (node, "read-only")));
  json_decref (node);
}

static void
kernel_is_a_descriptor_where_that_can_be (void **state)
{
  CLEANUP_FREE_STRINGS char **words = arguments_of_start (*state, START_BOOTED);

  assert_option (words, "-kernel", "/guestfs-descriptor/6");
  assert_option (words, "-initrd", "/guestfs-descriptor/7");
  assert_int_equal (position (words, "-object"), -1);
  assert_int_equal (position (words, "-incoming"), -1);
}

/* Only what becomes a template shares its memory with the file. */
static void
memory_of_templates (void **state)
{
  CLEANUP_FREE_STRINGS char **making = arguments_of_start (*state, START_AS_TEMPLATE);
  CLEANUP_FREE_STRINGS char **restored = arguments_of_start (*state, START_FROM_TEMPLATE);

  assert_non_null (strstr (making[position (making, "-object") + 1], ",share=on"));
  assert_int_not_equal (position (making, "-kernel"), -1);
  assert_int_equal (position (making, "-incoming"), -1);
  assert_non_null (strstr (restored[position (restored, "-object") + 1], ",share=off"));
  assert_int_equal (position (restored, "-kernel"), -1);
  assert_option (restored, "-incoming", "defer");
}

static void
kernel_command_line_is_quiet_unless_verbose (void **state)
{
  guestfs_h *g = *state;
  struct machine_plan plan = plan_for ("x86_64", ACCELERATOR_TCG);

  CLEANUP_FREE char *quiet = kernel_command_line (g, &plan);
  assert_non_null (strstr (quiet, " quiet"));
  assert_null (strstr (quiet, "guestfs_verbose"));
  assert_null (strstr (quiet, "guestfs_network"));

  g->verbose = true;
  guestfs_set_network (g, 1);
  guestfs_set_append (g, "panic=0 extra");
  CLEANUP_FREE char *verbose = kernel_command_line (g, &plan);
  assert_null (strstr (verbose, " quiet"));
  assert_non_null (strstr (verbose, " guestfs_verbose=1"));
  assert_non_null (strstr (verbose, " guestfs_network=1"));
  /* The user's words are the last, so that they win. */
  assert_string_equal (verbose + strlen (verbose) - strlen (" panic=0 extra"), " panic=0 extra");

  /* One template is for both. */
  plan.start = START_AS_TEMPLATE;
  CLEANUP_FREE char *of_template = kernel_command_line (g, &plan);
  assert_non_null (strstr (of_template, " quiet"));
  g->verbose = false;
}

static void
network_only_if_asked_for (void **state)
{
  guestfs_h *g = *state;
  CLEANUP_FREE_STRINGS char **without = arguments (g, "x86_64", ACCELERATOR_TCG);

  assert_int_equal (position (without, "-netdev"), -1);
  guestfs_set_network (g, 1);
  CLEANUP_FREE_STRINGS char **with = arguments (g, "x86_64", ACCELERATOR_TCG);
  assert_option (with, "-netdev", "user,id=user-network,net=169.254.0.0/16");
}

static void
parameters_of_the_user_come_last_and_reversed (void **state)
{
  guestfs_h *g = *state;
  size_t n = 0;

  guestfs_config (g, "-name", "first");
  guestfs_config (g, "-mem-prealloc", NULL);
  guestfs_config (g, "-uuid", "last");
  CLEANUP_FREE_STRINGS char **words = arguments (g, "x86_64", ACCELERATOR_TCG);
  while (words[n] != NULL)
    n++;
  assert_string_equal (words[n - 5], "-uuid");
  assert_string_equal (words[n - 4], "last");
  assert_string_equal (words[n - 3], "-mem-prealloc");
  assert_string_equal (words[n - 2], "-name");
  assert_string_equal (words[n - 1], "first");
}

static void
debugger_only_on_the_loopback_interface (void **state)
{
  guestfs_h *g = *state;
  CLEANUP_FREE_STRINGS char **without = arguments (g, "x86_64", ACCELERATOR_TCG);

  assert_int_equal (position (without, "-gdb"), -1);
  guestfs_set_backend_setting (g, "gdb", "1");
  CLEANUP_FREE_STRINGS char **with = arguments (g, "x86_64", ACCELERATOR_TCG);
  assert_option (with, "-gdb", "tcp:127.0.0.1:1234");
}

/* ---- environment ---- */

static void
environment_is_empty_but_for_what_is_needed (void **state)
{
  guestfs_h *g = *state;
  struct machine_plan plan = plan_for ("x86_64", ACCELERATOR_TCG);

  setenv ("PRIVATE_TO_THE_PROGRAM", "1", 1);
  setenv ("HOME", "/home/somebody", 1);
  CLEANUP_FREE_STRINGS char **own = hypervisor_environment (g, &plan);
  assert_int_equal (position (own, "PRIVATE_TO_THE_PROGRAM=1"), -1);
  assert_int_equal (position (own, "HOME=/home/somebody"), -1);
  assert_int_not_equal (position (own, "LC_ALL=C"), -1);
  plan.preload = "/a/qemu-descriptors.so";
  CLEANUP_FREE_STRINGS char **preloading = hypervisor_environment (g, &plan);
  assert_int_not_equal (position (preloading, "LD_PRELOAD=/a/qemu-descriptors.so"), -1);

  const char *const servers[] = { "example.com", NULL };
  assert_int_equal (guestfs_add_drive_opts (g, "/x.img", GUESTFS_ADD_DRIVE_OPTS_FORMAT, "raw",
                                            GUESTFS_ADD_DRIVE_OPTS_PROTOCOL, "ssh",
                                            GUESTFS_ADD_DRIVE_OPTS_SERVER, servers, -1),
                    0);
  CLEANUP_FREE_STRINGS char **network = hypervisor_environment (g, &plan);
  assert_int_equal (position (network, "PRIVATE_TO_THE_PROGRAM=1"), -1);
  assert_int_not_equal (position (network, "HOME=/home/somebody"), -1);

  setenv ("LD_PRELOAD", "/lib/other.so", 1);
  guestfs_set_hv (g, "/home/somebody/wrapper.sh");
  CLEANUP_FREE_STRINGS char **wrapper = hypervisor_environment (g, &plan);
  assert_int_not_equal (position (wrapper, "PRIVATE_TO_THE_PROGRAM=1"), -1);
  assert_int_equal (position (wrapper, "LD_PRELOAD=/lib/other.so"), -1);
  unsetenv ("LD_PRELOAD");
}

/* ---- drives ---- */

static const json_t *
node (const struct drive_plan *plan, const char *name)
{
  size_t i;
  json_t *object;

  json_array_foreach (
    plan->nodes, i,
    object) if (strcmp (json_string_value (json_object_get (object, "node-name")), name)
                == 0) return object;
  fail_msg ("there is no node %s", name);
  return NULL;
}

static const char *
text (const json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name)) ?: "(none)";
}

static bool
flag (const json_t *object, const char *name)
{
  return json_is_true (json_object_get (object, name));
}

static void
writable_drive_keeps_its_lock (void **state)
{
  const struct drive drive = { .path = (char *) "/dev/zero",
                               .format = (char *) "raw",
                               .format_given = true };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_equal (drive_plan (*state, &drive, 7, &plan), 0);
  assert_int_equal (json_array_size (plan.nodes), 2);
  assert_int_equal (plan.nr_descriptors, 1);
  const json_t *file = node (&plan, "d7-file"), *image = node (&plan, "d7-image");
  assert_string_equal (text (file, "driver"), "host_device");
  assert_int_equal (json_integer_value (json_object_get (file, NODE_DESCRIPTOR)),
                    plan.descriptors[0]);
  assert_null (json_object_get (file, "filename"));
  assert_string_equal (text (file, "locking"), "auto");
  assert_false (flag (file, "read-only"));
  assert_string_equal (text (image, "driver"), "raw");
  assert_string_equal (text (image, "file"), "d7-file");
  assert_string_equal (text (image, "discard"), "ignore");
  assert_false (flag (json_object_get (image, "cache"), "no-flush"));

  assert_string_equal (text (plan.device, "driver"), "scsi-hd");
  assert_string_equal (text (plan.device, "drive"), "d7-image");
  assert_int_equal (json_integer_value (json_object_get (plan.device, "scsi-id")), 7);
  assert_null (json_object_get (plan.device, "serial"));
  assert_null (json_object_get (plan.device, "logical_block_size"));
}

static void
readonly_drive_is_a_base_under_an_overlay (void **state)
{
  const struct drive drive = { .path = (char *) "/dev/zero",
                               .format = (char *) "raw",
                               .format_given = true,
                               .readonly = true,
                               .discard = DISCARD_BESTEFFORT,
                               .copyonread = true };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_equal (drive_plan (*state, &drive, 0, &plan), 0);
  const json_t *file = node (&plan, "d0-file"), *image = node (&plan, "d0-image");
  assert_true (flag (file, "read-only"));
  assert_string_equal (text (file, "locking"), "off");
  assert_true (flag (image, "read-only"));
  assert_string_equal (text (image, "discard"), "ignore");

  assert_string_equal (text (node (&plan, "d0-overlay-file"), NODE_OVERLAY_OF), "d0-image");
  const json_t *overlay = node (&plan, "d0-overlay");
  assert_string_equal (text (overlay, "driver"), "qcow2");
  assert_string_equal (text (overlay, "file"), "d0-overlay-file");
  assert_string_equal (text (overlay, "backing"), "d0-image");
  assert_string_equal (text (overlay, "discard"), "unmap");
  assert_false (flag (overlay, "read-only"));
  assert_true (flag (json_object_get (overlay, "cache"), "no-flush"));

  assert_string_equal (text (node (&plan, "d0-copy-on-read"), "file"), "d0-overlay");
  assert_string_equal (text (plan.device, "drive"), "d0-copy-on-read");
}

static void
options_of_a_drive (void **state)
{
  const struct drive drive = { .path = (char *) "/dev/zero",
                               .format = (char *) "raw",
                               .format_given = true,
                               .cache_unsafe = true,
                               .discard = DISCARD_ENABLE,
                               .blocksize = 4096,
                               .label = (char *) "backup" };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_equal (drive_plan (*state, &drive, 254, &plan), 0);
  const json_t *image = node (&plan, "d254-image");
  assert_string_equal (text (image, "discard"), "unmap");
  assert_string_equal (text (node (&plan, "d254-file"), "discard"), "unmap");
  assert_true (flag (json_object_get (image, "cache"), "no-flush"));
  assert_string_equal (text (plan.device, "serial"), "backup");
  assert_int_equal (json_integer_value (json_object_get (plan.device, "logical_block_size")), 4096);
  assert_int_equal (json_integer_value (json_object_get (plan.device, "physical_block_size")),
                    4096);
}

static void
discard_that_cannot_be_enabled (void **state)
{
  struct drive drive = { .path = (char *) "/dev/zero",
                         .format = (char *) "vmdk",
                         .format_given = true,
                         .discard = DISCARD_ENABLE };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_equal (drive_plan (*state, &drive, 0, &plan), -1);
  assert_int_equal (guestfs_last_errno (*state), ENOTSUP);
  assert_non_null (strstr (guestfs_last_error (*state), "besteffort"));
}

static void
secret_is_an_object_of_its_own (void **state)
{
  struct drive_server server = { .transport = SERVER_TCP,
                                 .host = (char *) "example.com",
                                 .port = 443 };
  struct drive drive = { .protocol = DRIVE_HTTPS,
                         .path = (char *) "/disk",
                         .format = (char *) "raw",
                         .servers = &server,
                         .nr_servers = 1,
                         .username = (char *) "me",
                         .secret = (char *) "pass,word" };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_equal (drive_plan (*state, &drive, 3, &plan), 0);
  assert_int_equal (json_array_size (plan.secrets), 1);
  const json_t *secret = json_array_get (plan.secrets, 0);
  assert_string_equal (text (secret, "id"), "d3-secret");
  assert_string_equal (text (secret, "data"), "pass,word");
  assert_string_equal (text (secret, "format"), "raw");
  const json_t *file = node (&plan, "d3-file");
  assert_string_equal (text (file, "driver"), "https");
  assert_string_equal (text (file, "password-secret"), "d3-secret");
}

static void
name_need_not_be_utf8 (void **state)
{
  char path[] = "/tmp/lib-qemu-\xff-XXXXXX";
  const int fd = mkstemp (path);
  struct drive drive = { .path = path, .format = (char *) "raw", .format_given = true };
  CLEANUP_DRIVE_PLAN struct drive_plan plan = { .nodes = NULL };

  assert_int_not_equal (fd, -1);
  const int r = drive_plan (*state, &drive, 0, &plan);
  close (fd);
  unlink (path);
  assert_int_equal (r, 0);
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (properties_of_the_machine),
    TEST (kvm_has_no_crippled_cpu),
    TEST (other_architecture_from_the_table),
    TEST (root_image_is_a_descriptor),
    TEST (kernel_is_a_descriptor_where_that_can_be),
    TEST (memory_of_templates),
    TEST (kernel_command_line_is_quiet_unless_verbose),
    TEST (network_only_if_asked_for),
    TEST (parameters_of_the_user_come_last_and_reversed),
    TEST (debugger_only_on_the_loopback_interface),
    TEST (environment_is_empty_but_for_what_is_needed),
    TEST (writable_drive_keeps_its_lock),
    TEST (readonly_drive_is_a_base_under_an_overlay),
    TEST (options_of_a_drive),
    TEST (discard_that_cannot_be_enabled),
    TEST (secret_is_an_object_of_its_own),
    TEST (name_need_not_be_utf8),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
