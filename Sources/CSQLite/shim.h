#ifndef TCPTRACE_SWIFT_CSQLITE_SHIM_H
#define TCPTRACE_SWIFT_CSQLITE_SHIM_H

#include <sqlite3.h>

#endif
