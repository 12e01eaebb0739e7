/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* errno values by name. */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "errno-names.h"

#define NAME(value) \
  {                 \
    value, #value   \
  }

/* All names of asm-generic/errno-base.h and asm-generic/errno.h in Linux.
 * Where two names mean one value (EWOULDBLOCK, EDEADLOCK, ENOTSUP), the first
 * is the one that is sent. */
static const struct {
  int value;
  const char *name;
} names[] = {
  NAME (EPERM),
  NAME (ENOENT),
  NAME (ESRCH),
  NAME (EINTR),
  NAME (EIO),
  NAME (ENXIO),
  NAME (E2BIG),
  NAME (ENOEXEC),
  NAME (EBADF),
  NAME (ECHILD),
  NAME (EAGAIN),
  NAME (ENOMEM),
  NAME (EACCES),
  NAME (EFAULT),
  NAME (ENOTBLK),
  NAME (EBUSY),
  NAME (EEXIST),
  NAME (EXDEV),
  NAME (ENODEV),
  NAME (ENOTDIR),
  NAME (EISDIR),
  NAME (EINVAL),
  NAME (ENFILE),
  NAME (EMFILE),
  NAME (ENOTTY),
  NAME (ETXTBSY),
  NAME (EFBIG),
  NAME (ENOSPC),
  NAME (ESPIPE),
  NAME (EROFS),
  NAME (EMLINK),
  NAME (EPIPE),
  NAME (EDOM),
  NAME (ERANGE),
  NAME (EDEADLK),
  NAME (ENAMETOOLONG),
  NAME (ENOLCK),
  NAME (ENOSYS),
  NAME (ENOTEMPTY),
  NAME (ELOOP),
  NAME (ENOMSG),
  NAME (EIDRM),
  NAME (ECHRNG),
  NAME (EL2NSYNC),
  NAME (EL3HLT),
  NAME (EL3RST),
  NAME (ELNRNG),
  NAME (EUNATCH),
  NAME (ENOCSI),
  NAME (EL2HLT),
  NAME (EBADE),
  NAME (EBADR),
  NAME (EXFULL),
  NAME (ENOANO),
  NAME (EBADRQC),
  NAME (EBADSLT),
  NAME (EBFONT),
  NAME (ENOSTR),
  NAME (ENODATA),
  NAME (ETIME),
  NAME (ENOSR),
  NAME (ENONET),
  NAME (ENOPKG),
  NAME (EREMOTE),
  NAME (ENOLINK),
  NAME (EADV),
  NAME (ESRMNT),
  NAME (ECOMM),
  NAME (EPROTO),
  NAME (EMULTIHOP),
  NAME (EDOTDOT),
  NAME (EBADMSG),
  NAME (EOVERFLOW),
  NAME (ENOTUNIQ),
  NAME (EBADFD),
  NAME (EREMCHG),
  NAME (ELIBACC),
  NAME (ELIBBAD),
  NAME (ELIBSCN),
  NAME (ELIBMAX),
  NAME (ELIBEXEC),
  NAME (EILSEQ),
  NAME (ERESTART),
  NAME (ESTRPIPE),
  NAME (EUSERS),
  NAME (ENOTSOCK),
  NAME (EDESTADDRREQ),
  NAME (EMSGSIZE),
  NAME (EPROTOTYPE),
  NAME (ENOPROTOOPT),
  NAME (EPROTONOSUPPORT),
  NAME (ESOCKTNOSUPPORT),
  NAME (EOPNOTSUPP),
  NAME (EPFNOSUPPORT),
  NAME (EAFNOSUPPORT),
  NAME (EADDRINUSE),
  NAME (EADDRNOTAVAIL),
  NAME (ENETDOWN),
  NAME (ENETUNREACH),
  NAME (ENETRESET),
  NAME (ECONNABORTED),
  NAME (ECONNRESET),
  NAME (ENOBUFS),
  NAME (EISCONN),
  NAME (ENOTCONN),
  NAME (ESHUTDOWN),
  NAME (ETOOMANYREFS),
  NAME (ETIMEDOUT),
  NAME (ECONNREFUSED),
  NAME (EHOSTDOWN),
  NAME (EHOSTUNREACH),
  NAME (EALREADY),
  NAME (EINPROGRESS),
  NAME (ESTALE),
  NAME (EUCLEAN),
  NAME (ENOTNAM),
  NAME (ENAVAIL),
  NAME (EISNAM),
  NAME (EREMOTEIO),
  NAME (EDQUOT),
  NAME (ENOMEDIUM),
  NAME (EMEDIUMTYPE),
  NAME (ECANCELED),
  NAME (ENOKEY),
  NAME (EKEYEXPIRED),
  NAME (EKEYREVOKED),
  NAME (EKEYREJECTED),
  NAME (EOWNERDEAD),
  NAME (ENOTRECOVERABLE),
  NAME (ERFKILL),
  NAME (EHWPOISON),
  NAME (EWOULDBLOCK),
  NAME (EDEADLOCK),
  NAME (ENOTSUP),
};

#define NAMES_COUNT (sizeof names / sizeof names[0])

const char *
errno_to_name (int err)
{
  for (size_t i = 0; i < NAMES_COUNT; ++i)
    if (names[i].value == err)
      return names[i].name;
  return "";
}

int
errno_from_name (const char *name)
{
  if (name[0] == '\0')
    return 0;
  for (size_t i = 0; i < NAMES_COUNT; ++i)
    if (strcmp (names[i].name, name) == 0)
      return names[i].value;
  return EINVAL;
}
