// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Marks for functions whose effect the linter can't see or would judge wrongly.
// They change no code: under Clang each is an attribute that only tools read,
// under any other compiler it expands to nothing. Put one first in a function's
// declaration:
//
//   COROLINT_BLOCKING int read_sensor(int channel);

#ifndef COROLINT_ANNOTATIONS_HPP
#define COROLINT_ANNOTATIONS_HPP

#if defined(__clang__)
#define COROLINT_DETAIL_ANNOTATE(text) [[clang::annotate(text)]]
#else
#define COROLINT_DETAIL_ANNOTATE(text)
#endif

/// The function may block the thread that calls it, though its body doesn't
/// show it (or isn't seen).
#define COROLINT_BLOCKING COROLINT_DETAIL_ANNOTATE("corolint::blocking")

/// The function never blocks the thread that calls it, whatever its body calls.
#define COROLINT_NONBLOCKING COROLINT_DETAIL_ANNOTATE("corolint::nonblocking")

/// The function may block and that is accepted: nothing is reported inside it.
#define COROLINT_ALLOW_BLOCKING                                                \
  COROLINT_DETAIL_ANNOTATE("corolint::allow_blocking")

/// The function runs the callables that it is given somewhere else, so that
/// they don't block its caller.
#define COROLINT_OFFLOAD_SINK COROLINT_DETAIL_ANNOTATE("corolint::offload_sink")

/// Awaiting what the function returns moves the coroutine to another executor:
/// one where it may block, if the function has COROLINT_ALLOW_BLOCKING too or
/// is called on or with an executor that is known as such; else away from one.
#define COROLINT_CONTEXT_SWITCH                                                \
  COROLINT_DETAIL_ANNOTATE("corolint::context_switch")

#endif
