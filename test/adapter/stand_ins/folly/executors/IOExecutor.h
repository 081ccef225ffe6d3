// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An executor of event loops.

#pragma once

#include <folly/Executor.h>

namespace folly {

class EventBase;

class IOExecutor : public virtual Executor {
public:
  virtual EventBase *getEventBase() = 0;
};

} // namespace folly
