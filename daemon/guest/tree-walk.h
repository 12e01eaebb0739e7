/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Visiting everything below a directory.  No symbolic link is followed, and
 * depth and number of files may be anything: a hostile image can have trees
 * that are deeper than descriptors and stack allow. */

#ifndef TREE_WALK_H
#define TREE_WALK_H

struct tree_entry {
  int directory;      /* descriptor of the directory that has the entry */
  const char *name;   /* in that directory */
  const char *path;   /* from the start of the walk: "a/b" */
  unsigned char type; /* DT_REG …, as in readdir(3), never DT_UNKNOWN */
};

/* What is in the directory is of no interest. */
#define TREE_SKIP 1

struct tree_visitor {
  /* Each entry, a directory before its content, which follows at once.  0; TREE_SKIP;
   * -1 with reply_error set ends the walk. */
  int (*visit) (void *data, const struct tree_entry *entry);
  /* A directory after its content; may be NULL. */
  int (*leave) (void *data, const struct tree_entry *entry);
  void *data;
};

/* Visits what is below DIRECTORY.  WHAT is its path, for errors.  -1 with
 * reply_error set. */
extern int walk_tree (int directory, const char *what, const struct tree_visitor *visitor);

/* The same for the directory PATH of the guest. */
extern int walk_below (const char *path, const struct tree_visitor *visitor);

/* Removes the file or the whole directory NAME of PARENT.  WHAT is its path,
 * for errors.  -1 with reply_error set. */
extern int remove_tree (int parent, const char *name, const char *what);

#endif /* TREE_WALK_H */
