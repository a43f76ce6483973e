#ifndef TCPTRACE_SWIFT_CPREFETCH_SHIM_H
#define TCPTRACE_SWIFT_CPREFETCH_SHIM_H

/* Asks for the line of the cache that `address` is in, and waits for nothing: an instruction that Swift has no name for. */
static inline void cprefetch_line(const void *address) { __builtin_prefetch(address); }

#endif
