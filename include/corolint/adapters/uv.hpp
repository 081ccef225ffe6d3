// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libuv for `corolint::offload`: its thread pool as an executor, and its loops
// as schedulers to come back to. libuv has no coroutine type, so both are named
// at the call:
//
//   corolint::uv_scheduler loop(uv_default_loop());
//   co_await corolint::offload(f, corolint::resume_on(loop));

#ifndef COROLINT_ADAPTERS_UV_HPP
#define COROLINT_ADAPTERS_UV_HPP

#include <uv.h>

#include <coroutine>
#include <cstddef>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include <corolint/offload.hpp>

namespace corolint {

namespace detail {

/// Throws a status of libuv, which is a negative `errno`, if it is a failure.
inline void throw_uv_error(int status, const char *function) {
  if (status < 0)
    throw std::system_error(-status, std::generic_category(), function);
}

} // namespace detail

/// Makes calls by `uv_queue_work`, so on the pool of threads that libuv shares
/// between all loops (UV_THREADPOOL_SIZE, 4 by default). The loop is kept
/// running until a call has ended. It is used on the loop's thread alone.
class uv_executor {
public:
  explicit uv_executor(uv_loop_t *loop) noexcept : loop_(loop) {}

  /// Throws `std::system_error` or `std::bad_alloc`.
  void execute(blocking_call call) {
    struct work {
      uv_work_t request;
      blocking_call call;
    };
    auto queued = std::unique_ptr<work>(new work{{}, call});
    queued->request.data = queued.get();
    const int status = uv_queue_work(
        loop_, &queued->request,
        [](uv_work_t *request) { static_cast<work *>(request->data)->call(); },
        [](uv_work_t *request, int) {
          delete static_cast<work *>(request->data);
        });
    detail::throw_uv_error(status, "uv_queue_work");
    static_cast<void>(queued.release());
  }

private:
  uv_loop_t *loop_;
};

/// Brings coroutines back to a loop, which is kept running for as long as one
/// is away. It is made, asked for `schedule()` and destroyed on the loop's
/// thread, before the loop is closed; no coroutine may be away then. The loop
/// has to run once more after that, as for every handle of libuv.
class uv_scheduler {
  struct state {
    uv_async_t wake;
    std::size_t away = 0;
    std::mutex mutex;
    std::vector<std::coroutine_handle<>> back;
  };

public:
  /// Throws `std::system_error` or `std::bad_alloc`.
  explicit uv_scheduler(uv_loop_t *loop) {
    auto made = std::make_unique<state>();
    detail::throw_uv_error(uv_async_init(loop, &made->wake, &resume_all),
                           "uv_async_init");
    made->wake.data = made.get();
    uv_unref(handle(*made));
    state_ = made.release();
  }

  uv_scheduler(const uv_scheduler &) = delete;
  uv_scheduler &operator=(const uv_scheduler &) = delete;

  ~uv_scheduler() {
    uv_close(handle(*state_), [](uv_handle_t *wake) {
      delete static_cast<state *>(wake->data);
    });
  }

  /// What brings a coroutine to the loop. It is awaited on any thread, but made
  /// and destroyed on the loop's.
  class operation {
  public:
    explicit operation(state &to) noexcept : to_(to) {
      if (to_.away++ == 0)
        uv_ref(handle(to_));
    }

    operation(const operation &) = delete;
    operation &operator=(const operation &) = delete;

    ~operation() {
      if (--to_.away == 0)
        uv_unref(handle(to_));
    }

    bool await_ready() const noexcept { return false; }

    void await_suspend(std::coroutine_handle<> coroutine) {
      // The loop can't go on with the coroutine before the lock is given back.
      std::lock_guard lock(to_.mutex);
      to_.back.push_back(coroutine);
      uv_async_send(&to_.wake);
    }

    void await_resume() const noexcept {}

  private:
    state &to_;
  };

  operation schedule() noexcept { return operation(*state_); }

private:
  static uv_handle_t *handle(state &of) noexcept {
    return reinterpret_cast<uv_handle_t *>(&of.wake);
  }

  static void resume_all(uv_async_t *wake) {
    auto &self = *static_cast<state *>(wake->data);
    std::vector<std::coroutine_handle<>> coroutines;
    {
      std::lock_guard lock(self.mutex);
      coroutines.swap(self.back);
    }
    for (const auto coroutine : coroutines)
      coroutine.resume();
  }

  state *state_;
};

} // namespace corolint

#endif
