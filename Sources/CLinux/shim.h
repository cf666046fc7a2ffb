// What a program can wait for on Linux besides files, and locks on parts of files, which the module
// of the C library leaves out.
#ifndef WF_CLINUX_SHIM_H
#define WF_CLINUX_SHIM_H

#ifdef __linux__
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#endif

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

/* Declared for programs that ask for GNU extensions only; part of the kernel's interface. */
#if defined(__linux__) && !defined(F_OFD_SETLK)
#define F_OFD_SETLK 37
#endif

/* Locks one byte of an open file against every other opening of it, without waiting. The lock goes
   with the last descriptor of this opening. 0, or -1 with errno EAGAIN or EACCES when another has
   it. */
static inline int wf_lock_byte(int descriptor, int64_t place) {
    struct flock lock = {0};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = place;
    lock.l_len = 1;
    return fcntl(descriptor, F_OFD_SETLK, &lock);
}

/* A pipe neither end of which any other process gets that this one starts meanwhile. */
#ifdef __linux__
extern int pipe2(int ends[2], int flags);
static inline int wf_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
#else
static inline int wf_pipe(int ends[2]) {
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
}
#endif

#endif
