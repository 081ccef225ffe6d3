// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "db/store.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace db {

store::store(const char *path) : file(util::read_file(path)) {}

int store::size() const { return file; }

void store::flush() { fsync(file); }

int store::operator[](int key) const {
  char value = 0;
  pread(file, &value, 1, key);
  return value;
}

store::operator bool() const { return fsync(file) == 0; }

void store::vacuum() { util::settle(1); }

store &operator<<(store &to, int value) {
  if (value > 0)
    to.flush();
  return to;
}

lease::lease() = default;

lease::~lease() { util::settle(1); }

} // namespace db
