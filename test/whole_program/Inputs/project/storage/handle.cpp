// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "storage/handle.hpp"
#include <unistd.h>

namespace storage {

struct handle::impl {
  ~impl() { fsync(3); }
};

handle::handle() : impl_(new impl) {}
handle::~handle() = default;

} // namespace storage
