/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libguestfs-make-template: makes the template from which appliances are
 * restored before the first program wants one. */

#include <config.h>

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cleanup.h"
#include "guestfs-api/backend.h"
#include "guestfs-api/drives.h"
#include "guestfs-api/handle.h"
#include "guestfs-api/properties.h"
#include "scratch-handle.h"

#define PROGRAM "libguestfs-make-template"

/* As the manual says. */
enum { EXIT_MADE = 0, EXIT_NOT_MADE = 1, EXIT_USAGE = 2 };

/* Templates have disks for as many drives; further ones are added later. */
#define MAX_DRIVES 16
#define DRIVE_SIZE (1024 * 1024)

static const char usage_text[] =
  "usage: " PROGRAM " [OPTION]...\n"
  "\n"
  "Makes the template from which appliances are restored, and prints its directory.\n"
  "\n"
  "  --append WORDS      of handles that call set_append\n"
  "  --drives N          of handles with N drives, 1 to 16 (default: 1)\n"
  "  --memsize MIB       of handles that call set_memsize\n"
  "  --network           of handles that call set_network\n"
  "  --smp N             of handles that call set_smp\n"
  "  --force             make it anew if it exists\n"
  "  -t, --timeout N     seconds that it may take (default: 600)\n"
  "  -v, --verbose       show on standard error what the library does\n"
  "  -V, --version       print the version\n"
  "  --help              print this text\n"
  "\n"
  "Exit status: 0 it is there, 1 it could not be made, 2 the command line is wrong.\n";

struct options {
  const char *append;
  int drives, memsize, smp; /* 0: not given */
  bool network, force;
  struct handle_options handle;
};

static void __attribute__ ((noreturn)) usage_error (void)
{
  fputs ("Try \"" PROGRAM " --help\".\n", stderr);
  exit (EXIT_USAGE);
}

/* The number in TEXT, from 1 to MAXIMUM. */
static int
parse_number (const char *option, const char *text, int maximum)
{
  char *end;

  errno = 0;
  const long number = strtol (text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || number < 1 || number > maximum) {
    fprintf (stderr, PROGRAM ": --%s %s: not a number from 1 to %d\n", option, text, maximum);
    usage_error ();
  }
  return (int) number;
}

static void __attribute__ ((noreturn)) print_and_exit (const char *text)
{
  const bool printed = fputs (text, stdout) != EOF && fflush (stdout) == 0;

  exit (printed ? EXIT_SUCCESS : EXIT_FAILURE);
}

static struct options
parse_options (int argc, char **argv)
{
  enum { HELP = CHAR_MAX + 1, APPEND, DRIVES, FORCE, MEMSIZE, NETWORK, SMP };
  static const struct option known[] = { { "append", required_argument, NULL, APPEND },
                                         { "drives", required_argument, NULL, DRIVES },
                                         { "force", no_argument, NULL, FORCE },
                                         { "help", no_argument, NULL, HELP },
                                         { "memsize", required_argument, NULL, MEMSIZE },
                                         { "network", no_argument, NULL, NETWORK },
                                         { "smp", required_argument, NULL, SMP },
                                         { "timeout", required_argument, NULL, 't' },
                                         { "verbose", no_argument, NULL, 'v' },
                                         { "version", no_argument, NULL, 'V' },
                                         { NULL, 0, NULL, 0 } };
  struct options options = { .drives = 1 };
  int option;

  while ((option = getopt_long (argc, argv, "t:vV", known, NULL)) != -1)
    switch (option) {
    case APPEND:
      options.append = optarg;
      break;
    case DRIVES:
      options.drives = parse_number ("drives", optarg, MAX_DRIVES);
      break;
    case FORCE:
      options.force = true;
      break;
    case HELP:
      print_and_exit (usage_text);
    case MEMSIZE:
      options.memsize = parse_number ("memsize", optarg, INT_MAX);
      break;
    case NETWORK:
      options.network = true;
      break;
    case SMP:
      options.smp = parse_number ("smp", optarg, INT_MAX);
      break;
    case 't':
      parse_number ("timeout", optarg, INT_MAX);
      options.handle.timeout_seconds = optarg;
      break;
    case 'v':
      options.handle.verbose = true;
      break;
    case 'V':
      print_and_exit (PROGRAM " " PACKAGE_VERSION "\n");
    default:
      usage_error ();
    }
  if (optind < argc) {
    fprintf (stderr, PROGRAM ": %s: there are no arguments besides options\n", argv[optind]);
    usage_error ();
  }
  return options;
}

static int
configure (guestfs_h *g, const struct options *options)
{
  if ((options->append != NULL && guestfs_set_append (g, options->append) == -1)
      || (options->memsize != 0 && guestfs_set_memsize (g, options->memsize) == -1)
      || (options->smp != 0 && guestfs_set_smp (g, options->smp) == -1)
      || (options->network && guestfs_set_network (g, 1) == -1)
      || guestfs_set_backend_setting (g, "template", options->force ? "remake" : "make") == -1)
    return -1;
  for (int i = 0; i < options->drives; ++i)
    if (guestfs_add_drive_scratch (g, DRIVE_SIZE, -1) == -1)
      return -1;
  return 0;
}

static bool
print_directory (guestfs_h *g)
{
  CLEANUP_FREE_STRINGS char **report = guestfs_launch_report (g);
  const char *directory = launch_fact (report, "template");

  if (directory == NULL) {
    fputs (PROGRAM ": this library makes no templates\n", stderr);
    return false;
  }
  if (puts (directory) == EOF || fflush (stdout) != 0) {
    perror (PROGRAM);
    return false;
  }
  return true;
}

int
main (int argc, char **argv)
{
  const struct options options = parse_options (argc, argv);
  CLEANUP_FREE char *error = NULL;
  CLEANUP_HANDLE guestfs_h *g = scratch_handle_new (&options.handle, &error);

  if (g == NULL) {
    fprintf (stderr, PROGRAM ": %s\n", error != NULL ? error : "out of memory");
    return EXIT_NOT_MADE;
  }
  if (configure (g, &options) == -1 || guestfs_launch (g) == -1) {
    fprintf (stderr, PROGRAM ": %s\n", guestfs_last_error (g));
    return EXIT_NOT_MADE;
  }
  return print_directory (g) ? EXIT_MADE : EXIT_NOT_MADE;
}
