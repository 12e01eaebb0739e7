/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libguestfs-test-tool: does the library work here, and if not, what is
 * missing? */

#include <config.h>

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "checks.h"
#include "cleanup.h"

#define PROGRAM "libguestfs-test-tool"

/* As the manual says. */
enum { EXIT_WORKS = 0, EXIT_DOES_NOT_WORK = 1, EXIT_USAGE = 2 };

static const char usage_text[] =
  "usage: " PROGRAM " [OPTION]...\n"
  "\n"
  "Tests whether libguestfs works on this machine, and says what to do if not.\n"
  "\n"
  "  --json              print one JSON object\n"
  "  --qemu PROGRAM      try another hypervisor\n"
  "  -t, --timeout N     seconds that a launch may take (default: 600)\n"
  "  -v, --verbose       show on standard error what the library does\n"
  "  -V, --version       print the version of the library\n"
  "  --help              print this text\n"
  "\n"
  "Exit status: 0 it works, 1 it does not, 2 the command line is wrong.\n";

struct options {
  bool json, help, version;
  struct handle_options handle;
};

static int __attribute__ ((noreturn)) usage_error (void)
{
  fputs ("Try \"" PROGRAM " --help\".\n", stderr);
  exit (EXIT_USAGE);
}

static const char *
check_seconds (const char *text)
{
  char *end;

  errno = 0;
  const long seconds = strtol (text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || seconds < 1 || seconds > INT_MAX) {
    fprintf (stderr, PROGRAM ": --timeout %s: not a number of seconds\n", text);
    usage_error ();
  }
  return text;
}

static struct options
parse_options (int argc, char **argv)
{
  enum { OPTION_HELP = CHAR_MAX + 1, OPTION_JSON, OPTION_QEMU };
  static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
                                         { "json", no_argument, NULL, OPTION_JSON },
                                         { "qemu", required_argument, NULL, OPTION_QEMU },
                                         { "timeout", required_argument, NULL, 't' },
                                         { "verbose", no_argument, NULL, 'v' },
                                         { "version", no_argument, NULL, 'V' },
                                         { NULL, 0, NULL, 0 } };
  struct options options = { .json = false };
  int option;

  while ((option = getopt_long (argc, argv, "t:vV", known, NULL)) != -1)
    switch (option) {
    case OPTION_HELP:
      options.help = true;
      break;
    case OPTION_JSON:
      options.json = true;
      break;
    case OPTION_QEMU:
      options.handle.hypervisor = optarg;
      break;
    case 't':
      options.handle.timeout_seconds = check_seconds (optarg);
      break;
    case 'v':
      options.handle.verbose = true;
      break;
    case 'V':
      options.version = true;
      break;
    default:
      usage_error ();
    }
  if (optind < argc) {
    fprintf (stderr, PROGRAM ": %s: there are no arguments besides options\n", argv[optind]);
    usage_error ();
  }
  return options;
}

static void
print_version (void)
{
  CLEANUP_HANDLE guestfs_h *g = guestfs_create_flags (GUESTFS_CREATE_NO_ENVIRONMENT);
  CLEANUP_FREE char *version = g != NULL ? library_version (g) : copy (PACKAGE_VERSION);

  printf (PROGRAM " %s\n", version);
}

static bool
run_checks (const struct options *options)
{
  struct report report = { .json = options->json };
  CLEANUP_HANDLE guestfs_h *g = check_environment (&report, &options->handle);
  CLEANUP_FREE char *version = g != NULL ? library_version (g) : copy (PACKAGE_VERSION);

  if (g != NULL) {
    check_directories (&report, g);
    if (isatty (STDERR_FILENO))
      fputs ("        (starting the appliance, which may take a while)\n", stderr);
    check_machine (&report, &options->handle);
  } else
    skip_machine (&report);

  const bool works = report_finish (&report, version);
  report_free (&report);
  return works;
}

int
main (int argc, char **argv)
{
  const struct options options = parse_options (argc, argv);
  int status = EXIT_WORKS;

  if (options.help)
    fputs (usage_text, stdout);
  else if (options.version)
    print_version ();
  else if (!run_checks (&options))
    status = EXIT_DOES_NOT_WORK;

  /* A report that could not be written is none. */
  if (fflush (stdout) != 0 || ferror (stdout)) {
    perror (PROGRAM);
    status = EXIT_DOES_NOT_WORK;
  }
  return status;
}
