/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From Perl's values to the library's arguments.
 *
 * Every value is copied to a mortal: that is cheap, as Perl shares the bytes
 * of long strings, and a callback may change the original during the call. */

#include "module.h"

#include <limits.h>
#include <math.h>
#include <string.h>

SV *
argument (pTHX_ const struct call *call, I32 index)
{
  return PL_stack_base[call->ax + index];
}

static SV *
copy_of_argument (pTHX_ const struct call *call, I32 index)
{
  return sv_mortalcopy (argument (aTHX_ call, index));
}

/* A reference as text would be something like HASH(0x55d0c8); objects that
 * overload the conversion are fine. */
static void
refuse_reference (pTHX_ const struct call *call, const char *name, const char *wanted, SV *value)
{
  if (SvROK (value) && !SvAMAGIC (value))
    croak ("%s: argument %s: expected %s, not a reference to %s", call->signature->name, name,
           wanted, sv_reftype (SvRV (value), 1));
}

/* The bytes of VALUE, which must be a mortal.  Characters are encoded as
 * UTF-8 if Perl keeps them so: what open() does with the name of a file. */
static const char *
bytes_of (pTHX_ const struct call *call, SV *value, const char *name, STRLEN *size_r)
{
  refuse_reference (aTHX_ call, name, "text", value);
  return SvPV (value, *size_r);
}

static const char *
text_of (pTHX_ const struct call *call, SV *value, const char *name)
{
  STRLEN size;
  const char *text = bytes_of (aTHX_ call, value, name, &size);

  if (strlen (text) != size)
    croak ("%s: argument %s: embedded null character", call->signature->name, name);
  return text;
}

const char *
text_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  return text_of (aTHX_ call, copy_of_argument (aTHX_ call, index), name);
}

const char *
optional_text_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  SV *value = copy_of_argument (aTHX_ call, index);

  return SvOK (value) ? text_of (aTHX_ call, value, name) : NULL;
}

const char *
buffer_argument (pTHX_ const struct call *call, I32 index, const char *name, size_t *size_r)
{
  STRLEN size;
  const char *bytes = bytes_of (aTHX_ call, copy_of_argument (aTHX_ call, index), name, &size);

  *size_r = size;
  return bytes;
}

/* ---- lists ---- */

/* NULL unless it is a reference to an array, or an object that overloads
 * that. */
static AV *
array_of (pTHX_ SV *value)
{
  SvGETMAGIC (value);
  if (SvROK (value) && SvAMAGIC (value))
    value = amagic_deref_call (value, to_av_amg);
  return SvROK (value) && SvTYPE (SvRV (value)) == SVt_PVAV ? (AV *) SvRV (value) : NULL;
}

static char *const *
texts_of (pTHX_ const struct call *call, AV *array, const char *name)
{
  /* An element's conversion may change the array. */
  sv_2mortal (SvREFCNT_inc ((SV *) array));
  SSize_t count = av_top_index (array) + 1;
  SV *memory = sv_2mortal (newSV ((STRLEN) (count + 1) * sizeof (char *)));
  const char **texts = (const char **) (void *) SvPVX (memory);

  for (SSize_t i = 0; i < count; ++i) {
    SV **element = av_fetch (array, i, 0);
    texts[i] = text_of (aTHX_ call, sv_mortalcopy (element ? *element : &PL_sv_undef), name);
  }
  texts[count] = NULL;
  return (char *const *) (void *) texts;
}

char *const *
text_list_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  AV *array = array_of (aTHX_ copy_of_argument (aTHX_ call, index));

  if (array == NULL)
    croak ("array reference expected");
  return texts_of (aTHX_ call, array, name);
}

/* ---- numbers ---- */

static void
refuse_range (pTHX_ const struct call *call, const char *name, SV *value, int bits)
{
  croak ("%s: argument %s: %" SVf " does not fit into %d bits", call->signature->name, name,
         SVfARG (value), bits);
}

/* A fraction is cut off, as Perl's int does it. */
static int64_t
int64_of_float (pTHX_ const struct call *call, SV *value, const char *name)
{
  NV number = SvNV (value);

  /* 2**63 is the first that does not fit; also refuses what is no number. */
  if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0))
    refuse_range (aTHX_ call, name, value, 64);
  return (int64_t) number;
}

