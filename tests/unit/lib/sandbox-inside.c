/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starts the program of a test in the sandbox, as qemu is started. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/machine-facts.h"
#include "lib-test.h"
#include "process/process.h"
#include "qemu/appliance-files.h"
#include "qemu/machine-plan.h"
#include "qemu/sandbox.h"
#include "sandbox-inside.h"
#include "sandbox-probe.h"

static void
read_all (int fd, char text[REPORT_SIZE])
{
  size_t size = 0;

  for (;;) {
    struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

    assert_int_equal (poll (&poll_fd, 1, 30000), 1);
    const ssize_t n = read (fd, text + size, REPORT_SIZE - 1 - size);
    if (n <= 0)
      break;
    size += n;
  }
  text[size] = '\0';
}

void
plan_as_for_qemu (struct sandbox_plan *sandbox, char self[PATH_MAX])
{
  static struct appliance appliance;
  const ssize_t n = readlink ("/proc/self/exe", self, PATH_MAX - 1);

  assert_true (n > 0);
  self[n] = '\0';
  const struct machine_plan plan = { .facts = machine_facts_for ("x86_64"),
                                     .hypervisor = self,
                                     .appliance = &appliance,
                                     .accelerator = ACCELERATOR_TCG,
                                     .preload = self,
                                     .has_filter = true };
  assert_int_equal (sandbox_plan_make (g, &plan, sandbox), 0);
}

void
run_inside (const struct sandbox_plan *sandbox, char *const *argv, const char *kind,
            struct report *report)
{
  char variable[64];
  char *const environment[] = { variable, NULL };
  const struct process_spec spec = {
    .path = argv[0], .argv = argv, .environment = environment, .sandbox = sandbox
  };
  struct process process;

  snprintf (variable, sizeof variable, PROBE "=%s", kind);
  assert_int_equal (process_start (&process, &spec), 0);
  if (process_release (&process, &report->result) == -1)
    fail_msg ("start of the probe: %s", strerror (errno));
  read_all (process.output, report->text);
  assert_true (process_wait (&process, 30000));
  report->status = process.status;
  process_end (&process);
}

long
report_value (const struct report *report, const char *name)
{
  const size_t length = strlen (name);

  for (const char *line = report->text; line != NULL; line = strchr (line, '\n')) {
    line += *line == '\n';
    if (strncmp (line, name, length) == 0 && line[length] == '=')
      return atol (line + length + 1);
  }
  fail_msg ("no \"%s\" in the report:\n%s", name, report->text);
  return -1;
}
