/*
 * Preloaded into a process, adds to its clock of the day the seconds that stand, as eight bytes, in the file that
 * HERALD_CLOCK names; they may change at any time. What counts elapsed time goes on as it does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int (*real)(clockid_t, struct timespec *);
static volatile const int64_t *offset;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("HERALD_CLOCK");
    int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        void *map = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
        if (map != MAP_FAILED) {
            offset = map;
        }
        close(file);
    }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (real == NULL) {
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    }
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && offset != NULL) {
        now->tv_sec += *offset;
    }
    return result;
}
