// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "storage/source.hpp"
#include "util/io.hpp"
#include <unistd.h>

namespace storage {
namespace {

class disk_source : public source {
public:
  ~disk_source() override { sync(); }
  int next() override { return util::read_file("disk"); }
  void eject() override { sleep(1); }
};

} // namespace

source *open_disk() { return new disk_source; }

} // namespace storage
