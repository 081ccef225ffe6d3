// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A synchronous generator: its promise deletes await_transform, as that of
// std::generator does.
#pragma once

#include <coroutine>
#include <exception>
#include <iterator>
#include <memory>
#include <utility>

template <class T> class generator {
public:
  struct promise_type {
    const T *value = nullptr;

    generator get_return_object() noexcept {
      return generator(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &yielded) noexcept {
      value = std::addressof(yielded);
      return {};
    }
    void await_transform() = delete;
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };

  explicit generator(std::coroutine_handle<promise_type> coroutine) noexcept
      : coroutine(coroutine) {}
  generator(generator &&other) noexcept
      : coroutine(std::exchange(other.coroutine, {})) {}
  ~generator() {
    if (coroutine)
      coroutine.destroy();
  }

  struct iterator {
    std::coroutine_handle<promise_type> coroutine;

    iterator &operator++() {
      coroutine.resume();
      return *this;
    }
    const T &operator*() const noexcept { return *coroutine.promise().value; }
    bool operator==(std::default_sentinel_t) const noexcept {
      return coroutine.done();
    }
  };

  iterator begin() {
    coroutine.resume();
    return {coroutine};
  }
  std::default_sentinel_t end() noexcept { return {}; }

private:
  std::coroutine_handle<promise_type> coroutine;
};
