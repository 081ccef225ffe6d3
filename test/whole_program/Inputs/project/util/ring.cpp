// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "util/lines.hpp"

namespace util {

template <class T> void ring<T>::push(T value) {
  settle(1);
  last = value;
}

template <class T> T ring<T>::top() const { return last; }

template class ring<int>;

template <> char load_as<char>(const char *path) { return *path; }

} // namespace util
