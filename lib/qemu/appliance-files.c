/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the parts of the machine on the host: the appliance's files and the
 * hypervisor's program. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/directories.h"
#include "base/errors.h"
#include "base/handle.h"
#include "base/machine-facts.h"
#include "base/memory.h"
#include "cleanup.h"
#include "process/host-program.h"
#include "qemu/appliance-files.h"
#include "qemu/qemu-descriptors.h"
#include "string-list.h"

#define KERNEL "vmlinuz"
#define INITRD "initrd"
#define ROOT_IMAGE "root.erofs"

void
appliance_free (struct appliance *appliance)
{
  free (appliance->directory);
  free (appliance->kernel);
  free (appliance->initrd);
  free (appliance->root);
  free (appliance->preload);
  *appliance = (struct appliance) { .directory = NULL };
}

/* Adds " has no NAME" or why it can't be used to COMPLAINT. */
static bool
is_usable (guestfs_h *g, const char *directory, const char *name, struct string_list *complaints)
{
  CLEANUP_FREE char *path = safe_asprintf (g, "%s/%s", directory, name);

  if (access (path, R_OK) == 0)
    return true;
  if (string_list_add_format (complaints, "%s: %s", path, strerror (errno)) == -1)
    out_of_memory (g);
  return false;
}

/* Whether DIRECTORY holds an appliance. */
static bool
try_directory (guestfs_h *g, const char *directory, struct string_list *complaints)
{
  bool usable = is_usable (g, directory, KERNEL, complaints);

  usable &= is_usable (g, directory, INITRD, complaints);
  usable &= is_usable (g, directory, ROOT_IMAGE, complaints);
  return usable;
}

static char *
join (guestfs_h *g, char *const *strings, const char *separator)
{
  char *joined = safe_strdup (g, "");

  for (size_t i = 0; strings[i] != NULL; ++i) {
    char *longer = safe_asprintf (g, "%s%s%s", joined, i > 0 ? separator : "", strings[i]);
    free (joined);
    joined = longer;
  }
  return joined;
}

/* An empty element, or ".", is the working directory. */
static char *
element_directory (guestfs_h *g, const char *element)
{
  return absolute_path (g, *element == '\0' ? "." : element);
}

/* An empty path is one empty element, which split_bytes does not give. */
static char **
path_elements (guestfs_h *g)
{
  char **elements = split_bytes (g->properties.path, strlen (g->properties.path), ':');

  if (elements == NULL)
    out_of_memory (g);
  if (elements[0] != NULL)
    return elements;
  free (elements);
  char *const current[] = { (char *) ".", NULL };
  return safe_copy_strings (g, current);
}

/* It belongs to the library, but lies with the appliance. */
static char *
find_preload (guestfs_h *g, const char *directory)
{
  const char *const directories[] = { directory, GUESTFS_DEFAULT_PATH };

  for (size_t i = 0; i < sizeof directories / sizeof directories[0]; ++i) {
    char *path = safe_asprintf (g, "%s/" DESCRIPTORS_OBJECT, directories[i]);

    if (access (path, R_OK) == 0)
      return path;
    free (path);
  }
  return NULL;
}

int
appliance_find (guestfs_h *g, struct appliance *appliance)
{
  CLEANUP_FREE_STRINGS char **elements = path_elements (g);
  CLEANUP_STRING_LIST struct string_list complaints = STRING_LIST_EMPTY;

  for (size_t i = 0; elements[i] != NULL; ++i) {
    char *directory = element_directory (g, elements[i]);

    if (!try_directory (g, directory, &complaints)) {
      free (directory);
      continue;
    }
    appliance->directory = directory;
    appliance->kernel = safe_asprintf (g, "%s/" KERNEL, directory);
    appliance->initrd = safe_asprintf (g, "%s/" INITRD, directory);
    appliance->root = safe_asprintf (g, "%s/" ROOT_IMAGE, directory);
    appliance->preload = find_preload (g, directory);
    return 0;
  }

  CLEANUP_FREE_STRINGS char **lines = string_list_take (&complaints);
  if (lines == NULL)
    out_of_memory (g);
  CLEANUP_FREE char *text = join (g, lines, "\n  ");
  return set_error (g, ENOENT,
                    "guestfs_launch failed: no appliance found along the path \"%s\":\n  %s\n"
                    "Install the appliance, or set LIBGUESTFS_PATH (or call set_path) to the "
                    "directory that holds the files " KERNEL ", " INITRD " and " ROOT_IMAGE ".",
                    g->properties.path, text);
}

char *
hypervisor_find (guestfs_h *g, const struct machine_facts *facts)
{
  char *found = NULL;

  if (g->backend.hv != NULL) {
    if ((found = host_program_find (g, g->backend.hv)) == NULL)
      set_error (g, ENOENT,
                 "guestfs_launch failed: the hypervisor %s, which LIBGUESTFS_HV or set_hv names, "
                 "does not exist or is not a program",
                 g->backend.hv);
    return found;
  }

  for (size_t i = 0; found == NULL && facts->hypervisors[i] != NULL; ++i)
    found = host_program_find (g, facts->hypervisors[i]);
  if (found == NULL)
    set_error (g, ENOENT,
               "guestfs_launch failed: the hypervisor %s is not installed.\n"
               "Install the package %s, or set LIBGUESTFS_HV to the program.",
               facts->hypervisors[0], facts->package);
  return found;
}
