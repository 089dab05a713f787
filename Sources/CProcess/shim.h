// What Swift's own Process leaves open: how a program that we started has ended, which it notices
// only when every child of that program has ended, too, and which signals reach the program.
#pragma once
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

// Its exit status, or 256 and the signal that ended it; -1 while it runs, -2 when its end was taken
// by somebody else. It can be asked again: the end is left for whoever waits for it.
static inline int tieup_program_end(int process) {
  siginfo_t info;
  info.si_pid = 0;
  if (waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return -2;
  if (info.si_pid == 0) return -1;
  return info.si_code == CLD_EXITED ? info.si_status : 256 + info.si_status;
}

// Sets which signals this thread blocks, a bit each, and says which it blocked before. A program
// that is started inherits it, and the threads of a pool block nearly all.
static inline unsigned long tieup_block_signals(unsigned long blocked) {
  sigset_t before, now;
  sigemptyset(&now);
  sigemptyset(&before);
  memcpy(&now, &blocked, sizeof blocked);
  pthread_sigmask(SIG_SETMASK, &now, &before);
  memcpy(&blocked, &before, sizeof blocked);
  return blocked;
}
