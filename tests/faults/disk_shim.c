/* A disk that obeys the tests: preloaded before the C library, it refuses the N-th write or keeps a record of all of them.
 *
 * shim_arm() makes write-like calls under one folder fail; BUKU_SHIM_RECORD names a file that takes every byte written to
 * any regular file, with the renames, removals and syncs between (read by tests/faults/recording.py). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real_of(#name))
enum { HALF = -2, REFUSED = -1, FREE = 0 };

static char folder[PATH_MAX];
static long refuse_at, calls, refused;
static int refuse_with, for_ever;
static int record_fd = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void *real_of(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("BUKU_SHIM_RECORD");
    if (name && *name) record_fd = (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* From now on the nth write-like call under `where` fails with `error` (0: only count); with `ever` all later ones too. */
void shim_arm(const char *where, long nth, int error, int ever) {
    strncpy(folder, where, sizeof folder - 1);
    refuse_at = nth, refuse_with = error, for_ever = ever, calls = 0, refused = 0;
}

void shim_disarm(void) { folder[0] = 0; }
long shim_calls(void) { return calls; }
long shim_refused(void) { return refused; }

static int is_ours(const char *path) {
    size_t length = strlen(folder);
    return length && strncmp(path, folder, length) == 0 && (path[length] == '/' || !path[length]);
}

/* What becomes of this call: FREE, REFUSED (errno is set), or HALF for a write at which the last free block runs out. */
static int fate(const char *path, int can_be_short) {
    if (!is_ours(path)) return FREE;
    pthread_mutex_lock(&turn);
    calls++;
    int answer = FREE;
    if (refuse_with && (calls == refuse_at || (for_ever && calls > refuse_at))) {
        refused++;
        answer = (can_be_short && for_ever && calls == refuse_at && refuse_with == ENOSPC) ? HALF : REFUSED;
    }
    pthread_mutex_unlock(&turn);
    if (answer == REFUSED) errno = refuse_with;
    return answer;
}

static const char *path_of(int fd, char *path) {
    char link[64] = "/proc/self/fd/", digits[16];
    int at = 14, n = 0;
    unsigned rest = fd < 0 ? 0 : (unsigned)fd;
    do digits[n++] = '0' + rest % 10; while (rest /= 10);
    while (n) link[at++] = digits[--n];
    link[at] = 0;
    ssize_t length = fd < 0 ? -1 : readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static const char *whole_path(int at, const char *name, char *path) {
    if (name[0] == '/') return name;
    char base[PATH_MAX];
    if (at == AT_FDCWD) { if (!getcwd(base, sizeof base)) base[0] = 0; }
    else path_of(at, base);
    size_t length = strlen(base);
    memcpy(path, base, length);
    path[length] = '/';
    strncpy(path + length + 1, name, PATH_MAX - length - 2);
    path[PATH_MAX - 1] = 0;
    return path;
}

static int is_file(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

static void record(char kind, const char *path, off_t offset, const void *data, size_t size) {
    if (record_fd < 0) return;
    struct { char kind; char pad[3]; uint32_t path_size; uint64_t offset; uint64_t size; } head = {0};
    head.kind = kind, head.path_size = strlen(path), head.offset = offset, head.size = size;
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path_size}, {(void *)data, size}};
    int kept = errno;
    pthread_mutex_lock(&turn);
    syscall(SYS_writev, record_fd, parts, 3);
    pthread_mutex_unlock(&turn);
    errno = kept;
}

static off_t place_of(int fd) {
    struct stat status;
    if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &status) == 0 ? status.st_size : 0;
    off_t here = lseek(fd, 0, SEEK_CUR);
    return here < 0 ? 0 : here;
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[PATH_MAX];
    if (!is_file(fd)) return REAL(write)(fd, data, size);
    int answer = fate(path_of(fd, path), 1);
    if (answer == REFUSED) return -1;
    off_t offset = record_fd < 0 ? 0 : place_of(fd);
    ssize_t done = REAL(write)(fd, data, answer == HALF && size > 1 ? size / 2 : size);
    if (done > 0) record('W', path, offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) {
    char path[PATH_MAX];
    int answer = fate(path_of(fd, path), 1);
    if (answer == REFUSED) return -1;
    ssize_t done = REAL(pwrite64)(fd, data, answer == HALF && size > 1 ? size / 2 : size, offset);
    if (done > 0) record('W', path, offset, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_file(fd)) return REAL(writev)(fd, parts, count);
    ssize_t whole = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return whole ? whole : -1;
        whole += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return whole;
}

