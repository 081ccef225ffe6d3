// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How promises await: what is customised as that says, what can be awaited as
// it is, and else a sender by connecting it.

#pragma once

#include <unifex/get_stop_token.hpp>
#include <unifex/receiver_concepts.hpp>
#include <unifex/scheduler_concepts.hpp>
#include <unifex/sender_concepts.hpp>
#include <unifex/tag_invoke.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace unifex {

namespace _await {

template <class...> struct value_of;
template <> struct value_of<> {
  using type = void;
};
template <class T> struct value_of<T> {
  using type = T;
};
template <class Value> using only = Value;
template <class Sender>
using value_type =
    typename sender_traits<Sender>::template value_types<only, value_of>::type;

/// How a value is kept: a reference as a pointer.
template <class T>
using kept =
    std::conditional_t<std::is_void_v<T>, std::monostate,
                       std::conditional_t<std::is_lvalue_reference_v<T>,
                                          std::remove_reference_t<T> *, T>>;

template <class Promise, class Sender> class sender_awaiter {
  using value = value_type<Sender>;

  struct receiver {
    sender_awaiter *self;
    Promise *promise;

    template <class... Values> void set_value(Values &&...values) {
      if constexpr (std::is_lvalue_reference_v<value>)
        self->value_.emplace(std::addressof(values)...);
      else
        self->value_.emplace(std::forward<Values>(values)...);
      self->coroutine().resume();
    }
    void set_error(std::exception_ptr error) noexcept {
      self->error_ = std::move(error);
      self->coroutine().resume();
    }
    void set_done() noexcept { promise->unhandled_done(); }

    friend auto tag_invoke(tag_t<get_stop_token>, const receiver &to) noexcept {
      return get_stop_token(std::as_const(*to.promise));
    }
    friend auto tag_invoke(tag_t<get_scheduler>, const receiver &to) noexcept {
      return get_scheduler(std::as_const(*to.promise));
    }
  };

public:
  sender_awaiter(Promise &promise, Sender &&sender)
      : promise_(promise),
        operation_(connect(std::move(sender), receiver{this, &promise})) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<Promise>) noexcept {
    start(operation_);
  }
  value await_resume() {
    if (error_)
      std::rethrow_exception(error_);
    if constexpr (std::is_lvalue_reference_v<value>)
      return **value_;
    else if constexpr (!std::is_void_v<value>)
      return std::move(*value_);
  }

private:
  std::coroutine_handle<Promise> coroutine() {
    return std::coroutine_handle<Promise>::from_promise(promise_);
  }

  Promise &promise_;
  std::optional<kept<value>> value_;
  std::exception_ptr error_;
  connect_result_t<Sender, receiver> operation_;
};

struct _fn {
  template <class Promise, class Value>
  decltype(auto) operator()(Promise &promise, Value &&value) const {
    if constexpr (tag_invocable<_fn, Promise &, Value>)
      return tag_invoke(_fn(), promise, std::forward<Value>(value));
    else if constexpr (requires { value.await_ready(); })
      return std::forward<Value>(value);
    else
      return sender_awaiter<Promise, Value>(promise,
                                            std::forward<Value>(value));
  }
};

} // namespace _await

inline constexpr _await::_fn await_transform{};

} // namespace unifex
