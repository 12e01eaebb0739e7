/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Network set-up of the appliance, by ioctl: no program is started. */

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "agreed.h"
#include "init.h"

static const char user_address[] = USER_ADDRESS;
static const char user_netmask[] = USER_NETMASK;
static const char user_gateway[] = USER_GATEWAY;
static const char user_resolver[] = "nameserver " USER_RESOLVER "\n";

static int
control_socket (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  if (fd == -1)
    fail ("network", "socket", errno);
  return fd;
}

static void
set_address (struct sockaddr *address, const char *text)
{
  struct sockaddr_in in = { .sin_family = AF_INET };

  if (inet_pton (AF_INET, text, &in.sin_addr) != 1)
    fail ("network", text, EINVAL);
  memcpy (address, &in, sizeof in);
}

static void
interface_ioctl (int fd, unsigned long request, const char *interface, const char *address)
{
  struct ifreq ifr = { 0 };

  strncpy (ifr.ifr_name, interface, sizeof ifr.ifr_name - 1);
  set_address (&ifr.ifr_addr, address);
  if (ioctl (fd, request, &ifr) == -1)
    fail ("network", interface, errno);
}

static void
interface_up (int fd, const char *interface)
{
  struct ifreq ifr = { 0 };

  strncpy (ifr.ifr_name, interface, sizeof ifr.ifr_name - 1);
  ifr.ifr_flags = IFF_UP | IFF_RUNNING;
  if (ioctl (fd, SIOCSIFFLAGS, &ifr) == -1)
    fail ("network", interface, errno);
}

static void
add_default_route (int fd, const char *gateway)
{
  struct rtentry route = { .rt_flags = RTF_UP | RTF_GATEWAY };

  set_address (&route.rt_dst, "0.0.0.0");
  set_address (&route.rt_genmask, "0.0.0.0");
  set_address (&route.rt_gateway, gateway);
  if (ioctl (fd, SIOCADDRT, &route) == -1)
    fail ("network", gateway, errno);
}

static void
write_resolver (void)
{
  static const char path[] = "/etc/resolv.conf";
  const ssize_t length = sizeof user_resolver - 1;
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  if (fd == -1 || write (fd, user_resolver, length) != length)
    fail ("network", path, errno);
  close (fd);
}

void
network_up_loopback (void)
{
  int fd = control_socket ();

  interface_up (fd, "lo");
  close (fd);
}

void
network_up_user (void)
{
  int fd = control_socket ();

  interface_ioctl (fd, SIOCSIFADDR, "eth0", user_address);
  interface_ioctl (fd, SIOCSIFNETMASK, "eth0", user_netmask);
  interface_up (fd, "eth0");
  add_default_route (fd, user_gateway);
  close (fd);
  write_resolver ();
}
