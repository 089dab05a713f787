// What a terminal is asked through: ioctl is variadic and wants a pointer, so does starting a
// program on it, and Swift uses neither.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

extern char **environ;

// The number of columns of the terminal behind fd; 0 when it is no terminal or does not say.
static inline int tieup_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// The number of lines of the terminal behind fd; 0 when it is no terminal or does not say.
static inline int tieup_rows(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// A pager that was started: what is written to input is what it shows.
struct tieup_pager {
  int process;
  int input;
};

// Starts $PAGER (less where it is unset) through the shell, as a user's PAGER may be a whole
// command. It stays in our process group, or the terminal would stop it when it reads a key; it
// gets back the signals that this program ignores. process is -1 when it could not be started.
static inline struct tieup_pager tieup_pager_start(void) {
  struct tieup_pager pager = {-1, -1};
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return pager;
  // As git does: quit when all fits one screen, keep colours, leave the screen as it is.
  setenv("LESS", "FRX", 0);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  sigaddset(&defaults, SIGXFSZ);
  sigaddset(&defaults, SIGINT);
  sigaddset(&defaults, SIGQUIT);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], 0);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  char *command = getenv("PAGER");
  char *arguments[] = {"sh", "-c", command ? command : "less", NULL};
  pid_t process;
  if (posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) == 0) {
    pager.process = process;
    pager.input = ends[1];
  } else {
    close(ends[1]);
  }
  close(ends[0]);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return pager;
}

// Waits until the pager's user leaves it.
static inline void tieup_pager_wait(int process) {
  int status;
  while (waitpid(process, &status, 0) == -1 && errno == EINTR) {
  }
}

// One key from the terminal on standard input, without Enter and without an echo; -1 at its end.
// Ctrl-C is a key like any other meanwhile, or it would leave the terminal as it is set here.
static inline int tieup_key(void) {
  struct termios before, raw;
  if (tcgetattr(0, &before) != 0) return -1;
  raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(0, TCSADRAIN, &raw) != 0) return -1;
  unsigned char key = 0;
  ssize_t got;
  do {
    got = read(0, &key, 1);
  } while (got == -1 && errno == EINTR);
  // What follows an escape belongs to the same key, such as an arrow.
  if (got == 1 && key == 27) tcflush(0, TCIFLUSH);
  tcsetattr(0, TCSADRAIN, &before);
  return got == 1 ? key : -1;
}
