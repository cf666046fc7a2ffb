// What a program can wait for on Linux besides files, and the module of the C library leaves out.
#ifndef WF_CLINUX_SHIM_H
#define WF_CLINUX_SHIM_H

#ifdef __linux__
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#endif

#endif
