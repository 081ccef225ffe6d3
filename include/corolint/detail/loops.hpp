// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which threads run an event loop: what the adapters of the program know of it.

#ifndef COROLINT_DETAIL_LOOPS_HPP
#define COROLINT_DETAIL_LOOPS_HPP

#include <utility>

namespace corolint::detail {

/// The event loops of one framework. Its adapter has one of these as an inline
/// variable, which enters it in the list.
class loop_kind {
public:
  loop_kind(const char *framework, bool (*runs_here)() noexcept) noexcept
      : framework_(framework), runs_here_(runs_here),
        next_(std::exchange(first(), this)) {}

  loop_kind(const loop_kind &) = delete;
  loop_kind &operator=(const loop_kind &) = delete;

  /// The framework of a loop that the calling thread runs, or null.
  static const char *running_here() noexcept {
    for (const loop_kind *kind = first(); kind != nullptr; kind = kind->next_)
      if (kind->runs_here_())
        return kind->framework_;
    return nullptr;
  }

private:
  static loop_kind *&first() noexcept {
    static constinit loop_kind *kind = nullptr;
    return kind;
  }

  const char *framework_;
  bool (*runs_here_)() noexcept;
  loop_kind *next_;
};

} // namespace corolint::detail

#endif
