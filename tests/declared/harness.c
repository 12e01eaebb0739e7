/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values, host files and expectations of declared tests. */

#include <config.h>

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "harness.h"

struct text
bytes_text (const char *bytes, size_t size)
{
  return (struct text) { bytes, size };
}

struct text
string_text (const char *string)
{
  return string ? bytes_text (string, strlen (string)) : bytes_text ("(NULL)", 6);
}

struct text
number_text (struct test_run *t, int64_t number)
{
  snprintf (t->scratch, sizeof t->scratch, "%" PRIi64, number);
  return string_text (t->scratch);
}

struct text
percent_text (struct test_run *t, float percent)
{
  snprintf (t->scratch, sizeof t->scratch, "%g", (double) percent);
  return string_text (t->scratch);
}

struct text
bool_text (int value)
{
  return string_text (value ? "true" : "false");
}

const char *
input_file (struct test_run *t, const char *content, size_t size)
{
  snprintf (t->path, sizeof t->path, "%s/input%u", t->directory, t->inputs++);

  CLEANUP_FCLOSE FILE *file = fopen (t->path, "w");
  if (file == NULL || fwrite (content, 1, size, file) != size) {
    perror (t->path);
    exit (EXIT_FAILURE);
  }
  return t->path;
}

const char *
output_file (struct test_run *t, const char *name)
{
  snprintf (t->path, sizeof t->path, "%s/%s", t->directory, name);
  return t->path;
}

static int
remove_entry (const char *path, const struct stat *stat, int type, struct FTW *ftw)
{
  (void) stat;
  (void) type;
  (void) ftw;
  return remove (path);
}