/* Copies inside the kernel go through `write`, so that they can be refused and recorded like any other. */
ssize_t sendfile64(int to, int from, off_t *offset, size_t size) {
    if (!is_file(to)) return REAL(sendfile64)(to, from, offset, size);
    char block[65536];
    size_t most = size < sizeof block ? size : sizeof block;
    ssize_t got = offset ? pread(from, block, most, *offset) : read(from, block, most);
    if (got <= 0) return got;
    ssize_t done = write(to, block, got);
    if (offset && done > 0) *offset += done;
    else if (!offset && done < got) lseek(from, (done < 0 ? 0 : done) - got, SEEK_CUR);
    return done;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) { return sendfile64(to, from, offset, size); }
ssize_t copy_file_range(int from, off64_t *i, int to, off64_t *o, size_t size, unsigned flags) {
    (void)from, (void)i, (void)to, (void)o, (void)size, (void)flags;
    errno = EXDEV; /* every caller falls back to plain copying */
    return -1;
}

int ftruncate64(int fd, off_t size) {
    char path[PATH_MAX];
    if (fate(path_of(fd, path), 0)) return -1;
    int done = REAL(ftruncate64)(fd, size);
    if (done == 0) record('T', path, size, "", 0);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int posix_fallocate64(int fd, off_t offset, off_t size) {
    char path[PATH_MAX];
    return fate(path_of(fd, path), 0) ? errno : REAL(posix_fallocate64)(fd, offset, size);
}
int posix_fallocate(int fd, off_t offset, off_t size) { return posix_fallocate64(fd, offset, size); }
int fallocate64(int fd, int mode, off_t offset, off_t size) {
    char path[PATH_MAX];
    return fate(path_of(fd, path), 0) ? -1 : REAL(fallocate64)(fd, mode, offset, size);
}
int fallocate(int fd, int mode, off_t offset, off_t size) { return fallocate64(fd, mode, offset, size); }

int fsync(int fd) {
    char path[PATH_MAX];
    if (fate(path_of(fd, path), 0)) return -1;
    int done = REAL(fsync)(fd);
    if (done == 0) record('S', path, 0, "", 0);
    return done;
}
int fdatasync(int fd) {
    char path[PATH_MAX];
    if (fate(path_of(fd, path), 0)) return -1;
    int done = REAL(fdatasync)(fd);
    if (done == 0) record('S', path, 0, "", 0);
    return done;
}

static int open_at(int at, const char *name, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *path = whole_path(at, name, room);
    int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
    /* A full disk has no room for a new name; a read-only one opens nothing for writing. */
    int is_write = is_new || (refuse_with == EROFS && (flags & (O_WRONLY | O_RDWR)));
    if (is_write && fate(path, 0)) return -1;
    int fd = REAL(openat64)(at, name, flags, mode);
    if (fd >= 0 && is_file(fd) && (is_new || (flags & O_TRUNC))) record('O', path, 0, "", 0);
    return fd;
}
#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open64(const char *name, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, name, flags, mode); }
int open(const char *name, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE(flags) return open_at(at, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE(flags) return open_at(at, name, flags, mode); }

int renameat(int from, const char *old, int to, const char *new) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *source = whole_path(from, old, a), *target = whole_path(to, new, b);
    if (fate(target, 0)) return -1;
    int done = REAL(renameat)(from, old, to, new);
    if (done == 0) record('R', source, 0, target, strlen(target));
    return done;
}
int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *source = whole_path(from, old, a), *target = whole_path(to, new, b);
    if (fate(target, 0)) return -1;
    int done = REAL(linkat)(from, old, to, new, flags);
    if (done == 0) record('L', source, 0, target, strlen(target));
    return done;
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int at, const char *name, int flags) {
    char room[PATH_MAX];
    const char *path = whole_path(at, name, room);
    int done = REAL(unlinkat)(at, name, flags);
    if (done == 0 && !(flags & AT_REMOVEDIR)) record('U', path, 0, "", 0);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int mkdirat(int at, const char *name, mode_t mode) {
    char room[PATH_MAX];
    return fate(whole_path(at, name, room), 0) ? -1 : REAL(mkdirat)(at, name, mode);
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }
