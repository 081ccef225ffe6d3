// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// async_simple's Lazy, as far as awaiting goes: what it awaits is either given
// its executor, by `coAwait`, or checked in to that when it resumes.

#pragma once

#include <async_simple/Executor.h>
#include <async_simple/Signal.h>
#include <async_simple/Try.h>

#include <coroutine>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace async_simple::coro {

template <class T = void> class Lazy;
template <class T = void> class RescheduleLazy;

/// What the coroutines of one chain share.
class LazyLocalBase {
public:
  explicit LazyLocalBase(Signal *signal)
      : slot_(std::make_unique<Slot>(signal)) {}
  LazyLocalBase(LazyLocalBase &&) = default;
  virtual ~LazyLocalBase() = default;

  Slot *getSlot() const noexcept { return slot_.get(); }

private:
  std::unique_ptr<Slot> slot_;
};

namespace detail {

/// A coroutine that nobody awaits.
struct DetachedCoroutine {
  struct promise_type {
    DetachedCoroutine get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

/// What such awaitables resume that know no executor: it checks the coroutine
/// in, or resumes it when there is no executor.
struct ViaCoroutine {
  struct promise_type {
    ViaCoroutine get_return_object() noexcept {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct go_on : std::suspend_always {
        void await_suspend(std::coroutine_handle<promise_type> via) noexcept {
          const promise_type &to = via.promise();
          if (to.executor != nullptr)
            to.executor->checkin(to.continuation, to.context);
          else
            to.continuation.resume();
        }
      };
      return go_on();
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }

    std::coroutine_handle<> continuation;
    Executor *executor = nullptr;
    Executor::Context context = Executor::NULLCTX;
  };

  static ViaCoroutine create() { co_return; }

  std::coroutine_handle<promise_type> coroutine;
};

template <class Awaiter> class ViaAsyncAwaiter {
public:
  ViaAsyncAwaiter(Executor *executor, Awaiter awaiter)
      : awaiter_(std::move(awaiter)), via_(ViaCoroutine::create()) {
    via_.coroutine.promise().executor = executor;
  }
  ViaAsyncAwaiter(ViaAsyncAwaiter &&other) noexcept
      : awaiter_(std::move(other.awaiter_)),
        via_{std::exchange(other.via_.coroutine, nullptr)} {}
  ~ViaAsyncAwaiter() {
    if (via_.coroutine)
      via_.coroutine.destroy();
  }

  bool await_ready() { return awaiter_.await_ready(); }
  auto await_suspend(std::coroutine_handle<> continuation) {
    auto &promise = via_.coroutine.promise();
    if (promise.executor != nullptr)
      promise.context = promise.executor->checkout();
    promise.continuation = continuation;
    return awaiter_.await_suspend(std::coroutine_handle<>(via_.coroutine));
  }
  auto await_resume() { return awaiter_.await_resume(); }

private:
  Awaiter awaiter_;
  ViaCoroutine via_;
};

template <class T>
concept HasCoAwaitMethod =
    requires(T &&awaitable) { std::forward<T>(awaitable).coAwait(nullptr); };

class LazyPromiseBase {
  struct FinalAwaiter : std::suspend_always {
    template <class Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> coroutine) noexcept {
      return coroutine.promise()._continuation;
    }
  };

public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }

  template <class Awaitable> auto await_transform(Awaitable &&awaitable) {
    if constexpr (HasCoAwaitMethod<Awaitable>)
      return std::forward<Awaitable>(awaitable).coAwait(_executor);
    else
      return ViaAsyncAwaiter<std::remove_cvref_t<Awaitable>>(
          _executor, std::forward<Awaitable>(awaitable));
  }

  std::coroutine_handle<> _continuation;
  Executor *_executor = nullptr;
  LazyLocalBase *_lazy_local = nullptr;
};

template <class T> class LazyPromise : public LazyPromiseBase {
public:
  Lazy<T> get_return_object() noexcept;
  void return_value(T value) { result = Try<T>(std::move(value)); }
  void unhandled_exception() noexcept {
    result = Try<T>(std::current_exception());
  }

  Try<T> result;
};

template <> class LazyPromise<void> : public LazyPromiseBase {
public:
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void unhandled_exception() noexcept {
    result = Try<void>(std::current_exception());
  }

  Try<void> result;
};

template <class T, bool Reschedule> class LazyBase {
public:
  using promise_type = LazyPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;
  using ValueType = T;

  explicit LazyBase(Handle coroutine) noexcept : _coro(coroutine) {}
  LazyBase(LazyBase &&other) noexcept
      : _coro(std::exchange(other._coro, nullptr)) {}
  ~LazyBase() {
    if (_coro)
      _coro.destroy();
  }

  Executor *getExecutor() { return _coro.promise()._executor; }

  template <class F> void start(F &&callback) {
    run(std::move(*this), std::forward<F>(callback));
  }

  /// Only coroutines of async_simple may await it.
  auto operator co_await() {
    return awaiter{{}, std::exchange(_coro, nullptr)};
  }

protected:
  struct awaiter : std::suspend_always {
    Handle coroutine;

    template <class Promise>
    auto await_suspend(std::coroutine_handle<Promise> continuation) {
      constexpr bool by_lazy = std::is_base_of_v<LazyPromiseBase, Promise>;
      static_assert(by_lazy ||
                    std::is_same_v<Promise, DetachedCoroutine::promise_type>);
      coroutine.promise()._continuation = continuation;
      if constexpr (by_lazy)
        if (coroutine.promise()._lazy_local == nullptr)
          coroutine.promise()._lazy_local = continuation.promise()._lazy_local;
      if constexpr (Reschedule)
        coroutine.promise()._executor->schedule(coroutine);
      else
        return std::coroutine_handle<>(coroutine);
    }
    T await_resume() {
      LazyBase ended(coroutine);
      return std::move(coroutine.promise().result).value();
    }
  };

  struct try_awaiter : awaiter {
    Try<T> await_resume() noexcept {
      LazyBase ended(this->coroutine);
      return std::move(this->coroutine.promise().result);
    }
  };

  template <class F> static DetachedCoroutine run(LazyBase lazy, F callback) {
    callback(co_await try_awaiter{{{}, std::exchange(lazy._coro, nullptr)}});
  }

  Handle _coro;
};

} // namespace detail

template <class T>
class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
  using Base = detail::LazyBase<T, false>;

public:
  using Base::Base;

  RescheduleLazy<T> via(Executor *executor) && {
    this->_coro.promise()._executor = executor;
    return RescheduleLazy<T>(std::exchange(this->_coro, nullptr));
  }

  Lazy setLazyLocal(Signal *signal) && {
    return with_local(std::move(*this), LazyLocalBase(signal));
  }

  auto coAwait(Executor *executor) {
    this->_coro.promise()._executor = executor;
    return Base::operator co_await();
  }

private:
  static Lazy with_local(Lazy lazy, LazyLocalBase local) {
    lazy._coro.promise()._lazy_local = &local;
    co_return co_await std::move(lazy);
  }
};

template <class T>
class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
  using detail::LazyBase<T, true>::LazyBase;
  friend class Lazy<T>;
};

template <class T>
Lazy<T> detail::LazyPromise<T>::get_return_object() noexcept {
  return Lazy<T>(Lazy<T>::Handle::from_promise(*this));
}

inline Lazy<void> detail::LazyPromise<void>::get_return_object() noexcept {
  return Lazy<void>(Lazy<void>::Handle::from_promise(*this));
}

} // namespace async_simple::coro
