/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guestfsd: does in the appliance what the library asks for. */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "agreed.h"
#include "base/memory-shortage.h"
#include "base/sysroot.h"
#include "base/verbosity.h"
#include "children/guest-environment.h"
#include "cleanup.h"
#include "sessions/guest-session.h"
#include "protocol/frames.h"
#include "stubs/dispatch.h"
#include "talk/frame.h"
#include "talk/session.h"
#include "talk/transfer.h"
#include "talk/window.h"

#define PORT_DIRECTORY "/sys/class/virtio-ports"

/* The port appears soon after its driver was loaded. */
#define PORT_SECONDS 30
#define PORT_PAUSE_MS 2

/* COMMAND_LINE_SIZE of x86 in the kernel. */
#define COMMAND_LINE_SIZE 2048

static void __attribute__ ((noreturn)) fail (const char *what, const char *object, int err)
{
  fprintf (stderr, "guestfsd: %s: %s: %s\n", what, object, strerror (err));
  exit (EXIT_FAILURE);
}

/* ---- options ---- */

static void
read_kernel_options (void)
{
  CLEANUP_FCLOSE FILE *file = fopen ("/proc/cmdline", "re");
  char line[COMMAND_LINE_SIZE + 1];
  char *rest = line, *word;

  if (file == NULL || fgets (line, sizeof line, file) == NULL)
    return;
  while ((word = strsep (&rest, " \n")) != NULL) {
    if (strcmp (word, WORD_VERBOSE) == 0)
      verbose = true;
    else if (strcmp (word, WORD_NETWORK) == 0)
      network = true;
  }
}

static void __attribute__ ((noreturn)) usage (int status)
{
  fprintf (status == EXIT_SUCCESS ? stdout : stderr,
           "guestfsd runs inside the appliance and is started by its init.\n"
           "  -f, --channel-fd N      for tests: talk to the library over descriptor N\n"
           "  -s, --channel-socket F  for tests: connect to the Unix socket F\n"
           "  -v, --verbose           print each call and what its programs say\n"
           "  -h, --help              print this\n");
  exit (status);
}

struct options {
  int channel_fd;
  const char *channel_socket;
};

static struct options
read_options (int argc, char *argv[])
{
  static const struct option names[] = {
    { "channel-fd", required_argument, NULL, 'f' },
    { "channel-socket", required_argument, NULL, 's' },
    { "verbose", no_argument, NULL, 'v' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 },
  };
  struct options options = { .channel_fd = -1 };
  int option;

  while ((option = getopt_long (argc, argv, "f:s:vh", names, NULL)) != -1)
    switch (option) {
    case 'f':
      options.channel_fd = atoi (optarg);
      break;
    case 's':
      options.channel_socket = optarg;
      break;
    case 'v':
      verbose = true;
      break;
    default:
      usage (option == 'h' ? EXIT_SUCCESS : EXIT_FAILURE);
    }
  if (optind != argc)
    usage (EXIT_FAILURE);
  return options;
}

/* ---- the channel ---- */

static bool
port_has_name (const char *port)
{
  char path[300], name[64];

  snprintf (path, sizeof path, PORT_DIRECTORY "/%s/name", port);
  CLEANUP_FCLOSE FILE *file = fopen (path, "re");
  if (file == NULL || fgets (name, sizeof name, file) == NULL)
    return false;
  name[strcspn (name, "\n")] = '\0';
  return strcmp (name, CHANNEL_NAME) == 0;
}

static bool
find_port (char device[300])
{
  DIR *dir = opendir (PORT_DIRECTORY);
  struct dirent *entry;
  bool found = false;

  if (dir == NULL)
    return false;
  while (!found && (entry = readdir (dir)) != NULL) {
    found = port_has_name (entry->d_name);
    snprintf (device, 300, "/dev/%s", entry->d_name);
  }
  closedir (dir);
  return found;
}

static int
open_port (void)
{
  const struct timespec pause = { .tv_nsec = PORT_PAUSE_MS * 1000 * 1000 };
  char device[300];
  int fd;

  for (unsigned tries = PORT_SECONDS * 1000 / PORT_PAUSE_MS; !find_port (device); --tries) {
    if (tries == 0)
      fail ("find the channel to the library", "no virtio port " CHANNEL_NAME, ENOENT);
    nanosleep (&pause, NULL);
  }
  fd = open (device, O_RDWR | O_CLOEXEC);
  if (fd == -1)
    fail ("open the channel to the library", device, errno);
  if (window_open () == -1)
    fail ("open the window", "disk with serial number " WINDOW_SERIAL, errno);
  return fd;
}

static int
connect_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (strlen (path) >= sizeof address.sun_path)
    fail ("connect", path, ENAMETOOLONG);
  strcpy (address.sun_path, path);
  if (fd == -1 || connect (fd, (struct sockaddr *) &address, sizeof address) == -1)
    fail ("connect", path, errno);
  return fd;
}

static int
open_channel (const struct options *options)
{
  if (options->channel_socket != NULL)
    return connect_socket (options->channel_socket);
  if (options->channel_fd == -1)
    return open_port ();
  if (fcntl (options->channel_fd, F_SETFD, FD_CLOEXEC) == -1)
    fail ("use the given channel", "descriptor", errno);
  return options->channel_fd;
}

int
main (int argc, char *argv[])
{
  const struct options options = read_options (argc, argv);

  read_kernel_options ();
  umask (022);
  if (chdir ("/") == -1)
    fail ("change directory", "/", errno);
  if (mkdir (SYSROOT, 0755) == -1 && errno != EEXIST)
    fail ("create directory", SYSROOT, errno);
  signal (SIGPIPE, SIG_IGN); /* write(2) says it too */
  protect_from_memory_shortage ();

  session_open (open_channel (&options));
  if (transfer_open () == -1)
    fail ("start", "memory for transfers", errno);
  session_send_hello ();
  dispatch_loop ();
  guest_sessions_end_all ();
  sync ();
  return EXIT_SUCCESS;
}