static int64_t
int64_of (pTHX_ const struct call *call, SV *value, const char *name)
{
  refuse_reference (aTHX_ call, name, "an integer", value);
  /* False is the number 0 and the text "" at once. */
  if (SvOK (value) && !SvROK (value) && !SvNIOK (value) && !looks_like_number (value))
    croak ("%s: argument %s: expected an integer, not \"%" SVf "\"", call->signature->name, name,
           SVfARG (value));
  /* Sets the flags that are looked at below, and warns about undef. */
  (void) SvIV (value);
  if (!SvIOK (value))
    return SvOK (value) ? int64_of_float (aTHX_ call, value, name) : 0;
  if (SvIsUV (value) && SvUV (value) > (UV) INT64_MAX)
    refuse_range (aTHX_ call, name, value, 64);
  return SvIV (value);
}

int64_t
int64_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  return int64_of (aTHX_ call, copy_of_argument (aTHX_ call, index), name);
}

static int
int_of (pTHX_ const struct call *call, SV *value, const char *name)
{
  int64_t number = int64_of (aTHX_ call, value, name);

  if (number < INT_MIN || number > INT_MAX)
    refuse_range (aTHX_ call, name, value, 32);
  return (int) number;
}

int
int_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  return int_of (aTHX_ call, copy_of_argument (aTHX_ call, index), name);
}

int
bool_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  PERL_UNUSED_ARG (name);
  return SvTRUE (copy_of_argument (aTHX_ call, index));
}

/* An object of an extension that holds the address of something in C, such
 * as Sys::Virt::Domain.  A plain number is refused: a wrong one would crash
 * the program. */
void *
pointer_argument (pTHX_ const struct call *call, I32 index, const char *name)
{
  SV *value = copy_of_argument (aTHX_ call, index);

  if (!sv_isobject (value) || !SvIOK (SvRV (value)) || SvIV (SvRV (value)) == 0)
    croak ("%s: argument %s: expected an object that holds a pointer, such as Sys::Virt::Domain",
           call->signature->name, name);
  return INT2PTR (void *, SvIV (SvRV (value)));
}

/* ---- options ---- */

static const struct option *
find_option (pTHX_ const struct call *call, const char *name)
{
  for (const struct option *option = call->signature->options; option->name != NULL; ++option)
    if (strcmp (option->name, name) == 0)
      return option;
  croak ("unknown optional argument '%s'", name);
}

static char *const *
text_list_option (pTHX_ const struct call *call, const struct option *option, SV *value)
{
  AV *array = array_of (aTHX_ value);

  if (array == NULL)
    croak ("array reference expected for '%s' argument", option->name);
  return texts_of (aTHX_ call, array, option->name);
}

static void
set_option (pTHX_ const struct call *call, const struct option *option, SV *value, void *place)
{
  switch (option->kind) {
  case OPTION_BOOL:
    *(int *) place = SvTRUE (value);
    break;
  case OPTION_INT:
    *(int *) place = int_of (aTHX_ call, value, option->name);
    break;
  case OPTION_INT64:
    *(int64_t *) place = int64_of (aTHX_ call, value, option->name);
    break;
  case OPTION_TEXT:
    *(const char **) place = text_of (aTHX_ call, value, option->name);
    break;
  case OPTION_TEXT_LIST:
    *(char *const **) place = text_list_option (aTHX_ call, option, value);
    break;
  }
}

void
take_options (pTHX_ const struct call *call, void *optargs)
{
  uint64_t *bitmask = optargs;
  uint64_t given = 0;

  for (I32 i = call->signature->arguments; i < call->items; i += 2) {
    const char *name = text_argument (aTHX_ call, i, "name of an option");
    const struct option *option = find_option (aTHX_ call, name);
    SV *value = copy_of_argument (aTHX_ call, i + 1);

    if (given & option->bit)
      croak ("optional argument '%s' given more than once", name);
    given |= option->bit;
    /* undef stands for an option that is not set. */
    if (SvOK (value)) {
      set_option (aTHX_ call, option, value, (char *) optargs + option->offset);
      *bitmask |= option->bit;
    }
  }
}
