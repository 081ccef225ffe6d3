// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "jobs/jobs.hpp"
#include <thread>
#include <utility>
#include <vector>

namespace jobs {

static std::vector<std::function<void()>> kept;

void at_exit(std::function<void()> f) { kept.push_back(std::move(f)); }

void at_exit_too(std::function<void()> f) { at_exit(std::move(f)); }

void in_background(std::function<void()> f) {
  std::thread(std::move(f)).detach();
}

void submit(const std::function<void()> &f) { f(); }

} // namespace jobs
