// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes whose members are in another file.
#pragma once

#include "net/client.hpp"

namespace db {

class store {
public:
  explicit store(const char *path);

  int size() const;
  void flush();
  int operator[](int key) const;
  explicit operator bool() const;
  static void vacuum();

private:
  int file;
};

store &operator<<(store &to, int value);

class lease {
public:
  lease();
  ~lease();
};

/// Nobody wrote its constructor and its destructor.
struct session {
  int number = 0;
  lease held;
};

struct settings {
  int timeout = net::configured_timeout();
};

} // namespace db
