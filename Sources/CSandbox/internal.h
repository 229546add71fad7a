#ifndef CSANDBOX_INTERNAL_H
#define CSANDBOX_INTERNAL_H

#include "CSandbox.h"

/// Where a watcher finds what it was given; 0 to 2 are the program's own.
enum { REPORT = 3, LIFELINE = 4, FIRST_FREE = 5 };

/// A request with what has to be known or made before the copy of this process, which can do neither any more.
struct plan {
  const struct csandbox_request *request;
  /// Whether the user has to change; in its own namespace a process cannot tell who it is outside.
  int changes_user;
  char storage_options[96];
};

/// Nothing here may take memory or a lock: it runs in a copy of a process that had other threads.
_Noreturn void csandbox_watch(const struct plan *plan);
_Noreturn void csandbox_fail(int stage, int error);
int csandbox_enter_mounts(const struct plan *plan);
int csandbox_limit(const struct csandbox_request *request);
int csandbox_forbid_sockets(void);
int csandbox_become(const struct plan *plan);

#endif
