/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The handle: from a request to do_NAME and back.
 * Made by generator/emit/daemon/daemon_stubs.ml from the declarations in generator/api/. */

#include <config.h>

#include <stdlib.h>

#include "daemon/handle.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"

static void
odd_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1 ||
      stub_check_group ("odd") == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_odd_thing ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static const struct daemon_procedure procedures[] = {
  { NULL, false, false, NULL },
  [PROC_ODD_THING & 0xff] = { "odd_thing", false, false, odd_thing_stub },
};

const struct daemon_topic handle_topic = { procedures, sizeof procedures / sizeof *procedures };
