/* Lets the n-th write of a process to certain files fail, as a full or broken disk does.
 *
 * Built and preloaded by killing.py. FAIL_PATH is a part of the names of the files, FAIL_AT the number of the call
 * (from 1, 0 never), FAIL_HOW one of: full (this call and all that follow: no space), short (half of it is
 * written, then as full), once (an input/output error, the next succeeds). `failing_calls` counts the calls.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

long failing_calls = 0;

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

static int is_ours(int fd) {
    char link[64], path[4096];
    const char *part = setting("FAIL_PATH");
    if (!*part) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, part) != NULL;
}

/* 0 where the call may go on, -1 where it fails with errno set, 1 where half of it is to be written. */
static int fails(int fd) {
    if (!is_ours(fd)) return 0;
    long at = atol(setting("FAIL_AT"));
    const char *how = setting("FAIL_HOW");
    failing_calls++;
    if (at <= 0 || failing_calls < at) return 0;
    if (!strcmp(how, "once")) {
        if (failing_calls > at) return 0;
        errno = EIO;
        return -1;
    }
    if (!strcmp(how, "short") && failing_calls == at) return 1;
    errno = ENOSPC;
    return -1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRITES(name, offset_type)                                                     \
    ssize_t name(int fd, const void *data, size_t size, offset_type at) {             \
        REAL(name);                                                                   \
        int how = fails(fd);                                                          \
        if (how < 0) return -1;                                                       \
        return real(fd, data, how ? size / 2 : size, at);                             \
    }

WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    int how = fails(fd);
    if (how < 0) return -1;
    return real(fd, data, how ? size / 2 : size);
}

#define KEEPS(name, parameters, arguments)                                            \
    int name parameters {                                                             \
        REAL(name);                                                                   \
        return fails(fd) < 0 ? -1 : real arguments;                                   \
    }

KEEPS(fsync, (int fd), (fd))
KEEPS(fdatasync, (int fd), (fd))
KEEPS(ftruncate, (int fd, off_t size), (fd, size))
KEEPS(ftruncate64, (int fd, off64_t size), (fd, size))
