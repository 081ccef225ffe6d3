// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loaded with LD_PRELOAD, it makes a computer whose name server is slow, and whose disk is at the files below the folder
// SLOW. A wait is never shorter than it is said to be here.
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

template <class F> static F *next(const char *name) { return reinterpret_cast<F *>(dlsym(RTLD_NEXT, name)); }

static void wait(unsigned milliseconds) {
  static auto *real = next<decltype(::usleep)>("usleep");
  real(milliseconds * 1000);
}

static bool is_slow(const char *path) {
  static const char *folder = getenv("SLOW");
  return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static bool is_slow(int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  return is_slow(path);
}

extern "C" int getaddrinfo(const char *host, const char *service, const addrinfo *hints, addrinfo **found) {
  static auto *real = next<decltype(::getaddrinfo)>("getaddrinfo");
  wait(700);
  return real(host, service, hints, found);
}

extern "C" FILE *fopen64(const char *path, const char *mode) {
  static auto *real = next<decltype(::fopen64)>("fopen64");
  if (is_slow(path))
    wait(150);
  return real(path, mode);
}

extern "C" ssize_t read(int file, void *to, size_t size) {
  static auto *real = next<decltype(::read)>("read");
  if (is_slow(file))
    wait(200);
  return real(file, to, size);
}

/// Whole pages of a database, not the counter that it looks at all the time.
extern "C" ssize_t pread64(int file, void *to, size_t size, off64_t at) {
  static auto *real = next<decltype(::pread64)>("pread64");
  if (size >= 512 && is_slow(file))
    wait(200);
  return real(file, to, size, at);
}

/// What is written can be read before the disk has it.
extern "C" ssize_t write(int file, const void *from, size_t size) {
  static auto *real = next<decltype(::write)>("write");
  ssize_t written = real(file, from, size);
  if (is_slow(file))
    wait(400);
  return written;
}
