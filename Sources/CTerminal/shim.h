// The width of a terminal: ioctl is variadic and wants a pointer, so Swift asks through this.
#pragma once
#include <sys/ioctl.h>
#include <unistd.h>

// The number of columns of the terminal behind fd; 0 when it is no terminal or does not say.
static inline int tieup_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
