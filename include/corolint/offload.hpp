// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From sync to async: `co_await corolint::offload(f)` runs `f` on a thread that
// may block and gives the coroutine its result, as if it had called `f` itself.
// Where the coroutine goes on then is the matter of resumption.hpp; adapters/
// says it for frameworks whose coroutines belong to an executor. What is
// guaranteed: docs/offload.md.

#ifndef COROLINT_OFFLOAD_HPP
#define COROLINT_OFFLOAD_HPP

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <type_traits>
#include <utility>

#include <corolint/blocking_executor.hpp>
#include <corolint/detail/outcome.hpp>
#include <corolint/lane.hpp>
#include <corolint/resumption.hpp>

namespace corolint {

namespace detail {

/// Where destructors wait for running calls. It outlives every operation, so
/// that a call which announces its end touches nothing that is being destroyed.
class waiting_room {
public:
  static waiting_room &get() {
    static waiting_room &room = *new waiting_room;
    return room;
  }

  /// Waits until `ended()`, which is asked anew after each announcement.
  template <class F> void wait(F ended) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, ended);
  }

  /// Makes `change()` known. Nobody who waits goes on before it is through.
  template <class F> void announce(F change) noexcept {
    std::lock_guard lock(mutex_);
    change();
    changed_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
};

/// Throws what says that an operation was stopped, if nothing better is known.
[[noreturn]] inline void throw_operation_canceled() {
  throw std::system_error(std::make_error_code(std::errc::operation_canceled));
}

/// The way back of a suspended coroutine, whatever its type: what `resumption`
/// documents, and `arrive()`, which the coroutine calls when it is back.
/// `resume_stopped` returns whether there is such a thing.
class way_back {
public:
  virtual ~way_back() = default;
  virtual void resume() = 0;
  virtual bool resume_stopped() = 0;
  virtual void arrive() = 0;
  virtual bool stop_requested() noexcept = 0;
  virtual void throw_stopped() = 0;
};

/// The way back that `Resumption` is.
template <class Resumption> class way_back_by final : public way_back {
public:
  template <class Way, class Promise>
  way_back_by(Way &way, std::coroutine_handle<Promise> coroutine)
      : resumption_(way.of(coroutine)) {}

  void resume() override { resumption_.resume(); }

  bool resume_stopped() override {
    constexpr bool can = requires { resumption_.resume_stopped(); };
    if constexpr (can)
      resumption_.resume_stopped();
    return can;
  }

  void arrive() override {
    if constexpr (requires { resumption_.arrive(); })
      resumption_.arrive();
  }

  bool stop_requested() noexcept override {
    if constexpr (requires { resumption_.stop_requested(); })
      return resumption_.stop_requested();
    else
      return false;
  }

  void throw_stopped() override {
    if constexpr (requires { resumption_.throw_stopped(); })
      resumption_.throw_stopped();
    throw_operation_canceled();
  }

private:
  Resumption resumption_;
};

/// Where an operation keeps its coroutine's way back: in itself, unless that is
/// too large.
class way_back_slot {
public:
  way_back_slot() = default;
  way_back_slot(const way_back_slot &) = delete;
  way_back_slot &operator=(const way_back_slot &) = delete;

  ~way_back_slot() {
    if (way_ == static_cast<void *>(room_))
      way_->~way_back();
    else
      delete way_;
  }

  /// Once.
  template <class Way, class Promise>
  void fill(Way &way, std::coroutine_handle<Promise> coroutine) {
    using made = way_back_by<decltype(way.of(coroutine))>;
    if constexpr (sizeof(made) <= sizeof(room_) &&
                  alignof(made) <= alignof(std::max_align_t))
      way_ = ::new (static_cast<void *>(room_)) made(way, coroutine);
    else
      way_ = new made(way, coroutine);
  }

  explicit operator bool() const noexcept { return way_ != nullptr; }
  way_back *operator->() const noexcept { return way_; }

private:
  alignas(std::max_align_t) std::byte room_[8 * sizeof(void *)];
  way_back *way_ = nullptr;
};

/// What an Asio adapter tells of a coroutine frame of its framework; incomplete
/// for any other type.
template <class Frame> struct asio_frame;

} // namespace detail

/// The awaitable that `offload` returns: one call of an `F`, made on an
/// `Executor`, and the way back. It is awaited once; until then it may be
/// moved. It keeps all its state inside itself, thus in the coroutine's frame.
///
/// Destroying it while the call waits or runs (by destroying the suspended
/// coroutine) skips a call that has not begun, else waits for its end; the
/// coroutine is not resumed then. As with any coroutine, destroying it while it
/// is being resumed is a data race.
template <class F, class Executor, class Way = own_way>
class [[nodiscard]] offload_operation {
public:
  /// What awaiting it yields: exactly what `F` returns, references included.
  using result_type = std::invoke_result_t<F>;

  static_assert(!std::is_object_v<result_type> ||
                    std::is_move_constructible_v<result_type>,
                "corolint::offload: the result has to be movable, as it is "
                "handed from one thread to another");

  template <class G>
  offload_operation(Executor &&executor, G &&function, Way way = Way())
      : executor_(std::forward<Executor>(executor)),
        function_(std::forward<G>(function)), way_(std::move(way)) {}

  /// Only before it is awaited.
  offload_operation(offload_operation &&other) noexcept(
      std::is_nothrow_move_constructible_v<F> &&
      std::is_nothrow_move_constructible_v<Way> &&
      (std::is_reference_v<Executor> ||
       std::is_nothrow_move_constructible_v<Executor>))
      : executor_(std::forward<Executor>(other.executor_)),
        function_(std::move(other.function_)), way_(std::move(other.way_)) {}

