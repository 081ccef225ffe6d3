// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is a raw descriptor known to be non-blocking? In a reactor that is the
// normal case, and the code shows it in one of three ways.
#pragma once

#include "Analysis/Evaluation.h"

namespace corolint {

/// The descriptor \p Descriptor of \p E can't block its thread: the function
/// opened it non-blocking (`O_NONBLOCK`, `SOCK_NONBLOCK`), made it so (`fcntl`,
/// `ioctl`, a function whose name says so), awaits that it is ready, asks
/// `poll` without waiting, or tests the call's failure for `EAGAIN` or `EWOULDBLOCK`; or the call signals an
/// `eventfd`. For a member, another function of its class may have made it so,
/// or be the `await_suspend` that has an event loop wait for it.
bool isNonblockingDescriptor(const Evaluation &E,
                             const clang::Expr *Descriptor);

/// The last place at which \p F tests for `EAGAIN` or `EWOULDBLOCK`, itself or
/// by a function that answers whether an error is one of them; in a loop that
/// is the loop's end, since what comes behind the test is tested in the next
/// round. Invalid if it doesn't.
clang::SourceLocation lastEagainTest(const clang::FunctionDecl &F);

/// \p Stream is a local that `fmemopen` or `open_memstream` gave: memory.
bool isMemoryStream(const Evaluation &E, const clang::Expr *Stream);

} // namespace corolint
