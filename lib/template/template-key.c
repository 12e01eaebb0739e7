/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a template depends on.  Whatever shapes the machine is in its command
 * line or is a file that the command line names, so that nothing new can be
 * forgotten here. */

#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/memory.h"
#include "cleanup.h"
#include "protocol-build.h"
#include "process/host-facts.h"
#include "qemu/machine-plan.h"
#include "qemu/qemu-command.h"
#include "string-list.h"
#include "template/template-key.h"

/* Changed when the library does something else with a template. */
#define RECIPE "1"

/* Sizes of templates.  A disk that is not used costs some milliseconds at
 * each launch, a template some hundred megabytes. */
static const size_t slot_counts[] = { 1, 4, 16 };

size_t
template_slots (size_t nr_drives)
{
  const size_t n = sizeof slot_counts / sizeof slot_counts[0];

  for (size_t i = 0; i < n; ++i)
    if (nr_drives <= slot_counts[i])
      return slot_counts[i];
  return slot_counts[n - 1];
}

/* Takes over LINE. */
static void
add (guestfs_h *g, struct string_list *lines, char *line)
{
  if (line == NULL || string_list_add (lines, line) == -1)
    out_of_memory (g);
  free (line);
}

/* An emulated processor is the same everywhere; a real one is this host's. */
static void
add_processor (guestfs_h *g, struct string_list *lines, const struct machine_plan *plan)
{
  struct utsname host;

  if (plan->accelerator != ACCELERATOR_KVM || uname (&host) == -1)
    return;
  add (g, lines, safe_asprintf (g, "%s %s", host.release, host.version));
  add (g, lines, host_processor (g));
}

static char *
join_lines (guestfs_h *g, const struct string_list *lines)
{
  size_t size = 1;

  for (size_t i = 0; i < lines->count; ++i)
    size += strlen (lines->items[i]) + 1;
  char *text = safe_malloc (g, size), *end = text;
  *end = '\0';
  for (size_t i = 0; i < lines->count; ++i) {
    end = stpcpy (end, lines->items[i]);
    end = stpcpy (end, "\n");
  }
  return text;
}

char *
template_key (guestfs_h *g, const struct machine_plan *plan, size_t slots)
{
  CLEANUP_STRING_LIST struct string_list lines = STRING_LIST_EMPTY;
  struct machine_plan making = *plan;
  const char *const files[] = { plan->hypervisor, plan->appliance->kernel, plan->appliance->initrd,
                                plan->appliance->root };

  making.start = START_AS_TEMPLATE;
  add (g, &lines,
       safe_asprintf (g, "recipe %s, protocol %s, %zu disks", RECIPE, protocol_build, slots));
  for (size_t i = 0; i < sizeof files / sizeof files[0]; ++i)
    add (g, &lines, host_file_version (g, files[i]));
  add_processor (g, &lines, plan);

  CLEANUP_FREE_STRINGS char **arguments = qemu_arguments (g, &making);
  for (size_t i = 0; arguments[i] != NULL; ++i)
    add (g, &lines, safe_strdup (g, arguments[i]));
  return join_lines (g, &lines);
}
