// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "storage/source.hpp"

namespace storage {

source::~source() = default;

int source::next() { return 0; }

void source::rewind() {}

void source::eject() {}

int archive::catalogue() const { return 1; }

int drain(source &from) {
  while (from.next() != 0)
    ;
  return 0;
}

} // namespace storage
