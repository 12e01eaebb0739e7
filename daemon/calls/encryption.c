/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Encrypted devices, by libcryptsetup.  It parses headers of the disk, so it works in a
 * child; what it opens or closes is the kernel's, and stays. */

#include <config.h>

#include <inttypes.h>
#include <libcryptsetup.h>
#include <strings.h>

#include "base/memory-shortage.h"
#include "children/child.h"
#include "daemon/encryption.h"
#include "devices/block-devices.h"
#include "devices/probe.h"
#include "storage/storage.h"

#define MAPPED "/dev/mapper/"

bool
probe_luks (void)
{
  const bool loaded = run_words (NULL, "modprobe", "dm-crypt", NULL) == 0;

  reply_error_clear ();
  return loaded;
}

/* The library's names for what the option crypttype says, and libblkid's. */
static const struct crypt_type {
  const char *option, *signature, *name;
} crypt_types[] = {
  { "luks", "crypto_LUKS", NULL }, /* either of the next two */
  { "luks1", NULL, CRYPT_LUKS1 },
  { "luks2", NULL, CRYPT_LUKS2 },
  { "bitlk", "BitLocker", CRYPT_BITLK },
  { "fvault2", NULL, CRYPT_FVAULT2 },
  { NULL, NULL, NULL },
};

/* Of the memory check_memory knows what is right. */
static const struct child_limits limits = { .cpu_seconds = 600, .wall_seconds = 600, .memory = 0 };

struct encrypted {
  const struct device *device;
  const struct crypt_type *type;
  const char *key, *name, *message;
  bool read_only;
};

/* The last error that the library tells is the reason. */
static void
keep_message (int level, const char *message, void *data)
{
  struct encrypted *encrypted = data;

  if (level == CRYPT_LOG_ERROR)
    encrypted->message = strdup (message);
}

/* Keys of LUKS2 may want a gigabyte: without it the kernel would end this process. */
static int
check_memory (struct crypt_device *crypt, const struct encrypted *encrypted)
{
  const int slots = crypt_keyslot_max (crypt_get_type (crypt));
  struct crypt_pbkdf_type derivation;

  for (int slot = 0; slot < slots; ++slot)
    if (crypt_keyslot_get_pbkdf (crypt, slot, &derivation) == 0
        && derivation.max_memory_kb > available_memory () / 1024)
      return reply_error_text (ENOMEM,
                               "%s: its key slot %d needs %" PRIu32 " MiB of memory: give the "
                               "appliance more with set_memsize",
                               encrypted->device->name, slot, derivation.max_memory_kb / 1024);
  return 0;
}

static int
reply_crypt_error (int result, const struct encrypted *encrypted, const char *what)
{
  if (result == -EPERM)
    return reply_error_text (EPERM, "%s: the key does not open it", encrypted->device->name);
  return encrypted->message == NULL
           ? reply_device_error (-result, encrypted->device->kernel, "%s", what)
           : reply_device_error_text (-result, encrypted->device->kernel, "%s: %.*s", what,
                                      (int) strcspn (encrypted->message, "\n"), encrypted->message);
}

static int
open_encrypted (FILE *out, void *data)
{
  struct encrypted *encrypted = data;
  struct crypt_device *crypt;
  const uint32_t flags = encrypted->read_only ? CRYPT_ACTIVATE_READONLY : 0;

  (void) out;
  crypt_set_log_callback (NULL, keep_message, encrypted);
  crypt_metadata_locking (NULL, 0); /* nobody else is here */
  int r = crypt_init (&crypt, encrypted->device->kernel);
  if (r == 0)
    r = crypt_load (crypt, encrypted->type->name, NULL);
  if (r != 0)
    return reply_crypt_error (r, encrypted, "cannot be read as an encrypted device");
  if (check_memory (crypt, encrypted) == -1)
    return -1;
  r = crypt_activate_by_passphrase (crypt, encrypted->name, CRYPT_ANY_SLOT, encrypted->key,
                                    strlen (encrypted->key), flags);
  return r >= 0 ? 0 : reply_crypt_error (r, encrypted, "cannot be opened");
}

/* WORK in a child; block devices came or went then. */
static int
change_devices (child_work work, struct encrypted *encrypted)
{
  CLEANUP_FREE char *nothing = NULL;
  size_t size;

  if (run_in_child_limited (work, encrypted, &limits, &nothing, &size) == -1)
    return -1;
  storage_changed ();
  return 0;
}

static const struct crypt_type *
find_type (const struct device *device, const char *option)
{
  CLEANUP_DEVICE_PROBE struct device_probe probe = { 0 };

  if (option == NULL && probe_device (device->kernel, &probe) == -1)
    return NULL;
  for (const struct crypt_type *type = crypt_types; type->option != NULL; ++type)
    if (option != NULL ? strcasecmp (option, type->option) == 0
                       : type->signature != NULL && strcmp (probe.type, type->signature) == 0)
      return type;
  if (option != NULL)
    reply_error_text (EINVAL, "crypttype %s: it can be luks, luks1, luks2, bitlk or fvault2",
                      option);
  else
    reply_error_text (EINVAL, "%s: not encrypted in a way that can be recognised", device->name);
  return NULL;
}

/* "control" is the device mapper's own. */
static int
check_name (const char *name)
{
  CLEANUP_FREE char *path = NULL;

  if (name[0] == '\0' || name[0] == '.' || strchr (name, '/') != NULL
      || strcmp (name, "control") == 0)
    return reply_error_text (EINVAL, "\"%s\": this cannot be the name of an opened device", name);
  if (asprintf (&path, MAPPED "%s", name) == -1)
    return reply_error (errno, "%s", name);
  return access (path, F_OK) == -1 ? 0 : reply_error_text (EEXIST, "%s: exists already", path);
}

int
do_cryptsetup_open (const struct device *device, const char *key, const char *mapname,
                    const struct cryptsetup_open_options *options)
{
  struct encrypted encrypted = {
    .device = device, .key = key, .name = mapname, .read_only = options->readonly
  };

  if (check_name (mapname) == -1)
    return -1;
  if (options->cipher != NULL)
    return reply_error_text (ENOTSUP, "cipher: what is opened here has its cipher in its header");
  encrypted.type = find_type (device, options->crypttype);
  return encrypted.type != NULL ? change_devices (open_encrypted, &encrypted) : -1;
}

static int
close_encrypted (FILE *out, void *data)
{
  struct encrypted *encrypted = data;
  struct crypt_device *crypt;

  (void) out;
  crypt_set_log_callback (NULL, keep_message, encrypted);
  int r = crypt_init_by_name (&crypt, encrypted->name);
  if (r == 0)
    r = crypt_deactivate (crypt, encrypted->name);
  return r == 0 ? 0 : reply_crypt_error (r, encrypted, "cannot be closed");
}

/* The UUID tells who made it. */
int
do_cryptsetup_close (const struct device *device)
{
  CLEANUP_FREE char *uuid = mapped_device_attribute (device->kernel, "uuid");
  CLEANUP_FREE char *name = mapped_device_attribute (device->kernel, "name");
  struct encrypted encrypted = { .device = device, .name = name };

  if (uuid == NULL || name == NULL || strncmp (uuid, "CRYPT-", strlen ("CRYPT-")) != 0)
    return reply_error_text (EINVAL, "%s: not a device that cryptsetup_open made", device->name);
  return change_devices (close_encrypted, &encrypted);
}
