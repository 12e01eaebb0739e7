/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the library's results to Perl's values.  Text is bytes, as everything
 * that Perl reads from outside; who wants characters decodes it. */

#include "module.h"

#include <stdlib.h>
#include <string.h>

enum { UUID_SIZE = 32 }; /* char F[32] in guestfs.h, not terminated */

/* ---- the stack ---- */

/* Makes room for COUNT results in place of the arguments. */
static SV **
begin_results (pTHX_ const struct call *call, SSize_t count)
{
  /* Callbacks may have moved the stack. */
  SV **sp = PL_stack_base + call->ax - 1;

  EXTEND (sp, count);
  return sp;
}

static void
end_results (pTHX_ SV **sp)
{
  PUTBACK;
}

void
return_value (pTHX_ const struct call *call, SV *value)
{
  SV **sp = begin_results (aTHX_ call, 1);

  mPUSHs (value);
  end_results (aTHX_ sp);
}

void
return_nothing (pTHX_ const struct call *call)
{
  end_results (aTHX_ begin_results (aTHX_ call, 0));
}

/* ---- single values ---- */

/* A Perl of 32 bits has no such integers; a string of digits is exact. */
SV *
int64_value (pTHX_ int64_t number)
{
#if IVSIZE >= 8
  return newSViv (number);
#else
  return newSVpvf ("%lld", (long long) number);
#endif
}

SV *
uint64_value (pTHX_ uint64_t number)
{
#if UVSIZE >= 8
  return newSVuv (number);
#else
  return newSVpvf ("%llu", (unsigned long long) number);
#endif
}

void
return_const_text (pTHX_ const struct call *call, const char *text)
{
  return_value (aTHX_ call, text ? newSVpv (text, 0) : newSV (0));
}

void
return_text (pTHX_ const struct call *call, char *text)
{
  return_const_text (aTHX_ call, text);
  free (text);
}

void
return_buffer (pTHX_ const struct call *call, char *bytes, size_t size)
{
  return_value (aTHX_ call, newSVpvn (bytes, size));
  free (bytes);
}

/* ---- lists, and tables as lists of keys and values ---- */

void
return_text_list (pTHX_ const struct call *call, char **list)
{
  SSize_t count = 0;

  while (list[count] != NULL)
    count++;
  SV **sp = begin_results (aTHX_ call, count);
  for (SSize_t i = 0; i < count; ++i) {
    mPUSHp (list[i], strlen (list[i]));
    free (list[i]);
  }
  free (list);
  end_results (aTHX_ sp);
}

/* ---- structs ---- */

static SV *
buffer_field (pTHX_ const struct field *field, const char *value)
{
  const char *bytes = *(char *const *) (const void *) (value + field->offset);
  uint32_t size = *(const uint32_t *) (const void *) (value + field->length_offset);

  return newSVpvn (bytes, size);
}

static SV *
field_value (pTHX_ const struct field *field, const char *value)
{
  const void *p = value + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    return newSVpv (*(char *const *) p, 0);
  case FIELD_BUFFER:
    return buffer_field (aTHX_ field, value);
  case FIELD_UUID:
    return newSVpvn (p, UUID_SIZE);
  case FIELD_UINT64:
    return uint64_value (aTHX_ * (const uint64_t *) p);
  case FIELD_INT64:
    return int64_value (aTHX_ * (const int64_t *) p);
  case FIELD_UINT32:
    return newSVuv (*(const uint32_t *) p);
  case FIELD_INT32:
    return newSViv (*(const int32_t *) p);
  case FIELD_CHAR:
    return newSVpvn (p, 1);
  case FIELD_OPTIONAL_PERCENT:
    return newSVnv (*(const float *) p);
  }
  croak ("struct field %s: unknown kind %d", field->name, (int) field->kind);
}

static SSize_t
count_fields (const struct field *fields)
{
  SSize_t count = 0;

  while (fields[count].name != NULL)
    count++;
  return count;
}

void
return_struct (pTHX_ const struct call *call, const struct field *fields, const void *value)
{
  SV **sp = begin_results (aTHX_ call, 2 * count_fields (fields));

  for (const struct field *field = fields; field->name != NULL; ++field) {
    mPUSHp (field->name, strlen (field->name));
    mPUSHs (field_value (aTHX_ field, value));
  }
  end_results (aTHX_ sp);
}

static SV *
hash_of_struct (pTHX_ const struct field *fields, const void *value)
{
  HV *hash = newHV ();

  for (const struct field *field = fields; field->name != NULL; ++field)
    (void) hv_store (hash, field->name, (I32) strlen (field->name),
                     field_value (aTHX_ field, value), 0);
  return newRV_noinc ((SV *) hash);
}

void
return_struct_list (pTHX_ const struct call *call, const struct field *fields, const void *values,
                    size_t size, size_t count)
{
  SV **sp = begin_results (aTHX_ call, (SSize_t) count);

  for (size_t i = 0; i < count; ++i)
    mPUSHs (hash_of_struct (aTHX_ fields, (const char *) values + i * size));
  end_results (aTHX_ sp);
}
