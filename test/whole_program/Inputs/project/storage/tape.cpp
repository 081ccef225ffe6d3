// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "storage/source.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace storage {

class tape : public archive {
public:
  void rewind() override;
  void eject() override { sleep(1); }
};

void tape::rewind() { util::settle(60); }

source *open_tape() { return new tape; }

} // namespace storage
