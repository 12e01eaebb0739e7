/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's command line, modules, and nodes that load modules. */

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/types.h>
#include <sys/utsname.h>

#include "init.h"

void
read_command_line (char command_line[COMMAND_LINE_SIZE])
{
  if (read_small_file (AT_FDCWD, "/proc/cmdline", command_line, COMMAND_LINE_SIZE) == -1)
    fail ("read", "/proc/cmdline", errno);
  command_line[strcspn (command_line, "\n")] = '\0';
}

bool
command_line_has (const char *command_line, const char *word)
{
  const size_t length = strlen (word);
  const char *at = command_line;

  while ((at = strstr (at, word)) != NULL) {
    const bool starts = at == command_line || at[-1] == ' ';

    if (starts && (at[length] == ' ' || at[length] == '\0'))
      return true;
    at += length;
  }
  return false;
}

/* Copies the parameters that the kernel command line has for a module
 * ("scsi_mod.scan=sync") into PARAMETERS ("scan=sync").  The kernel does this
 * for built-in code only, and leaves modules to the program that loads them. */
static void
module_parameters (const char *command_line, const char *module, char parameters[COMMAND_LINE_SIZE])
{
  const size_t name_length = strlen (module);
  char *end = parameters;

  while (*command_line) {
    const size_t length = strcspn (command_line, " ");

    if (length > name_length + 1 && command_line[name_length] == '.'
        && memcmp (command_line, module, name_length) == 0) {
      const size_t rest = length - name_length - 1;

      memcpy (end, command_line + name_length + 1, rest);
      end += rest;
      *end++ = ' ';
    }
    command_line += length;
    command_line += strspn (command_line, " ");
  }
  *end = '\0';
}

static void
load_module (int initrd, const char *name, const char *command_line)
{
  char path[256], parameters[COMMAND_LINE_SIZE];
  int fd;

  snprintf (path, sizeof path, "modules/%s.ko", name);
  module_parameters (command_line, name, parameters);
  fd = openat (initrd, path, O_RDONLY | O_CLOEXEC);
  if (fd == -1)
    fail ("open module", path, errno);
  if (syscall (SYS_finit_module, fd, parameters, 0) == -1 && errno != EEXIST
      && errno != ENODEV /* needs an instruction that this CPU lacks */
      && errno != EPERM) /* is in the command line's module_blacklist */
    fail ("load module", name, errno);
  close (fd);
  unlinkat (initrd, path, 0); /* gives its memory back */
}

void
load_modules (int initrd, const char *list, const char *command_line)
{
  char names[4096];
  char *rest = names, *name;

  if (read_small_file (initrd, list, names, sizeof names) == -1)
    fail ("read", list, errno);
  while ((name = strsep (&rest, "\n")) != NULL)
    if (*name)
      load_module (initrd, name, command_line);
}

/* Makes the node of one line of modules.devname, "fuse fuse c10:229": the
 * module, the node's path below /dev, its type and numbers. */
static void
make_module_node (const char *line)
{
  char name[128], path[160];
  unsigned int major_number, minor_number;
  char type, *slash;
  mode_t mode;

  if (sscanf (line, "%*s %127s %c%u:%u", name, &type, &major_number, &minor_number) != 4)
    return; /* a comment */
  snprintf (path, sizeof path, "/dev/%s", name);
  slash = strrchr (path, '/');
  *slash = '\0';
  make_directory (path, 0755);
  *slash = '/';
  mode = (type == 'b' ? S_IFBLK : S_IFCHR) | 0600;
  if (mknod (path, mode, makedev (major_number, minor_number)) == -1 && errno != EEXIST)
    fail ("create device node", path, errno);
}

void
make_module_nodes (void)
{
  struct utsname kernel;
  char path[sizeof kernel.release + 64], lines[8192];
  char *rest = lines, *line;

  uname (&kernel);
  snprintf (path, sizeof path, "/lib/modules/%s/modules.devname", kernel.release);
  if (read_small_file (AT_FDCWD, path, lines, sizeof lines) == -1)
    fail ("read", path, errno);
  while ((line = strsep (&rest, "\n")) != NULL)
    make_module_node (line);
}
