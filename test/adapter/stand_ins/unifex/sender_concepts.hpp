// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Senders: what they say of themselves, and how they are connected and started.

#pragma once

#include <unifex/tag_invoke.hpp>

#include <type_traits>
#include <utility>

namespace unifex {

template <class Sender> struct sender_traits;

namespace _sender {

template <class Sender>
concept says_so = requires {
  Sender::sends_done;
  Sender::is_always_scheduler_affine;
};

struct none {
  using _unspecialized = void;
};

template <class Sender> struct traits {
  template <template <class...> class Variant, template <class...> class Tuple>
  using value_types = typename Sender::template value_types<Variant, Tuple>;
  template <template <class...> class Variant>
  using error_types = typename Sender::template error_types<Variant>;
  static constexpr bool sends_done = Sender::sends_done;
  static constexpr bool is_always_scheduler_affine =
      Sender::is_always_scheduler_affine;
};

template <class Sender> struct select {
  using type = none;
};
template <says_so Sender> struct select<Sender> {
  using type = traits<Sender>;
};

} // namespace _sender

template <class Sender> struct sender_traits : _sender::select<Sender>::type {};

template <class Sender>
concept sender = _sender::says_so<sender_traits<std::remove_cvref_t<Sender>>>;

namespace _connect {

struct _fn {
  template <sender Sender, class Receiver>
  auto operator()(Sender &&from, Receiver &&to) const {
    if constexpr (tag_invocable<_fn, Sender, Receiver>)
      return tag_invoke(_fn(), std::forward<Sender>(from),
                        std::forward<Receiver>(to));
    else
      return std::forward<Sender>(from).connect(std::forward<Receiver>(to));
  }
};

} // namespace _connect

inline constexpr _connect::_fn connect{};

inline constexpr auto start = [](auto &operation) noexcept {
  static_assert(noexcept(operation.start()));
  operation.start();
};

template <class Sender, class Receiver>
using connect_result_t =
    decltype(connect(std::declval<Sender>(), std::declval<Receiver>()));

} // namespace unifex
