// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An executor for tests of what happens between a call's being given and its
// beginning.

#ifndef COROLINT_TEST_ADAPTER_LATE_EXECUTOR_HPP
#define COROLINT_TEST_ADAPTER_LATE_EXECUTOR_HPP

#include "check.hpp"

#include <thread>

#include <corolint/blocking_executor.hpp>

/// Takes a call and makes it when it is told to.
class late_executor {
public:
  void execute(corolint::blocking_call call) {
    std::thread([this, call] {
      go_.wait();
      call();
    }).detach();
    taken_.set();
  }

  void wait_until_taken() { taken_.wait(); }
  void go() { go_.set(); }

private:
  one_time_event taken_, go_;
};

#endif