void
remove_tree (const char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

bool
same_text (struct text actual, const char *expected, size_t expected_size)
{
  return actual.size == expected_size && memcmp (actual.bytes, expected, expected_size) == 0;
}

size_t
list_length (char *const *list)
{
  size_t length = 0;

  while (list[length] != NULL)
    length++;
  return length;
}

bool
has_part (const char *bytes, size_t size, const char *part, size_t part_size)
{
  return memmem (bytes, size, part, part_size) != NULL;
}

bool
has_element (char *const *list, size_t step, const char *element)
{
  for (size_t i = 0; list[i] != NULL; i += step)
    if (strcmp (list[i], element) == 0)
      return true;
  return false;
}

bool
has_struct (const void *structs, size_t count, size_t struct_size, size_t offset, const char *value)
{
  for (size_t i = 0; i < count; ++i) {
    char *const *member = (void *) ((const char *) structs + i * struct_size + offset);
    if (strcmp (*member, value) == 0)
      return true;
  }
  return false;
}

/* ---- expectations ---- */

static void
print_bytes (const char *label, const char *bytes, size_t size)
{
  printf ("#   %s \"", label);
  for (size_t i = 0; i < size && i < 2000; ++i) {
    unsigned char c = bytes[i];
    if (c >= ' ' && c <= '~')
      putchar (c);
    else
      printf ("\\x%02x", c);
  }
  printf ("\" (%zu bytes)\n", size);
}

static void
print_list (const char *label, char *const *list)
{
  printf ("#   %s [", label);
  for (size_t i = 0; list[i] != NULL; ++i)
    printf ("%s\"%s\"", i > 0 ? ", " : "", list[i]);
  printf ("]\n");
}

int
call_failed (struct test_run *t, const char *command)
{
  const char *error = guestfs_last_error (t->g);

  printf ("# %s: the call failed\n", command);
  print_bytes ("error:", error ? error : "(none)", error ? strlen (error) : 6);
  return -1;
}

int
missing_element (struct test_run *t, const char *command, size_t index, size_t count)
{
  (void) t;
  printf ("# %s: there is no element %zu, only %zu elements\n", command, index, count);
  return -1;
}

int
expect_text (struct test_run *t, const char *command, struct text actual, const char *expected,
             size_t expected_size)
{
  (void) t;
  if (same_text (actual, expected, expected_size))
    return 0;
  printf ("# %s\n", command);
  print_bytes ("expected:", expected, expected_size);
  print_bytes ("got:     ", actual.bytes, actual.size);
  return -1;
}

int
expect_other (struct test_run *t, const char *command, struct text actual, const char *unwanted,
              size_t unwanted_size)
{
  (void) t;
  if (!same_text (actual, unwanted, unwanted_size))
    return 0;
  printf ("# %s\n", command);
  print_bytes ("should be another than:", unwanted, unwanted_size);
  return -1;
}

int
expect_match (struct test_run *t, const char *command, char *const *texts, const char *pattern)
{
  (void) t;
  regex_t regex;
  bool found = false;

  if (regcomp (&regex, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) != 0) {
    printf ("# %s: \"%s\" is not a regular expression\n", command, pattern);
    return -1;
  }
  for (size_t i = 0; texts[i] != NULL && !found; ++i)
    found = regexec (&regex, texts[i], 0, NULL, 0) == 0;
  regfree (&regex);
  if (found)
    return 0;
  printf ("# %s: nothing matches \"%s\"\n", command, pattern);
  print_list ("got:     ", texts);
  return -1;
}

int
expect_at_least (struct test_run *t, const char *command, int64_t actual, int64_t least)
{
  (void) t;
  if (actual >= least)
    return 0;
  printf ("# %s: expected at least %" PRIi64 ", got %" PRIi64 "\n", command, least, actual);
  return -1;
}

int
expect_length (struct test_run *t, const char *command, size_t actual, size_t expected)
{
  (void) t;
  if (actual == expected)
    return 0;
  printf ("# %s: expected a length of %zu, got %zu\n", command, expected, actual);
  return -1;
}

int
no_such_key (struct test_run *t, const char *command, const char *key, const char *value)
{
  (void) t;
  printf ("# %s: in no struct is %s \"%s\"\n", command, key, value);
  return -1;
}

int
expect_list (struct test_run *t, const char *command, char *const *actual, char *const *expected)
{
  (void) t;
  size_t i = 0;

  while (actual[i] != NULL && expected[i] != NULL && strcmp (actual[i], expected[i]) == 0)
    i++;
  if (actual[i] == NULL && expected[i] == NULL)
    return 0;
  printf ("# %s: element %zu differs\n", command, i);
  print_list ("expected:", expected);
  print_list ("got:     ", actual);
  return -1;
}

int
expect_entry (struct test_run *t, const char *command, char *const *table, const char *key,
              const char *value)
{
  for (size_t i = 0; table[i] != NULL; i += 2)
    if (strcmp (table[i], key) == 0)
      return expect_text (t, command, string_text (table[i + 1]), value, strlen (value));
  printf ("# %s: no key \"%s\"\n", command, key);
  print_list ("got:     ", table);
  return -1;
}

int
expect_found (struct test_run *t, const char *command, const char *part, bool found, bool wanted)
{
  (void) t;
  if (found == wanted)
    return 0;
  printf ("# %s: \"%s\" should %sbe in the result\n", command, part, wanted ? "" : "not ");
  return -1;
}

int
expect_error (struct test_run *t, const char *command, bool failed, int err, const char *part)
{
  if (!failed) {
    printf ("# %s: should have failed with \"%s\"\n", command, part);
    return -1;
  }

  const char *message = guestfs_last_error (t->g);
  if (message == NULL || strstr (message, part) == NULL) {
    printf ("# %s: failed, but with another message\n", command);
    print_bytes ("expected part:", part, strlen (part));
    print_bytes ("got:          ", message ? message : "(none)", message ? strlen (message) : 6);
    return -1;
  }
  int got = guestfs_last_errno (t->g);
  if (err != 0 && got != err) {
    printf ("# %s: failed with errno %d (%s), expected %d (%s)\n", command, got, strerror (got),
            err, strerror (err));
    print_bytes ("message:", message, strlen (message));
    return -1;
  }
  return 0;
}

int
expect_host_file (struct test_run *t, const char *name, const char *content, size_t size)
{
  CLEANUP_FCLOSE FILE *file = fopen (output_file (t, name), "r");
  CLEANUP_FREE char *bytes = malloc (size + 1);

  if (file == NULL || bytes == NULL) {
    printf ("# host file %s: %s\n", name, strerror (errno));
    return -1;
  }
  /* One byte more than expected shows a file that is too long. */
  size_t got = fread (bytes, 1, size + 1, file);
  return expect_text (t, name, bytes_text (bytes, got), content, size);
}
