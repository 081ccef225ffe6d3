// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the adapter tests assert and wait with. A test ends the process at the
// first failed check, whether or not NDEBUG is set. No test measures time: what
// has to be concurrent waits for each other, and ctest ends what hangs.

#ifndef COROLINT_TEST_ADAPTER_CHECK_HPP
#define COROLINT_TEST_ADAPTER_CHECK_HPP

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

/// Ends the process with the place and the text of `...` if it is false.
#define CHECK(...)                                                             \
  ((__VA_ARGS__) ? void() : check_failed(__FILE__, __LINE__, #__VA_ARGS__))

[[noreturn]] inline void check_failed(const char *file, int line,
                                      const char *text) {
  std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, text);
  std::_Exit(1);
}

/// Something that happens once and that any number of threads can wait for.
/// (`event` is libevent's, which folly includes.)
class one_time_event {
public:
  void set() {
    std::lock_guard lock(mutex_);
    set_ = true;
    changed_.notify_all();
  }

  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return set_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool set_ = false;
};

#endif
