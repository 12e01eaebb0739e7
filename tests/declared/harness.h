/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the generated tests (api-tests-TOPIC.c) are written with. */

#ifndef HARNESS_H
#define HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <guestfs.h>

/* One test while it runs. */
struct test_run {
  guestfs_h *g;
  const char *directory; /* for its host files; removed afterwards */
  unsigned inputs;       /* input files made so far */
  char scratch[64];      /* text of a number */
  char path[4096];       /* name of an input or output file */
  const char *lacks;     /* why the test is not possible, or NULL */
};

struct declared_test {
  const char *name;
  const struct fixture *fixture;
  const char *needs;               /* optional feature, or NULL */
  int (*run) (struct test_run *t); /* 0, or -1 after having printed why */
};

/* Generated, for each topic a table whose last entry has no name; NULL ends the
 * list. */
extern const struct declared_test *const declared_tests[];

/* A value as text: bytes that may contain NUL. */
struct text {
  const char *bytes;
  size_t size;
};

extern struct text number_text (struct test_run *t, int64_t number);
extern struct text percent_text (struct test_run *t, float percent);
extern struct text bool_text (int value);
extern struct text string_text (const char *string);
extern struct text bytes_text (const char *bytes, size_t size);

/* Path of a new host file with this content; of a host file to be written.
 * Both live until the test ends. */
extern const char *input_file (struct test_run *t, const char *content, size_t size);
extern const char *output_file (struct test_run *t, const char *name);

extern void remove_tree (const char *path);

extern bool same_text (struct text actual, const char *expected, size_t expected_size);
extern size_t list_length (char *const *list);
extern bool has_part (const char *bytes, size_t size, const char *part, size_t part_size);
/* STEP is 1 for a list, 2 for the keys of a table. */
extern bool has_element (char *const *list, size_t step, const char *element);
/* Whether the string at OFFSET of one of COUNT structs is VALUE. */
extern bool has_struct (const void *structs, size_t count, size_t struct_size, size_t offset,
                        const char *value);

/* A comparison that was not made, as no struct has the key. */
enum { missing_key = 1 };
extern int no_such_key (struct test_run *t, const char *command, const char *key,
                        const char *value);

/* These print what was expected and what came, and return -1. */
extern int call_failed (struct test_run *t, const char *command);
extern int missing_element (struct test_run *t, const char *command, size_t index, size_t count);
extern int expect_text (struct test_run *t, const char *command, struct text actual,
                        const char *expected, size_t expected_size);
extern int expect_other (struct test_run *t, const char *command, struct text actual,
                         const char *unwanted, size_t unwanted_size);
/* One of TEXTS matches. */
extern int expect_match (struct test_run *t, const char *command, char *const *texts,
                         const char *pattern);
extern int expect_at_least (struct test_run *t, const char *command, int64_t actual, int64_t least);
extern int expect_length (struct test_run *t, const char *command, size_t actual, size_t expected);
extern int expect_list (struct test_run *t, const char *command, char *const *actual,
                        char *const *expected);
extern int expect_entry (struct test_run *t, const char *command, char *const *table,
                         const char *key, const char *value);
extern int expect_found (struct test_run *t, const char *command, const char *part, bool found,
                         bool wanted);
/* ERR is 0 if any errno will do. */
extern int expect_error (struct test_run *t, const char *command, bool failed, int err,
                         const char *part);
extern int expect_host_file (struct test_run *t, const char *name, const char *content,
                             size_t size);

#endif /* HARNESS_H */
