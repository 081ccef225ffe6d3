// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What authors say of their functions in code: corolint's annotations
// (include/corolint/annotations.hpp) and Clang's function effects. A mark beats
// the model and every inference.
#pragma once

#include "clang/AST/Decl.h"
#include <optional>

namespace corolint {

enum class BlockingMark { Blocking, Nonblocking };

/// The mark on any declaration of \p F, if there is one.
std::optional<BlockingMark> blockingMark(const clang::FunctionDecl &F);

/// \p F is marked `corolint::allow_blocking`: nothing in it is a finding.
bool allowsBlocking(const clang::FunctionDecl &F);

/// \p F is marked `corolint::offload_sink`: it runs its callables elsewhere.
bool isMarkedOffloadSink(const clang::FunctionDecl &F);

/// \p F is marked `corolint::context_switch`: awaiting what it returns moves
/// the coroutine.
bool isMarkedContextSwitch(const clang::FunctionDecl &F);

} // namespace corolint
