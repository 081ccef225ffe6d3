// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What hides what it is made of, and lets another file define how it dies.
#pragma once
#include <memory>

namespace storage {

class handle {
public:
  handle();
  ~handle();

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace storage
