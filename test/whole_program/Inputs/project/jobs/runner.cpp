// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "jobs/jobs.hpp"
#include <utility>
#include <vector>

namespace jobs {

runner::~runner() = default;
shelf::~shelf() = default;
step::~step() = default;
void walk(step &step, const std::function<void()> &f) { step.take(f); }
void skip(skipped_step &step, const std::function<void()> &f) { step.take(f); }

namespace {

class idle : public runner {
public:
  void run(const std::function<void()> &) override {}
};

class inlined : public idle {
public:
  void run(const std::function<void()> &f) override { f(); }
};

class taken_step : public step {
public:
  void take(const std::function<void()> &f) override { f(); }
};

class board : public shelf {
public:
  void put(std::function<void()> f) override { kept.push_back(std::move(f)); }

private:
  std::vector<std::function<void()>> kept;
};

} // namespace

} // namespace jobs
