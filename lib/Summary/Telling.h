// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// witness => the words of a finding. Said once for the hosts, which know the
// chain when they see the call, and for the link step, which learns it later.
#pragma once

#include "Summary/CallGraph.h"

namespace corolint::summary {

/// What follows "'f' blocks the thread that runs …" for \p W.
std::string reachText(const Witness &W);

/// What the step \p I of \p W says in a note.
std::string stepText(const Witness &W, size_t I);

/// Why and what to do instead where what \p W reaches can't be run on another
/// thread; empty where it can. \p Callee is the function called.
std::string whyNotOffload(const Witness &W, llvm::StringRef Callee);

/// How a note begins that offers something else beside the fix.
inline constexpr llvm::StringLiteral BesideFix = "or ";

/// Why a finding has no fix because of its rival \p R, which is about \p Api.
std::string fixLostText(const Rival &R, llvm::StringRef Api);

} // namespace corolint::summary
