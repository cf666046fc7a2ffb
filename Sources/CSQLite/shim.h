// The SQLite of the system (Debian and Ubuntu: libsqlite3-dev), for the store and the benchmarks.
#ifndef WF_CSQLITE_SHIM_H
#define WF_CSQLITE_SHIM_H

#include <sqlite3.h>

/* sqlite3_config takes a variable number of arguments, which Swift cannot pass. */
static inline int wf_sqlite_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