  ~offload_operation() {
    if (phase_ == phase::idle ||
        phase_.exchange(phase::abandoned) == phase::ended || withdraw())
      return;
    detail::waiting_room::get().wait(
        [this] { return phase_ == phase::released; });
  }

  /// For coroutines: the call is never made inline.
  bool await_ready() const noexcept { return false; }

  /// For coroutines: makes the call, then resumes `coroutine` by the way back.
  /// Throws what `Executor::execute` throws, and what the way back throws
  /// before it is needed.
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> coroutine) {
    coroutine_ = coroutine;
    way_back_.fill(way_, coroutine);
    start(&go_back, this);
  }

  /// For coroutines: sets `errno` as the function left it, then returns or
  /// throws what the function returned or threw. If the coroutine was told to
  /// stop, throws what says so instead of returning.
  result_type await_resume() {
    if (way_back_ && !outcome_.failed())
      way_back_->arrive();
    errno = errno_;
    if (was_stopped())
      throw_stopped();
    return outcome_.take();
  }

  /// For adapters: makes the call, then `then(argument)` on the thread that
  /// made it, or, where a stop was requested before, on this one. The operation
  /// may be destroyed from then on, so nothing may touch it after `start`
  /// without synchronising with `then`. If it throws (what `Executor::execute`
  /// throws), nothing is called.
  void start(void (*then)(void *) noexcept, void *argument) {
    then_ = then;
    argument_ = argument;
    errno_ = errno;
    if (stop_requested()) {
      then_(argument_);
      return;
    }
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
    outcome_.fail(std::move(error));
  }

  /// For adapters: prevents a call that has not begun, on any thread, as long
  /// as the coroutine is suspended. If the executor gives the call back,
  /// `then(argument)` is called here and now, else when its turn comes.
  void request_stop() noexcept {
    stop_ = true;
    if (withdraw() && advance(phase::queued, phase::ended))
      then_(argument_);
  }

  /// For adapters: whether `await_resume` throws because of a stop, when the
  /// call has ended or will not be made.
  bool was_stopped() const noexcept {
    return outcome_.empty() || (!outcome_.failed() && stop_requested());
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
    static_assert(std::is_same_v<Way, own_way>,
                  "corolint::resume_on in an Asio coroutine: it always resumes "
                  "on its own executor");
    return nullptr;
  }

  /// Makes it an operand that a coroutine of async_simple awaits as it is,
  /// given the coroutine's executor.
  offload_operation coAwait(void *) { return std::move(*this); }

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

  bool stop_requested() const noexcept {
    return stop_ || (way_back_ && way_back_->stop_requested());
  }

  bool withdraw() noexcept {
    if constexpr (requires { executor_.withdraw(as_blocking_call()); })
      return executor_.withdraw(as_blocking_call());
    else
      return false;
  }

  void run() noexcept {
    if (!advance(phase::queued, phase::running))
      return;
    if (!stop_requested()) {
      errno = errno_;
      call();
      errno_ = errno;
    }
    if (advance(phase::running, phase::ended))
      then_(argument_);
  }

  bool advance(phase from, phase to) noexcept {
    if (phase_.compare_exchange_strong(from, to))
      return true;
    detail::waiting_room::get().announce([this] { phase_ = phase::released; });
    return false;
  }

  void call() noexcept {
    try {
      if constexpr (std::is_void_v<result_type>) {
        std::invoke(std::move(function_));
        outcome_.set();
      } else {
        outcome_.set(std::invoke(std::move(function_)));
      }
    } catch (...) {
      outcome_.fail(std::current_exception());
    }
  }

  static void go_back(void *operation) noexcept {
    auto &self = *static_cast<offload_operation *>(operation);
    try {
      if (!self.was_stopped() || !self.way_back_->resume_stopped())
        self.way_back_->resume();
    } catch (...) {
      self.fail(std::current_exception());
      self.coroutine_.resume();
    }
  }

  [[noreturn]] void throw_stopped() {
    if (way_back_)
      way_back_->throw_stopped();
    detail::throw_operation_canceled();
  }

  Executor executor_;
  F function_;
  [[no_unique_address]] Way way_;
  detail::outcome<result_type> outcome_;
  int errno_ = 0;
  void (*then_)(void *) noexcept = nullptr;
  void *argument_ = nullptr;
  std::atomic<phase> phase_ = phase::idle;
  std::atomic<bool> stop_ = false;
  std::coroutine_handle<> coroutine_;
  detail::way_back_slot way_back_;
};

namespace detail {

template <class T> inline constexpr bool is_offload_operation = false;
template <class F, class Executor, class Way>
inline constexpr bool
    is_offload_operation<offload_operation<F, Executor, Way>> = true;

} // namespace detail

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

/// The same, but the coroutine comes back to where `way` says.
template <class Executor, class F, class Scheduler>
  requires blocking_executor<std::remove_reference_t<Executor>> &&
           std::invocable<std::decay_t<F>>
offload_operation<std::decay_t<F>, Executor, scheduler_way<Scheduler>>
offload(Executor &&executor, F &&function, scheduler_way<Scheduler> way) {
  return {std::forward<Executor>(executor), std::forward<F>(function),
          std::move(way)};
}

/// The first on `default_blocking_pool()`.
template <class F>
  requires std::invocable<std::decay_t<F>>
offload_operation<std::decay_t<F>, blocking_pool &> offload(F &&function) {
  return {default_blocking_pool(), std::forward<F>(function)};
}

/// The second on `default_blocking_pool()`.
template <class F, class Scheduler>
  requires std::invocable<std::decay_t<F>>
offload_operation<std::decay_t<F>, blocking_pool &, scheduler_way<Scheduler>>
offload(F &&function, scheduler_way<Scheduler> way) {
  return {default_blocking_pool(), std::forward<F>(function), std::move(way)};
}

} // namespace corolint

#endif
