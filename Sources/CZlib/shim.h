#ifndef TCPTRACE_SWIFT_CZLIB_SHIM_H
#define TCPTRACE_SWIFT_CZLIB_SHIM_H

#include <zlib.h>

#endif
