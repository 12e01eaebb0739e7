/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Remembers whether KVM works, in a small file of the cache directory. */

#ifndef GUESTFS_KVM_CACHE_H
#define GUESTFS_KVM_CACHE_H

#include <stdbool.h>

struct kvm_answer {
  bool works;
  char *reason; /* why not; malloc'd or NULL */
};

/* The answer stored in FILE for KEY at the time NOW (seconds since 1970).
 * False if there is none, if it is for another key, or if it is out of date
 * or damaged. */
extern bool kvm_cache_read (const char *file, const char *key, long long now,
                            struct kvm_answer *answer);
/* Stores an answer that holds for SECONDS, or as long as the key stays the
 * same if that is 0.  0, or -1 with errno. */
extern int kvm_cache_write (const char *file, const char *key, long long now, long long seconds,
                            const struct kvm_answer *answer);

#endif /* GUESTFS_KVM_CACHE_H */
