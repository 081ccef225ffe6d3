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

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <corolint/offload.hpp>

namespace corolint::detail {

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

  void enter() noexcept { count_ += one_call; }

  /// The last one may end the service, so nothing of it is touched after.
  void leave() noexcept {
    if (count_.fetch_sub(one_call) == (one_call | shutting_down))
      waiting_room::get().announce([] {});
  }

private:
  static constexpr std::size_t shutting_down = 1;
  static constexpr std::size_t one_call = 2;

  void shutdown() noexcept override {
    count_ |= shutting_down;
    waiting_room::get().wait([this] { return count_ == shutting_down; });
  }

  std::atomic<std::size_t> count_ = 0;
};

/// Room for the one thing that is allocated when a coroutine is posted. It is
/// in the frame, which outlives that.
class posting_room {
public:
  void *take(std::size_t size, std::size_t alignment) noexcept {
    if (taken_ || size > sizeof(room_) || alignment > alignof(std::max_align_t))
      return nullptr;
    taken_ = true;
    return room_;
  }

  bool holds(void *memory) const noexcept { return memory == room_; }

private:
  bool taken_ = false;
  alignas(std::max_align_t) std::byte room_[20 * sizeof(void *)];
};

/// Allocates in a `posting_room`, and elsewhere what that doesn't take.
template <class T> class posting_allocator {
public:
  using value_type = T;

  explicit posting_allocator(posting_room &room) noexcept : room_(&room) {}
  template <class U>
  posting_allocator(const posting_allocator<U> &other) noexcept
      : room_(other.room_) {}

  T *allocate(std::size_t count) {
    if (void *taken = room_->take(count * sizeof(T), alignof(T)))
      return static_cast<T *>(taken);
    return std::allocator<T>().allocate(count);
  }

  void deallocate(T *memory, std::size_t count) noexcept {
    if (!room_->holds(memory))
      std::allocator<T>().deallocate(memory, count);
  }

  friend bool operator==(const posting_allocator &,
                         const posting_allocator &) noexcept = default;

private:
  template <class U> friend class posting_allocator;

  posting_room *room_;
};

/// What is posted to resume a coroutine: its handler, on an executor.
template <class Handler, class Executor> class posted_handler {
public:
  using executor_type = Executor;
  using allocator_type = posting_allocator<std::byte>;

  posted_handler(Handler handler, const Executor &executor, posting_room &room)
      : handler_(std::move(handler)), executor_(executor), allocator_(room) {}

  executor_type get_executor() const noexcept { return executor_; }
  allocator_type get_allocator() const noexcept { return allocator_; }

  void operator()() { handler_(); }

private:
  Handler handler_;
  Executor executor_;
  allocator_type allocator_;
};

/// Suspends the coroutine of `frame` while `call` is made, and resumes it on
/// the coroutine's own executor. What spawned the coroutine keeps that running.
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
    self.post();
    calls.leave();
  }

  /// Leaves no executor behind: what that refers to may end with the context.
  void post() {
    const auto executor = resume_->get_executor();
    if (const auto *loop = asio::loop_behind(executor))
      post_on(*loop);
    else
      post_on(executor);
  }

  template <class Executor> void post_on(const Executor &executor) {
    asio::post(posted_handler(std::move(*resume_), executor, room_));
  }

  start_function *start_;
  stop_function *stop_;
  void *call_;
  calls_in_flight<typename asio::context> *calls_ = nullptr;
  std::optional<handler> resume_;
  posting_room room_;
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

/// Awaits `operand`, an `asio::awaitable`, and keeps what that yields in
/// `result`.
template <template <class, class> class Awaitable, class T, class Executor,
          class R>
Awaitable<void, Executor> await_into(Awaitable<T, Executor> operand,
                                     outcome<R> &result) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(operand);
      result.set();
    } else {
      result.set(co_await std::move(operand));
    }
  } catch (...) {
    result.fail(std::current_exception());
  }
}

} // namespace corolint::detail

#endif
