// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// operand of co_await => where does the coroutine resume?
#pragma once

#include "Model/Model.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// Whether a coroutine that awaited \p Operand resumes where it may block: true
/// after a switch to a blocking-allowed executor (`pool.schedule()`,
/// `resume_on(pool)`, `asio::post(asio::bind_executor(pool, token))`), false
/// after one that brings it elsewhere or back to its own executor, nullopt when
/// the await moves nothing that can be seen.
std::optional<bool> resumesWhereItMayBlock(const clang::Expr &Operand,
                                           const model::Model &M);

/// Coroutine \p F starts on an executor that it is handed, because a
/// parameter's type says so (`concurrencpp::executor_tag`).
bool startsOnGivenExecutor(const clang::FunctionDecl &F, const model::Model &M);

/// How the coroutines of a translation unit are started: where they may block,
/// if they are handed to an offload sink together with a blocking-allowed
/// executor (`co_spawn(pool, work(), detached)`), or otherwise.
class PoolStarts {
public:
  /// Gathers what the body of \p F starts and names. Calls \p Lambda for the
  /// call operator of every lambda that is started on a pool: it can't be
  /// started by anybody else.
  void addBody(const clang::FunctionDecl &F, const model::Model &M,
               llvm::function_ref<void(const clang::FunctionDecl &)> Lambda);

  /// How often the bodies start and name a coroutine.
  struct Counts {
    unsigned OnPools = 0, Named = 0;
  };

  using All = llvm::MapVector<const clang::FunctionDecl *, Counts>;
  /// Every function named in the bodies, in the order of their mention.
  const All &all() const { return Functions; }

private:
  All Functions;
  /// Whether each function that is called is an offload sink.
  llvm::DenseMap<const clang::FunctionDecl *, bool> Sinks;
};

} // namespace corolint
