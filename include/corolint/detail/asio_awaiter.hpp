// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How an Asio coroutine awaits an offload, said once for Asio and Boost.Asio.
// It includes neither: an adapter specialises `asio_frame` for the coroutine
// frames of its framework and names there what is used below.
//
// Asio's await_transform takes any callable that could be given the frame, and
// wraps it together with that frame. The adapter's `operator co_await` unwraps
// both, which is how an operation meets the coroutine's executor without either
// header knowing the other. From there on all is Asio's public interface.

#ifndef COROLINT_DETAIL_ASIO_AWAITER_HPP
#define COROLINT_DETAIL_ASIO_AWAITER_HPP

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

#include <corolint/offload.hpp>

namespace corolint::detail {

template <class T> inline constexpr bool is_offload_operation = false;
template <class F, class Executor, class Way>
inline constexpr bool
    is_offload_operation<offload_operation<F, Executor, Way>> = true;

/// What Asio's await_transform makes of an offload.
template <class T>
concept wrapped_offload = requires(T &wrapped) {
  requires is_offload_operation<
      std::remove_reference_t<decltype((wrapped.function_))>>;
  wrapped.this_->detach_thread();
};

/// Counts the calls whose coroutines belong to an execution context, and keeps
/// that context from dying before the last of them has come back to it.
template <class Context> class calls_in_flight : public Context::service {
public:
  static inline typename Context::id id;

  explicit calls_in_flight(Context &context) : Context::service(context) {}

  void enter() {
    std::lock_guard lock(mutex_);
    ++count_;
  }

  void leave() noexcept {
    std::lock_guard lock(mutex_);
    if (--count_ == 0)
      none_.notify_all();
  }

private:
  void shutdown() noexcept override {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;
};

/// Suspends the coroutine of `frame` while `call` is made, and resumes it on
/// the coroutine's own executor, whose work it keeps alive meanwhile.
template <class Frame> class asio_suspension {
  using asio = asio_frame<Frame>;
  using handler = typename asio::handler;

public:
  /// Makes a call and goes on with `then(argument)`, as
  /// `offload_operation::start` does, but doesn't throw.
  using start_function = void(void *call, void (*then)(void *) noexcept,
                              void *argument) noexcept;

  /// Prevents a call as `offload_operation::request_stop` does.
  using stop_function = void(void *call) noexcept;

  /// Throws as Asio does where the coroutine has been cancelled already. A
  /// coroutine that doesn't throw when it is cancelled doesn't stop calls.
  asio_suspension(Frame &frame, start_function *start, stop_function *stop,
                  void *call)
      : start_(start), stop_(asio::throws_if_cancelled(frame) ? stop : nullptr),
        call_(call),
        resumption_(frame.await_transform(asio::initiate(
            [this](handler resume) { begin(std::move(resume)); }))) {}

  asio_suspension(const asio_suspension &) = delete;
  asio_suspension &operator=(const asio_suspension &) = delete;

  bool await_ready() const noexcept { return false; }

  template <class Coroutine> void await_suspend(Coroutine coroutine) {
    resumption_.await_suspend(coroutine);
  }

  void await_resume() { resumption_.await_resume(); }

private:
  void begin(handler resume) {
    auto &context = asio::context_of(resume.get_executor());
    calls_ = &use_service<calls_in_flight<typename asio::context>>(context);
    work_.emplace(asio::work_on(resume.get_executor()));
    resume_.emplace(std::move(resume));
    // Asio empties the slot before it resumes the coroutine.
    if (auto slot = asio::slot_of(*resume_); stop_ && slot.is_connected())
      slot.assign([stop = stop_, call = call_](auto) { stop(call); });
    calls_->enter();
    start_(call_, &end, this);
  }

  static void end(void *suspension) noexcept {
    // Posting may resume the coroutine at once, and that ends the suspension.
    auto &self = *static_cast<asio_suspension *>(suspension);
    auto &calls = *self.calls_;
    {
      const auto work = std::move(*self.work_);
      asio::post(std::move(*self.resume_));
    }
    calls.leave();
  }

  start_function *start_;
  stop_function *stop_;
  void *call_;
  calls_in_flight<typename asio::context> *calls_ = nullptr;
  std::optional<typename asio::work> work_;
  std::optional<handler> resume_;
  typename asio::awaitable resumption_;
};

/// Awaits `operation` in the coroutine of `frame`.
template <class Operation, class Frame>
class asio_awaiter : public asio_suspension<Frame> {
public:
  asio_awaiter(Operation &operation, Frame &frame)
      : asio_suspension<Frame>(frame, &start, &stop, &operation),
        operation_(operation) {}

  typename Operation::result_type await_resume() {
    asio_suspension<Frame>::await_resume();
    if (operation_.was_stopped())
      asio_frame<Frame>::throw_aborted();
    return operation_.await_resume();
  }

private:
  static void start(void *call, void (*then)(void *) noexcept,
                    void *argument) noexcept {
    auto &operation = *static_cast<Operation *>(call);
    try {
      operation.start(then, argument);
    } catch (...) {
      operation.fail(std::current_exception());
      then(argument);
    }
  }

  static void stop(void *call) noexcept {
    static_cast<Operation *>(call)->request_stop();
  }

  Operation &operation_;
};

} // namespace corolint::detail

#endif
