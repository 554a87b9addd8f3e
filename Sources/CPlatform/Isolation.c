#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)

#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/keyctl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

int loupeEnterRoot(const char *folder) {
  // The new root is put over the old one, which is then taken from under it: pivot_root(2), "Notes".
  if (chdir(folder) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) return -1;
  if (umount2(".", MNT_DETACH) != 0) return -1;
  return chdir("/");
}

int loupeGoOnAsChild(void) {
  pid_t child = fork();
  if (child <= 0) return child;
  // What is open here would keep the other ends waiting.
  for (int descriptor = 0; descriptor < 4; descriptor++) close(descriptor);
  int status;
  // Whoever has lost its parents is ours to wait for, too.
  while (waitpid(-1, &status, 0) != child) {
  }
  _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

// One instruction of the filter: a call of this number isn't there.
#define WITHOUT(name)                                              \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1),          \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/// Takes away system calls with which a program could leave its room, or keep something for the next one. For what
/// the filter is made of, see seccomp(2).
static int forbidCalls(void) {
#if defined(__x86_64__) || defined(__aarch64__)
#if defined(__x86_64__)
  const unsigned architecture = AUDIT_ARCH_X86_64;
#else
  const unsigned architecture = AUDIT_ARCH_AARCH64;
#endif
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
      // Calls of the other kind that this processor has, x32, have numbers from here on.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
      WITHOUT(unshare),
      WITHOUT(setns),
      WITHOUT(mount),
      WITHOUT(umount2),
      WITHOUT(pivot_root),
      WITHOUT(chroot),
      WITHOUT(keyctl),
      WITHOUT(add_key),
      WITHOUT(request_key),
      WITHOUT(ptrace),
      WITHOUT(bpf),
      WITHOUT(perf_event_open),
      WITHOUT(userfaultfd),
      WITHOUT(io_uring_setup),
      // Whoever is told that there is no clone3 uses clone, whose flags can be looked at.
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
  return 0;
#endif
}

int loupeGiveUpPrivileges(void) {
  // A new ring for keys: what the old one holds is the user's, and what is put there would outlive us.
  if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0 && errno != ENOSYS && errno != EPERM &&
      errno != EACCES && errno != EDQUOT)
    return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  for (unsigned long capability = 0; capability <= CAP_LAST_CAP; capability++) {
    // Who isn't privileged may not even give up what it doesn't have.
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EPERM && errno != EINVAL) return -1;
  }
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];
  memset(none, 0, sizeof none);
  if (syscall(SYS_capset, &head, none) != 0) return -1;
  return forbidCalls();
}

#else

int loupeEnterRoot(const char *folder) {
  (void)folder;
  errno = ENOSYS;
  return -1;
}

int loupeGoOnAsChild(void) {
  errno = ENOSYS;
  return -1;
}

int loupeGiveUpPrivileges(void) { return 0; }

#endif
