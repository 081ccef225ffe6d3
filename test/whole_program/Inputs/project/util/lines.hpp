// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates and inline functions in front of functions of other files.
#pragma once

#include "util/io.hpp"

namespace util {

inline int first_line() { return read_file("lines"); }

template <class T> T load_as(const char *path) { return T(read_file(path)); }

/// A character needs no file.
template <> char load_as<char>(const char *path);

/// Its members are in ring.cpp, where it is instantiated.
template <class T> class ring {
public:
  void push(T value);
  T top() const;

private:
  T last = T();
};

extern template class ring<int>;

} // namespace util
