// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offloads a call in a coroutine of its own type; exits with 0 if that works.

#include <coroutine>
#include <cstdlib>
#include <exception>
#include <future>

#include <corolint/annotations.hpp>
#include <corolint/offload.hpp>

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

fire_and_forget ask(std::promise<int> &result) {
  result.set_value(co_await corolint::offload([&] { return answer(); }));
}

} // namespace

int main() {
  std::promise<int> result;
  ask(result);
  return result.get_future().get() == 42 ? EXIT_SUCCESS : EXIT_FAILURE;
}
