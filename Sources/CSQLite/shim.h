// The SQLite of the system (Debian and Ubuntu: libsqlite3-dev), for the store and the benchmarks.
#ifndef WF_CSQLITE_SHIM_H
#define WF_CSQLITE_SHIM_H

#include <sqlite3.h>

#endif
