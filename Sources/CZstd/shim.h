#ifndef TCPTRACE_SWIFT_CZSTD_SHIM_H
#define TCPTRACE_SWIFT_CZSTD_SHIM_H

#include <zstd.h>
#include <zstd_errors.h>

#endif
