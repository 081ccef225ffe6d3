// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From sync to async: `co_await corolint::offload(f)` runs `f` on a thread that
// may block and gives the coroutine its result, as if it had called `f` itself.
// This header suits every coroutine type that resumes where its awaiter says.
// A framework whose coroutines belong to an executor has a header of its own in
// adapters/, which includes this one. What is guaranteed: docs/offload.md.

#ifndef COROLINT_OFFLOAD_HPP
#define COROLINT_OFFLOAD_HPP

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <variant>

#include <corolint/blocking_executor.hpp>

namespace corolint {

namespace detail {

/// How a result of type R is kept until the coroutine takes it.
template <class R> struct kept_result {
  using type = std::remove_cv_t<R>;
};
template <class R>
  requires std::is_void_v<R>
struct kept_result<R> {
  using type = std::monostate;
};
template <class R>
  requires std::is_reference_v<R>
struct kept_result<R> {
  using type = std::remove_reference_t<R> *;
};

/// Where destructors wait for running calls. It outlives every operation, so
/// that a call which announces its end touches nothing that is being destroyed.
struct waiting_room {
  std::mutex mutex;
  std::condition_variable ended;

  static waiting_room &get() {
    static waiting_room &room = *new waiting_room;
    return room;
  }
};

/// What an Asio adapter tells of a coroutine frame of its framework; incomplete
/// for any other type.
template <class Frame> struct asio_frame;

} // namespace detail

/// The awaitable that `offload` returns: one call of an `F`, made on an
/// `Executor`. It is awaited once; until then it may be moved. It keeps all its
/// state inside itself, thus in the coroutine's frame.
///
/// Destroying it while the call waits or runs (by destroying the suspended
/// coroutine) skips a call that has not begun, else waits for its end; the
/// coroutine is not resumed then. As with any coroutine, destroying it while it
/// is being resumed is a data race.
template <class F, class Executor> class [[nodiscard]] offload_operation {
public:
  /// What awaiting it yields: exactly what `F` returns, references included.
  using result_type = std::invoke_result_t<F>;

  static_assert(!std::is_object_v<result_type> ||
                    std::is_move_constructible_v<result_type>,
                "corolint::offload: the result has to be movable, as it is "
                "handed from one thread to another");

  template <class G>
  offload_operation(Executor &&executor, G &&function)
      : executor_(std::forward<Executor>(executor)),
        function_(std::forward<G>(function)) {}

  /// Only before it is awaited.
  offload_operation(offload_operation &&other) noexcept(
      std::is_nothrow_move_constructible_v<F> &&
      (std::is_reference_v<Executor> ||
       std::is_nothrow_move_constructible_v<Executor>))
      : executor_(std::forward<Executor>(other.executor_)),
        function_(std::move(other.function_)) {}

  ~offload_operation() {
    if (phase_ == phase::idle ||
        phase_.exchange(phase::abandoned) == phase::ended)
      return;
    if constexpr (requires { executor_.withdraw(as_blocking_call()); })
      if (executor_.withdraw(as_blocking_call()))
        return;
    auto &room = detail::waiting_room::get();
    std::unique_lock lock(room.mutex);
    room.ended.wait(lock, [this] { return phase_ == phase::released; });
  }

  /// For coroutines: the call is never made inline.
  bool await_ready() const noexcept { return false; }

  /// For coroutines: makes the call, then resumes `coroutine` on the thread
  /// that made it. Throws what `Executor::execute` throws.
  void await_suspend(std::coroutine_handle<> coroutine) {
    start(
        [](void *address) noexcept {
          std::coroutine_handle<>::from_address(address).resume();
        },
        coroutine.address());
  }

  /// For coroutines: sets `errno` as the function left it, then returns or
  /// throws what the function returned or threw.
  result_type await_resume() {
    errno = errno_;
    if (auto *thrown = std::get_if<2>(&outcome_))
      std::rethrow_exception(std::move(*thrown));
    if constexpr (std::is_reference_v<result_type>)
      return static_cast<result_type>(*std::get<1>(outcome_));
    else if constexpr (!std::is_void_v<result_type>)
      return std::move(std::get<1>(outcome_));
  }

  /// For adapters: makes the call, then `then(argument)` on the thread that
  /// made it. The operation may be destroyed from then on, so nothing may touch
  /// it after `start` without synchronising with `then`. If it throws (what
  /// `Executor::execute` throws), nothing is called.
  void start(void (*then)(void *) noexcept, void *argument) {
    then_ = then;
    argument_ = argument;
    errno_ = errno;
    phase_ = phase::queued;
    try {
      executor_.execute(as_blocking_call());
    } catch (...) {
      phase_ = phase::idle;
      throw;
    }
  }

  /// For adapters: makes `error` the outcome where `start` threw it.
  void fail(std::exception_ptr error) noexcept {
    outcome_.template emplace<2>(std::move(error));
  }

  /// Makes it an operand that an Asio coroutine takes: one to be called with
  /// its frame. The adapter awaits it in another way, so it is never called.
  template <class Frame>
  auto operator()(Frame *frame) const -> decltype(frame->detach_thread()) {
    static_assert(
        requires { sizeof(detail::asio_frame<Frame>); },
        "corolint::offload in an Asio coroutine needs #include "
        "<corolint/adapters/asio.hpp> (for boost::asio: "
        "<corolint/adapters/boost_asio.hpp>)");
    return nullptr;
  }

private:
  /// The thread that makes the call goes queued, running, ended, unless the
  /// destructor comes first and says abandoned: then it answers released and
  /// goes without resuming the coroutine.
  enum class phase { idle, queued, running, ended, abandoned, released };

  blocking_call as_blocking_call() noexcept {
    return {[](void *self) noexcept {
              static_cast<offload_operation *>(self)->run();
            },
            this};
  }

  void run() noexcept {
    if (!advance(phase::queued, phase::running))
      return;
    errno = errno_;
    call();
    errno_ = errno;
    if (advance(phase::running, phase::ended))
      then_(argument_);
  }

  bool advance(phase from, phase to) noexcept {
    if (phase_.compare_exchange_strong(from, to))
      return true;
    auto &room = detail::waiting_room::get();
    std::lock_guard lock(room.mutex);
    phase_ = phase::released;
    room.ended.notify_all();
    return false;
  }

  void call() noexcept {
    try {
      if constexpr (std::is_void_v<result_type>) {
        std::invoke(std::move(function_));
        outcome_.template emplace<1>();
      } else if constexpr (std::is_reference_v<result_type>) {
        auto &&result = std::invoke(std::move(function_));
        outcome_.template emplace<1>(std::addressof(result));
      } else {
        outcome_.template emplace<1>(std::invoke(std::move(function_)));
      }
    } catch (...) {
      outcome_.template emplace<2>(std::current_exception());
    }
  }

  Executor executor_;
  F function_;
  std::variant<std::monostate, typename detail::kept_result<result_type>::type,
               std::exception_ptr>
      outcome_;
  int errno_ = 0;
  void (*then_)(void *) noexcept = nullptr;
  void *argument_ = nullptr;
  std::atomic<phase> phase_ = phase::idle;
};

/// Runs `function` on `executor` when awaited, and resumes the coroutine with
/// its result. `function` takes no arguments; it is decayed into the operation
/// and called once, as an rvalue. An executor given as an lvalue has to outlive
/// the operation; an rvalue is moved into it. It is safe from any thread.
template <class Executor, class F>
  requires blocking_executor<std::remove_reference_t<Executor>> &&
           std::invocable<std::decay_t<F>>
offload_operation<std::decay_t<F>, Executor> offload(Executor &&executor,
                                                     F &&function) {
  return {std::forward<Executor>(executor), std::forward<F>(function)};
}

/// The same on `default_blocking_pool()`.
template <class F>
  requires std::invocable<std::decay_t<F>>
offload_operation<std::decay_t<F>, blocking_pool &> offload(F &&function) {
  return {default_blocking_pool(), std::forward<F>(function)};
}

} // namespace corolint

#endif
