// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that get a function, and what they do with it.
#pragma once

#include <functional>

namespace jobs {

/// They call it.
void with_lock(const std::function<void()> &f);
void each(int n, void (*f)(int));
class queue {
public:
  void drain(int most, const std::function<void(int)> &f);
};

/// They hand it on: to with_lock(), and to the other one of the pair.
void retried(const std::function<void()> &f);
void ping(int n, void (*f)(int));
void pong(int n, void (*f)(int));
template <class F> void guarded(F f) { with_lock(f); }

/// They keep it.
void at_exit(std::function<void()> f);
void at_exit_too(std::function<void()> f);

/// It runs on another thread. Where there is none, submit() calls it, but the
/// project's model says what is meant.
void in_background(std::function<void()> f);
void submit(const std::function<void()> &f);

/// It hands a lambda of its own to with_lock().
void flush_all();

/// Of the classes that derive from it, in other files, one calls f, through an
/// override of an override.
class runner {
public:
  virtual ~runner();
  virtual void run(const std::function<void()> &f) = 0;
};

/// Its own does nothing; one that overrides it calls f.
class step {
public:
  virtual ~step();
  virtual void take(const std::function<void()> &f) {}
};

/// Those that derive from it drop it, unlike the other steps.
class skipped_step : public step {};
class forgotten_step : public skipped_step {
public:
  void take(const std::function<void()> &) override {}
};

/// It takes the step that it is given.
void walk(step &step, const std::function<void()> &f);
void skip(skipped_step &step, const std::function<void()> &f);

/// Those keep it.
class shelf {
public:
  virtual ~shelf();
  virtual void put(std::function<void()> f) = 0;
};

} // namespace jobs
