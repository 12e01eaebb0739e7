/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads the few headers of a program that matter before it is started. */

#include <config.h>

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cleanup.h"
#include "process/elf-facts.h"

#define MAX_PROGRAM_HEADERS 64
#define MAX_DYNAMIC_SIZE 65536

/* Only names of libraries are looked for, near the start of the table. */
#define MAX_STRINGS (1 << 20)

struct program_file {
  int fd;
  ElfW (Phdr) headers[MAX_PROGRAM_HEADERS];
  size_t nr_headers;
};

static bool
read_at (int fd, void *bytes, size_t size, uint64_t offset)
{
  return offset <= INT64_MAX && pread (fd, bytes, size, (off_t) offset) == (ssize_t) size;
}

static bool
read_headers (struct program_file *file)
{
  ElfW (Ehdr) header;

  if (!read_at (file->fd, &header, sizeof header, 0)
      || memcmp (header.e_ident, ELFMAG, SELFMAG) != 0
      || header.e_ident[EI_CLASS] != (__ELF_NATIVE_CLASS == 64 ? ELFCLASS64 : ELFCLASS32)
      || header.e_phentsize != sizeof (ElfW (Phdr)) || header.e_phnum > MAX_PROGRAM_HEADERS)
    return false;
  file->nr_headers = header.e_phnum;
  return read_at (file->fd, file->headers, file->nr_headers * sizeof (ElfW (Phdr)), header.e_phoff);
}

static const ElfW (Phdr) * find_header (const struct program_file *file, uint32_t type)
{
  for (size_t i = 0; i < file->nr_headers; ++i)
    if (file->headers[i].p_type == type)
      return &file->headers[i];
  return NULL;
}

static void
read_interpreter (const struct program_file *file, struct elf_facts *facts)
{
  const ElfW (Phdr) *header = find_header (file, PT_INTERP);

  if (header == NULL || header->p_filesz >= sizeof facts->interpreter
      || !read_at (file->fd, facts->interpreter, header->p_filesz, header->p_offset))
    facts->interpreter[0] = '\0';
}

/* Where in the file the program's address is. */
static bool
file_offset (const struct program_file *file, ElfW (Addr) address, uint64_t *offset)
{
  for (size_t i = 0; i < file->nr_headers; ++i) {
    const ElfW (Phdr) *header = &file->headers[i];

    if (header->p_type == PT_LOAD && address >= header->p_vaddr
        && address - header->p_vaddr < header->p_filesz) {
      *offset = header->p_offset + (address - header->p_vaddr);
      return true;
    }
  }
  return false;
}

static const ElfW (Dyn) * find_entry (const ElfW (Dyn) * entries, size_t n, ElfW (Sxword) tag)
{
  for (size_t i = 0; i < n && entries[i].d_tag != DT_NULL; ++i)
    if (entries[i].d_tag == tag)
      return &entries[i];
  return NULL;
}

static bool
is_needed (const ElfW (Dyn) * entries, size_t n, const char *strings, size_t size, const char *name)
{
  for (size_t i = 0; i < n && entries[i].d_tag != DT_NULL; ++i)
    if (entries[i].d_tag == DT_NEEDED && entries[i].d_un.d_val < size
        && strncmp (strings + entries[i].d_un.d_val, name, strlen (name)) == 0)
      return true;
  return false;
}

static bool
needs_library (const struct program_file *file, const char *name)
{
  const ElfW (Phdr) *header = find_header (file, PT_DYNAMIC);
  uint64_t offset;

  if (header == NULL || header->p_filesz > MAX_DYNAMIC_SIZE)
    return false;
  CLEANUP_FREE ElfW (Dyn) *entries = malloc (header->p_filesz + 1);
  const size_t n = header->p_filesz / sizeof *entries;
  if (entries == NULL || !read_at (file->fd, entries, header->p_filesz, header->p_offset))
    return false;

  const ElfW (Dyn) *table = find_entry (entries, n, DT_STRTAB);
  const ElfW (Dyn) *length = find_entry (entries, n, DT_STRSZ);
  if (table == NULL || length == NULL || length->d_un.d_val > MAX_STRINGS
      || !file_offset (file, table->d_un.d_ptr, &offset))
    return false;
  const size_t size = length->d_un.d_val;
  CLEANUP_FREE char *strings = malloc (size + 1);
  if (strings == NULL || !read_at (file->fd, strings, size, offset))
    return false;
  strings[size] = '\0';
  return is_needed (entries, n, strings, size, name);
}

void
elf_facts_read (const char *path, struct elf_facts *facts)
{
  struct program_file file = { .fd = open (path, O_RDONLY | O_CLOEXEC) };

  *facts = (struct elf_facts) { .is_program = false };
  if (file.fd == -1)
    return;
  if (read_headers (&file)) {
    facts->is_program = true;
    read_interpreter (&file, facts);
    facts->needs_seccomp = needs_library (&file, "libseccomp.so");
  }
  close (file.fd);
}
