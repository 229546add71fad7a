#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INPUT, OUTPUT, ERRORS, REPORTS, LIFE, START, PIPES };

static void close_all(int pipes[PIPES][2]) {
  for (int i = 0; i < PIPES; i++)
    for (int end = 0; end < 2; end++)
      if (pipes[i][end] >= 0) close(pipes[i][end]);
}

static int open_all(int pipes[PIPES][2]) {
  memset(pipes, -1, sizeof(int[PIPES][2]));
  for (int i = 0; i < PIPES; i++)
    if (pipe2(pipes[i], O_CLOEXEC) != 0) return errno;
  return 0;
}

/// In the child: the ends that it keeps go to their places, and all else that this process had open is closed.
static int take_places(int pipes[PIPES][2]) {
  int kept[] = {pipes[INPUT][0], pipes[OUTPUT][1], pipes[ERRORS][1], pipes[REPORTS][1], pipes[LIFE][0]};
  for (int i = 0; i < FIRST_FREE; i++)
    if ((kept[i] = fcntl(kept[i], F_DUPFD, 16)) < 0) return errno;
  for (int i = 0; i < FIRST_FREE; i++)
    if (dup2(kept[i], i) < 0) return errno;
  fcntl(REPORT, F_SETFD, FD_CLOEXEC);
  fcntl(LIFELINE, F_SETFD, FD_CLOEXEC);
  if (syscall(SYS_close_range, (unsigned)FIRST_FREE, ~0U, 0) == 0) return 0;
  for (int i = FIRST_FREE; i < 65536; i++) close(i);
  return 0;
}

_Noreturn static void run_child(const struct plan *plan, int pipes[PIPES][2]) {
  char byte;
  close(pipes[START][1]);
  // Nothing comes where who started this has ended meanwhile.
  if (read(pipes[START][0], &byte, 1) != 1) _exit(1);
  if (take_places(pipes) != 0) _exit(1);
  csandbox_watch(plan);
}

static int write_file(pid_t id, const char *name, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)id, name);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  int error = write(file, text, strlen(text)) < 0 ? errno : 0;
  close(file);
  return error;
}

/// Root would have rights over its own namespaces: inside it is called nobody.
static unsigned inside(unsigned id) { return id == 0 ? 65534 : id; }

/// Inside there is one user and one group, by the numbers that they have outside.
static int map_users(pid_t id, const struct csandbox_request *request) {
  char line[64];
  int error = 0;
  // Only who may name other groups may leave the child that right, which it needs to put its groups away.
  if (geteuid() != 0) error = write_file(id, "setgroups", "deny");
  snprintf(line, sizeof line, "%u %u 1\n", inside(request->user), request->user);
  if (!error) error = write_file(id, "uid_map", line);
  snprintf(line, sizeof line, "%u %u 1\n", inside(request->group), request->group);
  if (!error) error = write_file(id, "gid_map", line);
  return error;
}

static pid_t copy_process(int is_isolated) {
  unsigned long flags = SIGCHLD;
  if (is_isolated) flags |= CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS;
  return (pid_t)syscall(SYS_clone, flags, 0UL, 0UL, 0UL, 0UL);
}

struct csandbox_report csandbox_start(const struct csandbox_request *request, struct csandbox_child *child) {
  int pipes[PIPES][2];
  int error = open_all(pipes);
  if (error) {
    close_all(pipes);
    return (struct csandbox_report){CSANDBOX_PIPES, error};
  }
  struct plan plan = {.request = request, .changes_user = request->user != geteuid()};
  snprintf(plan.storage_options, sizeof plan.storage_options, "size=%llu,nr_inodes=4096,mode=0700",
           (unsigned long long)request->storage);
  sigset_t all, before;
  sigfillset(&all);
  // No handler of this process may run in the copy.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t id = copy_process(request->is_isolated);
  if (id == 0) run_child(&plan, pipes);
  error = id < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!error && request->is_isolated) error = map_users(id, request);
  if (!error && write(pipes[START][1], "", 1) != 1) error = errno;
  if (error) {
    if (id > 0) {
      kill(id, SIGKILL);
      waitpid(id, NULL, 0);
    }
    close_all(pipes);
    return (struct csandbox_report){CSANDBOX_NAMESPACES, error};
  }
  *child = (struct csandbox_child){id, pipes[INPUT][1], pipes[OUTPUT][0], pipes[ERRORS][0], pipes[REPORTS][0],
                                   pipes[LIFE][1]};
  int given[] = {pipes[INPUT][0], pipes[OUTPUT][1], pipes[ERRORS][1], pipes[REPORTS][1], pipes[LIFE][0],
                 pipes[START][0], pipes[START][1]};
  for (unsigned i = 0; i < sizeof given / sizeof *given; i++) close(given[i]);
  return (struct csandbox_report){0, 0};
}
