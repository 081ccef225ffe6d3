// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads a call in a coroutine of its own type, and waits for one; exits with 0
// if that works.

#include <coroutine>
#include <cstdlib>
#include <exception>

#include <corolint/annotations.hpp>
#include <corolint/offload.hpp>
#include <corolint/sync_wait.hpp>

namespace {

struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

COROLINT_BLOCKING int answer() { return 42; }

fire_and_forget ask(int &result) {
  result = co_await corolint::offload([&] { return answer(); });
}

} // namespace

int main() {
  int result = 0;
  ask(result);
  corolint::default_blocking_pool().drain();
  corolint::lane lane;
  const int again = corolint::sync_wait(corolint::offload(lane, answer));
  return result == 42 && again == 42 ? EXIT_SUCCESS : EXIT_FAILURE;
}
