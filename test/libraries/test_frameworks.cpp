// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an assertion does when it fails is nothing to wait for.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <fstream>

namespace Catch {
inline bool isDebuggerActive() { return static_cast<bool>(std::ifstream("/proc/self/status")); }
struct AssertionHandler {
  void complete() { isDebuggerActive(); }
};
} // namespace Catch
namespace project {
inline bool is_debugger_active() { return static_cast<bool>(std::ifstream("/proc/self/status")); }
} // namespace project

task<void> tick();
task<void> assertion_ok() {
  Catch::AssertionHandler().complete();
  co_await tick();
}
task<void> own_bad() {
  project::is_debugger_active(); // warns: 'project::is_debugger_active'
  co_await tick();
}
