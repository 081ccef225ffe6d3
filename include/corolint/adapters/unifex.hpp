// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `corolint::offload` in coroutines of libunifex: they resume on their own
// scheduler, and stopping them stops calls that have not begun. It makes a
// sender of the offload, so all that takes senders takes it, too. Including it
// is all there is to do. Where libunifex isn't found, and something else stands
// in for it, there is nothing to adapt.

#ifndef COROLINT_ADAPTERS_UNIFEX_HPP
#define COROLINT_ADAPTERS_UNIFEX_HPP

#include <corolint/offload.hpp>

#if __has_include(<unifex/await_transform.hpp>)

#include <unifex/await_transform.hpp>
#include <unifex/get_stop_token.hpp>
#include <unifex/receiver_concepts.hpp>
#include <unifex/scheduler_concepts.hpp>
#include <unifex/sender_concepts.hpp>
#include <unifex/tag_invoke.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace corolint {

namespace detail {

/// An `Operation` connected to a `Receiver`: it makes the call, goes to the
/// receiver's scheduler, and completes there. A stop completes it as done.
template <class Operation, class Receiver> class unifex_operation {
public:
  template <class R>
  unifex_operation(Operation &&operation, R &&receiver)
      : operation_(std::move(operation)), receiver_(std::forward<R>(receiver)),
        back_(unifex::connect(
            unifex::schedule(unifex::get_scheduler(std::as_const(receiver_))),
            arrival{this})) {}

  unifex_operation(unifex_operation &&) = delete;

  void start() noexcept {
    told_.emplace(unifex::get_stop_token(receiver_), stop{this});
    try {
      operation_.start(&go_back, this);
    } catch (...) {
      operation_.fail(std::current_exception());
      complete();
    }
  }

private:
  struct stop {
    unifex_operation *self;

    void operator()() const noexcept { self->operation_.request_stop(); }
  };

  /// What the scheduler completes. It can't be stopped.
  struct arrival {
    unifex_operation *self;

    void set_value() noexcept { self->complete(); }

    void set_error(std::exception_ptr error) noexcept {
      self->operation_.fail(std::move(error));
      self->complete();
    }

    void set_done() noexcept {
      self->told_.reset();
      unifex::set_done(std::move(self->receiver_));
    }
  };

  static void go_back(void *self) noexcept {
    unifex::start(static_cast<unifex_operation *>(self)->back_);
  }

  void complete() noexcept {
    told_.reset();
    if (operation_.was_stopped())
      return unifex::set_done(std::move(receiver_));
    try {
      if constexpr (std::is_void_v<typename Operation::result_type>) {
        operation_.await_resume();
        unifex::set_value(std::move(receiver_));
      } else {
        unifex::set_value(std::move(receiver_), operation_.await_resume());
      }
    } catch (...) {
      unifex::set_error(std::move(receiver_), std::current_exception());
    }
  }

  using stop_token = unifex::stop_token_type_t<Receiver>;
  using scheduler = unifex::get_scheduler_result_t<const Receiver &>;

  Operation operation_;
  Receiver receiver_;
  std::optional<typename stop_token::template callback_type<stop>> told_;
  unifex::connect_result_t<unifex::schedule_result_t<scheduler>, arrival> back_;
};

/// An `Operation` as a sender and nothing else: libunifex awaits what is both
/// as an awaitable, which knows no scheduler.
template <class Operation> class unifex_sender {
  using returned = typename Operation::result_type;
  // libunifex can't keep a reference to an rvalue.
  using result = std::conditional_t<std::is_rvalue_reference_v<returned>,
                                    std::remove_cvref_t<returned>,
                                    std::remove_cv_t<returned>>;

  template <template <class...> class Tuple, class R> struct tuple_of {
    using type = Tuple<R>;
  };
  template <template <class...> class Tuple, class R>
    requires std::is_void_v<R>
  struct tuple_of<Tuple, R> {
    using type = Tuple<>;
  };

public:
  template <template <class...> class Variant, template <class...> class Tuple>
  using value_types = Variant<typename tuple_of<Tuple, result>::type>;
  template <template <class...> class Variant>
  using error_types = Variant<std::exception_ptr>;
  static constexpr bool sends_done = true;
  static constexpr bool is_always_scheduler_affine = true;

  explicit unifex_sender(Operation &&operation)
      : operation_(std::move(operation)) {}

  template <class Receiver>
  unifex_operation<Operation, std::remove_cvref_t<Receiver>>
  connect(Receiver &&receiver) && {
    return {std::move(operation_), std::forward<Receiver>(receiver)};
  }

private:
  Operation operation_;
};

} // namespace detail

/// What libunifex asks for when an offload is awaited.
template <class Promise, class Operation>
  requires detail::is_offload_operation<std::remove_reference_t<Operation>>
decltype(auto) tag_invoke(unifex::tag_t<unifex::await_transform>,
                          Promise &promise, Operation &&operation) {
  return unifex::await_transform(promise,
                                 detail::unifex_sender(std::move(operation)));
}

/// And when it is connected as a sender.
template <class F, class Executor, class Way, class Receiver>
auto tag_invoke(unifex::tag_t<unifex::connect>,
                offload_operation<F, Executor, Way> &&operation,
                Receiver &&receiver) {
  return unifex::connect(detail::unifex_sender(std::move(operation)),
                         std::forward<Receiver>(receiver));
}

} // namespace corolint

template <class F, class Executor, class Way>
struct unifex::sender_traits<corolint::offload_operation<F, Executor, Way>>
    : unifex::sender_traits<corolint::detail::unifex_sender<
          corolint::offload_operation<F, Executor, Way>>> {
  static_assert(std::is_same_v<Way, corolint::own_way>,
                "corolint::resume_on in a coroutine of libunifex: it always "
                "resumes on its own scheduler");
};

#endif

#endif
