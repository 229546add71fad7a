#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdint.h>
#include <sys/types.h>

/// A program, and with how much it has to get by.
struct csandbox_request {
  /// Absolute; no shell reads it.
  const char *program;
  /// The first is the program's own name; NULL after the last.
  char *const *arguments;
  /// NAME=VALUE; NULL after the last.
  char *const *environment;
  /// Absolute, and empty: where the program starts, and all that it can write to.
  const char *directory;
  /// Bytes of address space of each process.
  uint64_t memory;
  /// Bytes of a file, and of the whole directory where it is isolated.
  uint64_t storage;
  /// Of CPU time, of each process.
  uint64_t seconds;
  /// At a time, threads among them.
  uint64_t processes;
  /// Whom the program runs as; only root may name another than itself.
  uid_t user;
  gid_t group;
  /// Whether it gets namespaces of its own: users, processes, network, mounts.
  int is_isolated;
  /// Whether all is made ready, and the program then only looked at.
  int only_tries;
};

/// How far it came.
enum csandbox_stage {
  /// The value is an errno, in all but the last.
  CSANDBOX_PIPES = 1,
  CSANDBOX_NAMESPACES,
  CSANDBOX_MOUNTS,
  CSANDBOX_LIMITS,
  CSANDBOX_PROGRAM,
  /// The value is what waitpid says.
  CSANDBOX_ENDED,
};

struct csandbox_report {
  int32_t stage;
  int32_t value;
};

/// A program that runs, and who watches it.
struct csandbox_child {
  /// Of the watcher, to be waited for.
  pid_t id;
  int input, output, errors;
  /// Gives one report.
  int report;
  /// Closed, it ends the program and all that the program started, and then the watcher.
  int lifeline;
};

/// Starts a program; gives a stage of 0 where that went well so far, and all else is in the report of the child.
struct csandbox_report csandbox_start(const struct csandbox_request *request, struct csandbox_child *child);

#endif
