// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a coroutine goes on after an offload: `resumption`, which adapters and
// your own promise types specialise, and `resume_on`, which names a scheduler
// for one call. Nothing here knows a framework. See docs/offload.md.

#ifndef COROLINT_RESUMPTION_HPP
#define COROLINT_RESUMPTION_HPP

#include <concepts>
#include <coroutine>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

#include <corolint/detail/awaiting.hpp>

namespace corolint {

namespace detail {

/// Whether `Promise` is of a framework whose coroutines belong to an executor
/// that only its adapter knows. Told by its name, so that it isn't dragged in;
/// what only stands in for the framework has no executor to know.
template <class Promise> consteval bool needs_adapter() {
#if defined(__GNUC__)
  std::string_view name = __PRETTY_FUNCTION__;
  const std::string_view before = "Promise = ";
  name.remove_prefix(name.find(before) + before.size());
#if __has_include(<qcoro/qcorotask.h>)
  if (name.starts_with("QCoro::"))
    return true;
#endif
#if __has_include(<trantor/net/EventLoop.h>)
  if (name.starts_with("drogon::"))
    return true;
#endif
#if __has_include(<boost/cobalt/config.hpp>)
  if (name.starts_with("boost::cobalt::"))
    return true;
#endif
#if __has_include(<folly/coro/ViaIfAsync.h>) || \
    __has_include(<folly/experimental/coro/ViaIfAsync.h>)
  // What comes between an awaitable and any coroutine of folly.
  if (name.starts_with("folly::coro::detail::ViaCoroutine<"))
    return true;
#endif
#if __has_include(<unifex/await_transform.hpp>)
  if (name.starts_with("unifex::"))
    return true;
#endif
#if __has_include(<async_simple/coro/Lazy.h>)
  if (name.starts_with("async_simple::coro::detail::LazyPromise<"))
    return true;
#endif
#if __has_include(<stdexec/execution.hpp>)
  // A task of exec, or what comes between an awaitable and one.
  for (const std::string_view within :
       {"stdexec::", "exec::", "experimental::execution::"})
    if (name.starts_with(within))
      return true;
#endif
#endif
  return false;
}

/// Resumes the coroutine where the call has ended.
class resumption_at_once {
public:
  explicit resumption_at_once(std::coroutine_handle<> coroutine) noexcept
      : coroutine_(coroutine) {}

  void resume() noexcept { coroutine_.resume(); }

private:
  std::coroutine_handle<> coroutine_;
};

} // namespace detail

/// The way back of one suspended coroutine. This one is for promises that have
/// none: the coroutine goes on at once, on the thread that made the call. A
/// specialisation has
///
///   explicit resumption(std::coroutine_handle<Promise>);
///     on the coroutine's side, before the call is queued. It remembers where
///     the coroutine belongs and keeps that from ending. It may throw.
///   void resume();
///     on the thread that made the call, when that has ended: has the coroutine
///     resumed where it belongs, without waiting for it. The coroutine may run
///     before it returns and destroys this object, so what is needed to the end
///     is copied to the stack first. If it throws, the coroutine must not be
///     resumed by it: that is done on this thread, and the co_await throws the
///     exception.
///
/// and, if its coroutines can be told to stop,
///
///   bool stop_requested() noexcept;
///     on both sides, while the coroutine is suspended. The call is not made if
///     it is true when that would begin.
///   void throw_stopped();
///     throws out of the co_await what says so; without it that is a
///     `std::system_error` of `std::errc::operation_canceled`.
///   void resume_stopped();
///     in place of `resume` if the co_await would throw that: has the coroutine
///     end in its type's own way instead.
///
/// It is destroyed on the coroutine's side, when the operation is.
template <class Promise> class resumption : public detail::resumption_at_once {
  static_assert(!detail::needs_adapter<Promise>(),
                "corolint::offload in a coroutine of this framework needs its "
                "adapter: #include <corolint/adapters/qcoro.hpp>, "
                "<corolint/adapters/drogon.hpp>, "
                "<corolint/adapters/boost_cobalt.hpp>, "
                "<corolint/adapters/folly.hpp>, "
                "<corolint/adapters/unifex.hpp>, "
                "<corolint/adapters/async_simple.hpp> or "
                "<corolint/adapters/stdexec.hpp>");

public:
  using resumption_at_once::resumption_at_once;
};

/// A scheduler to come back to: it has `schedule()`, or is itself a function
/// without arguments. What that returns can be awaited by the coroutine, but on
/// any thread, and brings it to where it belongs.
template <class Scheduler>
concept scheduler = requires(Scheduler &there) { there.schedule(); } ||
                    std::invocable<Scheduler &>;

namespace detail {

/// Awaits a scheduler on behalf of the coroutine.
template <class Promise, class Make> class scheduled_resumption {
public:
  scheduled_resumption(std::coroutine_handle<Promise> coroutine, Make make)
      : schedule_(coroutine, std::move(make)) {}

  void resume() { schedule_.begin(); }
  void arrive() { schedule_.end(); }

private:
  foreign_await<Promise, Make> schedule_;
};

} // namespace detail

/// The way back that the coroutine's type has: its `resumption`.
struct own_way {
  template <class Promise>
  resumption<Promise> of(std::coroutine_handle<Promise> coroutine) const {
    return resumption<Promise>(coroutine);
  }
};

/// The way back to a scheduler, whatever the coroutine's type. What `resume_on`
/// returns.
template <class Scheduler> class scheduler_way {
public:
  explicit scheduler_way(Scheduler &&there)
      : scheduler_(std::forward<Scheduler>(there)) {}

  template <class Promise> auto of(std::coroutine_handle<Promise> coroutine) {
    auto make = [this]() -> decltype(auto) {
      if constexpr (requires { scheduler_.schedule(); })
        return scheduler_.schedule();
      else
        return std::invoke(scheduler_);
    };
    return detail::scheduled_resumption<Promise, decltype(make)>(coroutine,
                                                                 make);
  }

private:
  Scheduler scheduler_;
};

/// For `offload(f, resume_on(there))`: the coroutine goes on where
/// `co_await there.schedule()` brings it. A scheduler given as an lvalue has to
/// outlive the operation; an rvalue is moved into it.
template <class Scheduler>
  requires scheduler<std::remove_reference_t<Scheduler>>
scheduler_way<Scheduler> resume_on(Scheduler &&there) {
  return scheduler_way<Scheduler>(std::forward<Scheduler>(there));
}

} // namespace corolint

#endif
