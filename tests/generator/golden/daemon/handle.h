/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The handle: the daemon's function for each call.
 * Made by generator/emit/daemon/daemon_header.ml from the declarations in generator/api/. */

#ifndef DAEMON_CALLS_HANDLE_H
#define DAEMON_CALLS_HANDLE_H

#include "protocol/handle.h"
#include "cleanup.h"
#include "string-list.h"
#include "base/reply.h"
#include "base/sysroot.h"
#include "children/program.h"
#include "devices/device.h"
#include "devices/device-errors.h"
#include "storage/mountable.h"
#include "daemon-sessions.h"

extern int do_odd_thing (void);

#endif /* DAEMON_CALLS_HANDLE_H */
