#ifndef CMANUAL_H
#define CMANUAL_H

#include <stddef.h>

/// A file of the repository as it was when the program was built; UTF-8, without an end mark.
typedef struct {
  /// What users call it; null behind the last file of a list.
  const char *name;
  const unsigned char *bytes;
  size_t count;
} cmanual_file;

/// The pages of the manual, in its order.
const cmanual_file *cmanual_pages(void);

/// The published schemas.
const cmanual_file *cmanual_schemas(void);

#endif
