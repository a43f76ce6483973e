#ifndef TCPTRACE_SWIFT_CPCAP_SHIM_H
#define TCPTRACE_SWIFT_CPCAP_SHIM_H

#include <pcap/pcap.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* Whether the process ignores the signal of this number: Swift cannot compare functions. */
static inline int cpcap_is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

#ifdef __linux__
/* fopencookie(3) under a name of our own: <stdio.h> declares it for _GNU_SOURCE only, and the module that Swift takes
   <stdio.h> from is built without. libpcap reads files through a FILE, and this is the way to give it one whose read can
   be interrupted. Darwin has funopen(3) in plain sight. */
struct cpcap_stream_functions {
  ssize_t (*read)(void *cookie, char *buffer, size_t size);
  ssize_t (*write)(void *cookie, const char *buffer, size_t size);
  int (*seek)(void *cookie, int64_t *offset, int whence);
  int (*close)(void *cookie);
};
FILE *cpcap_open_stream(void *cookie, const char *mode, struct cpcap_stream_functions functions) __asm__("fopencookie");
#endif

#endif
