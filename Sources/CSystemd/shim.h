// A word to the service manager: a datagram to a Unix socket, whose address is all pointers; so
// Swift hands the word over byte by byte.
#pragma once
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// Adds a byte to the datagram; a negative one sends it to $NOTIFY_SOCKET and begins anew.
// Answers 1 when a datagram went out, else 0. One thread at a time.
static inline int tieup_notify(int byte) {
  static char datagram[2048];
  static size_t size = 0;
  if (byte >= 0) {
    if (size < sizeof datagram) datagram[size++] = (char)byte;
    return 0;
  }
  size_t count = size;
  size = 0;
  const char *place = getenv("NOTIFY_SOCKET");
  struct sockaddr_un address;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  size_t length = place ? strlen(place) : 0;
  if (length < 2 || length >= sizeof address.sun_path) return 0;
  memcpy(address.sun_path, place, length);
  // An abstract socket is written with @ and begins with a zero byte.
  if (address.sun_path[0] == '@') address.sun_path[0] = 0;
  else if (address.sun_path[0] != '/') return 0;
  int channel = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (channel < 0) return 0;
  socklen_t end = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  ssize_t sent = sendto(channel, datagram, count, MSG_NOSIGNAL, (struct sockaddr *)&address, end);
  close(channel);
  return sent == (ssize_t)count;
}
