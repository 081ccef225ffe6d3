// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (callee, argument position) => does the callee call that argument before it
// returns? The model says so of libraries; of other functions the body does,
// which may be in another file.
#pragma once

#include "Analysis/VirtualCalls.h"
#include "Model/Model.h"

namespace corolint {

/// The function that calling \p E runs: the call operator of a lambda (the
/// pattern of a generic one), or a function that it names. \p E may be a local
/// variable that holds it from its initialisation on, a function pointer, or a
/// `std::function` made of either. Null for anything else.
const clang::FunctionDecl *calledFunction(const clang::Expr *E);

/// Those of which calling \p E may run one: that function, or the lambdas that
/// the class of E derives from, as visitors for `std::visit` do.
llvm::SmallVector<const clang::FunctionDecl *, 2>
calledFunctions(const clang::Expr *E);

/// The same where it is a lambda, else null.
const clang::CXXMethodDecl *calledLambda(const clang::Expr *E);

enum class RunsArgument {
  No,
  Yes,
  Elsewhere, ///< A function decides it whose body is in another file, or that
             ///< is chosen when it is called.
};

/// \p Callee calls its argument \p Position before it returns. An offload sink
/// doesn't, whatever its body looks like; a library's function without a
/// visible body doesn't either.
RunsArgument callsArgument(CallTarget Callee, unsigned Position,
                           const model::Model &M);

/// \p Callee, as the model or a mark says, runs its callable arguments
/// elsewhere.
bool isOffloadSink(const clang::FunctionDecl &Callee, const model::Model &M);

/// The argument of a call at a position, counted from 0.
struct ArgumentOf {
  CallTarget Callee;
  unsigned Position = 0;
};

/// What a function's body does with a parameter that can be called.
struct ParameterUse {
  bool Runs = false;
  /// The arguments as which it is passed on, where that decides it.
  llvm::SmallVector<ArgumentOf, 1> PassedTo;
};
ParameterUse useOfParameter(const clang::FunctionDecl &F, unsigned Position,
                            const model::Model &M);

/// \p F's body may be in another file of the project, or in a header whose
/// bodies this host doesn't parse: it is declared here, and not by a library.
bool isElsewhere(const clang::FunctionDecl &F, const model::Model &M);

/// \p E is a parameter, or what was moved or forwarded from one.
bool isParameter(const clang::Expr *E);

/// A \p T can be called like a function.
bool isCallable(clang::QualType T);

/// The function to look at for \p Operator: for a generic lambda any
/// instantiation of its call operator, else itself.
const clang::FunctionDecl &
anyInstantiation(const clang::CXXMethodDecl &Operator);

} // namespace corolint
