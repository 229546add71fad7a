#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/mount.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// <sys/mount.h> and <linux/mount.h> do not go together in older headers.
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
enum { NOSUID = 2, NODEV = 4, RECURSIVE = 16384, PRIVATE = 1 << 18 };

/// Everything can be read as before and nothing written, but for a file system of its own at the directory.
int csandbox_enter_mounts(const struct plan *plan) {
  struct mount_attr only_read = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID};
  if (mount(NULL, "/", NULL, RECURSIVE | PRIVATE, NULL) != 0) return errno;
  if (syscall(SYS_mount_setattr, AT_FDCWD, "/", 0x8000 /* AT_RECURSIVE */, &only_read, sizeof only_read) != 0)
    return errno;
  if (mount("tmpfs", plan->request->directory, "tmpfs", NOSUID | NODEV, plan->storage_options) != 0) return errno;
  // In some containers the system allows no view of the processes; the old one then shows numbers that mean nothing here.
  (void)mount("proc", "/proc", "proc", NOSUID | NODEV, NULL);
  return 0;
}

static int limit(int resource, uint64_t most) {
  struct rlimit found;
  if (getrlimit(resource, &found) != 0) return errno;
  rlim_t value = found.rlim_max < most ? found.rlim_max : most;
  struct rlimit wanted = {value, value};
  return setrlimit(resource, &wanted) != 0 ? errno : 0;
}

int csandbox_limit(const struct csandbox_request *request) {
  struct {
    int resource;
    uint64_t most;
  } limits[] = {
      {RLIMIT_AS, request->memory},      {RLIMIT_FSIZE, request->storage}, {RLIMIT_CPU, request->seconds},
      {RLIMIT_NPROC, request->processes}, {RLIMIT_NOFILE, 256},             {RLIMIT_CORE, 0},
      {RLIMIT_MEMLOCK, 0},               {RLIMIT_MSGQUEUE, 0},
  };
  for (unsigned i = 0; i < sizeof limits / sizeof *limits; i++) {
    int error = limit(limits[i].resource, limits[i].most);
    if (error) return error;
  }
  return 0;
}

/// By the system's own calls: the C library's would tell all threads of the process that this is a copy of, under a lock that
/// one of them may have held.
int csandbox_become(const struct plan *plan) {
  uid_t user = plan->request->user;
  gid_t group = plan->request->group;
  if (!plan->changes_user) return 0;
  if (syscall(SYS_setgroups, 0, NULL) != 0) return errno;
  if (syscall(SYS_setresgid, group, group, group) != 0) return errno;
  return syscall(SYS_setresuid, user, user, user) != 0 ? errno : 0;
}

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

#define CALL(number, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, yes, no)
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define GIVE(value) BPF_STMT(BPF_RET | BPF_K, value)

/// No socket of any kind, those in files among them, and no other way to one; pairs of sockets stay. And no namespace of its
/// own making, in which it could mount memory without a limit.
int csandbox_forbid_sockets(void) {
#ifdef NATIVE
  enum { NEW_USERS = 0x10000000 };
  struct sock_filter steps[] = {
      LOAD(arch), CALL(NATIVE, 1, 0), GIVE(SECCOMP_RET_KILL_PROCESS),
      // The x32 calls of x86-64 have numbers of their own.
      LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 4, 0),
      CALL(SYS_socket, 3, 0), CALL(SYS_io_uring_setup, 2, 0), CALL(SYS_unshare, 1, 0),
      CALL(SYS_clone3, 1, 2), GIVE(SECCOMP_RET_ERRNO | EACCES),
      // Its flags lie where no filter looks; libraries then use the older call.
      GIVE(SECCOMP_RET_ERRNO | ENOSYS),
      CALL(SYS_clone, 0, 3), LOAD(args[0]), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_USERS, 0, 1),
      GIVE(SECCOMP_RET_ERRNO | EACCES), GIVE(SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0 ? errno : 0;
#else
  return ENOSYS;
#endif
}
