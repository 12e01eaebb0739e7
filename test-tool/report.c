/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the steps of the test, for people or for programs. */

#include <config.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cleanup.h"
#include "report.h"

/* As wide as the widest word, so that texts stand below each other. */
#define WORD_WIDTH 8

static const char *const words[] = { "ok", "warning", "FAILED", "skipped" };
/* In JSON nothing has to catch the eye. */
static const char *const json_words[] = { "ok", "warning", "failed", "skipped" };

static char *
or_die (char *text)
{
  if (text == NULL) {
    perror ("libguestfs-test-tool");
    exit (EXIT_FAILURE);
  }
  return text;
}

char *
format (const char *fmt, ...)
{
  va_list args;
  char *text = NULL;

  va_start (args, fmt);
  const int size = vasprintf (&text, fmt, args);
  va_end (args);
  return or_die (size == -1 ? NULL : text);
}

char *
copy (const char *text)
{
  return or_die (strdup (text));
}

/* ---- for people ---- */

/* Lines after the first are moved to the right. */
static void
print_lines (const char *lines)
{
  for (const char *c = lines; *c != '\0'; ++c) {
    putchar (*c);
    if (*c == '\n')
      printf ("%*s", WORD_WIDTH, "");
  }
  putchar ('\n');
}

static void
print_step (const struct step *step)
{
  printf ("%-*s%s: ", WORD_WIDTH, words[step->result], step->name);
  print_lines (step->text);
  if (step->advice != NULL) {
    printf ("%*s-> ", WORD_WIDTH, "");
    print_lines (step->advice);
  }
  fflush (stdout);
}

/* ---- JSON (RFC 8259) ---- */

/* The length of the UTF-8 sequence (RFC 3629, section 4) that BYTES begin
 * with; 0 if they begin with none. */
static size_t
sequence_length (const unsigned char *bytes)
{
  static const struct {
    unsigned char first_low, first_high, second_low, second_high;
    size_t length;
  } forms[] = { { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
                { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 },
                { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
                { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 } };

  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; ++i) {
    size_t length = 2;

    if (bytes[0] < forms[i].first_low || bytes[0] > forms[i].first_high
        || bytes[1] < forms[i].second_low || bytes[1] > forms[i].second_high)
      continue;
    while (length < forms[i].length && (bytes[length] & 0xc0) == 0x80)
      ++length;
    return length == forms[i].length ? length : 0;
  }
  return 0;
}

/* File names need not be UTF-8; what is not becomes U+FFFD. */
static void
print_json_text (const char *text)
{
  const unsigned char *c = (const unsigned char *) text;

  putchar ('"');
  while (*c != '\0')
    if (*c == '"' || *c == '\\')
      printf ("\\%c", *c++);
    else if (*c < ' ')
      printf ("\\u%04x", *c++);
    else if (*c < 0x80)
      putchar (*c++);
    else {
      const size_t length = sequence_length (c);

      if (length == 0)
        fputs ("\\ufffd", stdout);
      else
        fwrite (c, 1, length, stdout);
      c += length > 0 ? length : 1;
    }
  putchar ('"');
}

static void
print_json_step (const struct step *step)
{
  printf ("    { \"name\": ");
  print_json_text (step->name);
  printf (", \"result\": \"%s\", \"text\": ", json_words[step->result]);
  print_json_text (step->text);
  printf (", \"advice\": ");
  if (step->advice != NULL)
    print_json_text (step->advice);
  else
    printf ("null");
  printf (", \"milliseconds\": ");
  if (step->milliseconds != NOT_TIMED)
    printf ("%" PRId64, step->milliseconds);
  else
    printf ("null");
  printf (" }");
}

static void
print_json (const struct report *report, const char *version, bool works)
{
  printf ("{\n  \"version\": ");
  print_json_text (version);
  printf (",\n  \"works\": %s,\n  \"steps\": [\n", works ? "true" : "false");
  for (size_t i = 0; i < report->count; ++i) {
    print_json_step (&report->steps[i]);
    puts (i + 1 < report->count ? "," : "");
  }
  puts ("  ]\n}");
}

/* ---- steps ---- */

void
report_step (struct report *report, const char *name, enum result result, int64_t milliseconds,
             char *text, char *advice)
{
  if (report->count == MAX_STEPS)
    abort ();
  struct step *step = &report->steps[report->count++];

  *step = (struct step) {
    .name = name, .result = result, .text = text, .advice = advice, .milliseconds = milliseconds
  };
  /* To a person what was left out says nothing that the failure did not. */
  if (!report->json && result != RESULT_SKIPPED)
    print_step (step);
}

/* The name of the step says that already. */
#define LAUNCH_FAILED "guestfs_launch failed: "

static const char *
without_prefix (const char *error)
{
  const size_t length = strlen (LAUNCH_FAILED);

  return strncmp (error, LAUNCH_FAILED, length) == 0 ? error + length : error;
}

/* Whether LINE of an error of the library says what to do. */
static bool
is_advice (const char *line)
{
  return strncmp (line, "Install ", 8) == 0 || strncmp (line, "Set ", 4) == 0;
}

void
report_error (struct report *report, const char *name, const char *error)
{
  char *text = copy (error != NULL ? without_prefix (error) : "the library did not say why");
  char *advice = NULL, *last_line = strrchr (text, '\n');

  if (last_line != NULL && is_advice (last_line + 1)) {
    advice = copy (last_line + 1);
    *last_line = '\0';
  }
  report_step (report, name, RESULT_FAILED, NOT_TIMED, text, advice);
}

void
report_skipped (struct report *report, const char *name, const char *reason)
{
  report_step (report, name, RESULT_SKIPPED, NOT_TIMED, copy (reason), NULL);
}

bool
report_finish (const struct report *report, const char *version)
{
  size_t failed = 0;

  for (size_t i = 0; i < report->count; ++i)
    if (report->steps[i].result == RESULT_FAILED)
      ++failed;

  if (report->json)
    print_json (report, version, failed == 0);
  else if (failed == 0)
    /* Scripts look for these words. */
    puts ("===== TEST FINISHED OK =====");
  else
    puts ("===== TEST FAILED =====");
  return failed == 0;
}

void
report_free (struct report *report)
{
  for (size_t i = 0; i < report->count; ++i) {
    free (report->steps[i].text);
    free (report->steps[i].advice);
  }
  report->count = 0;
}
