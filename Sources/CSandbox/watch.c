#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void report(int stage, int value) {
  struct csandbox_report report = {stage, value};
  while (write(REPORT, &report, sizeof report) < 0 && errno == EINTR) {}
}

_Noreturn void csandbox_fail(int stage, int error) {
  report(stage, error);
  _exit(1);
}

/// The usual signals, whatever the process that this is a copy of had made of them.
static void reset_signals(void) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  for (int number = 1; number < 32; number++) sigaction(number, &usual, NULL);
}

/// The program, from its first step on.
_Noreturn static void become_program(const struct plan *plan) {
  const struct csandbox_request *request = plan->request;
  setsid();
  // What root has beyond its name; another user has none of it to drop.
  for (unsigned long right = 0; right < 64; right++) prctl(PR_CAPBSET_DROP, right, 0, 0, 0);
  int error = csandbox_limit(request);
  if (!error && chdir(request->directory) != 0) error = errno;
  if (!error && !request->is_isolated) error = csandbox_become(plan);
  if (!error && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) error = errno;
  if (!error) error = csandbox_forbid_sockets();
  if (error) csandbox_fail(CSANDBOX_LIMITS, error);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (request->only_tries) {
    error = access(request->program, X_OK) != 0 ? errno : 0;
    report(error ? CSANDBOX_PROGRAM : CSANDBOX_ENDED, error);
    _exit(0);
  }
  execve(request->program, request->arguments, request->environment);
  csandbox_fail(CSANDBOX_PROGRAM, errno);
}

/// Sends SIGKILL to each child of this process; false where the system does not list them.
static int kill_children(void) {
  char text[4096];
  int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (list < 0) return 0;
  ssize_t count = read(list, text, sizeof text);
  close(list);
  pid_t id = 0;
  for (ssize_t i = 0; i < count; i++) {
    if (text[i] >= '0' && text[i] <= '9') {
      id = id * 10 + (text[i] - '0');
    } else if (id > 0) {
      kill(id, SIGKILL);
      id = 0;
    }
  }
  return 1;
}

/// Of the program and all that it started: without a namespace orphans come here, until there are none.
static void end_all(const struct csandbox_request *request, pid_t program) {
  // The kernel ends whoever is left in a namespace whose first process ends.
  if (request->is_isolated) return;
  kill(-program, SIGKILL);
  while (kill_children() && (waitpid(-1, NULL, 0) > 0 || errno == EINTR)) {}
}

static void be_woken(int signal) { (void)signal; }

/// Waits for the program to end, or for the lifeline to be cut.
_Noreturn static void watch(const struct csandbox_request *request, pid_t program) {
  struct sigaction wake = {.sa_handler = be_woken};
  sigaction(SIGCHLD, &wake, NULL);
  sigset_t none;
  sigemptyset(&none);
  while (1) {
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
      if (ended != program) continue;
      end_all(request, program);
      // A report of the program's start is before this one.
      report(CSANDBOX_ENDED, status);
      _exit(0);
    }
    struct pollfd lifeline = {.fd = LIFELINE};
    if (ppoll(&lifeline, 1, NULL, &none) > 0) {
      end_all(request, program);
      _exit(0);
    }
  }
}

_Noreturn void csandbox_watch(const struct plan *plan) {
  const struct csandbox_request *request = plan->request;
  reset_signals();
  int error = 0;
  if (request->is_isolated) {
    error = csandbox_become(plan);
    if (error) csandbox_fail(CSANDBOX_NAMESPACES, error);
    error = csandbox_enter_mounts(plan);
    if (error) csandbox_fail(CSANDBOX_MOUNTS, error);
  } else {
    setsid();
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) csandbox_fail(CSANDBOX_LIMITS, errno);
  }
  pid_t program = (pid_t)syscall(SYS_clone, (unsigned long)SIGCHLD, 0UL, 0UL, 0UL, 0UL);
  if (program < 0) csandbox_fail(CSANDBOX_LIMITS, errno);
  if (program == 0) become_program(plan);
  for (int i = 0; i < REPORT; i++) close(i);
  watch(request, program);
}
