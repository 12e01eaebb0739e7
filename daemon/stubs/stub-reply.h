/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Replies without a result, for the streams of file content. */

#ifndef STUB_REPLY_H
#define STUB_REPLY_H

#include "protocol/frames.h"

/* The reply before the content of a file_out. */
extern void stub_send_status (void);
/* The error that reply_error set, as FRAME_REPLY or FRAME_CANCEL. */
extern void stub_send_error (enum frame_kind kind);

#endif /* STUB_REPLY_H */
