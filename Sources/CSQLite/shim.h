// The system's SQLite (Debian and Ubuntu: libsqlite3-dev). Only the benchmarks import this.
#ifndef WF_CSQLITE_SHIM_H
#define WF_CSQLITE_SHIM_H

#include <sqlite3.h>

#endif
