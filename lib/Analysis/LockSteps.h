// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// (element of the CFG, state before) => the states after.
#pragma once

#include "Analysis/LockEffects.h"
#include "Analysis/LockTypes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

class LockSteps {
public:
  LockSteps(const clang::FunctionDecl &F, LockEffects &Effects);

  /// What holds when the function begins: guards that it gets by value.
  LockState entry() const;

  /// Takes \p State, and adds to \p Forks the other states that \p Element may
  /// lead to.
  void step(const clang::CFGElement &Element, LockState &State,
            std::vector<LockState> &Forks);

private:
  /// A call or construction of what may be seen.
  struct Callee {
    const clang::FunctionDecl *Function;
    ObjectPath Object;
    const clang::CXXRecordDecl *Class;
    llvm::SmallVector<const clang::Expr *, 4> Args;
    const clang::Expr *Whole;
  };

  void statement(const clang::Stmt &S, LockState &State);
  void assignVariable(const clang::VarDecl &Var,
                      const clang::BinaryOperator &Op, LockState &State);
  void endVariable(const clang::VarDecl &Var, LockState &State);
  /// Somebody who has \p Made, which may be null, may call the lambdas in it.
  void mayCall(const clang::Expr *Made, LockState &State);
  void declare(const clang::VarDecl &Var, LockState &State);
  void declareDependent(const clang::VarDecl &Var, LockState &State);
  void construct(const clang::CXXConstructExpr &E, LockState &State);
  bool constructByMove(const clang::CXXConstructExpr &E, LockState &State);
  void call(const clang::CallExpr &Call, LockState &State);
  void act(const clang::CallExpr &Call, const LockCall &Locks,
           LockState &State);
  void actOnObject(const clang::CallExpr &Call, const LockCall &Locks,
                   LockState &State);
  void take(const ObjectPath &Object, const clang::Expr &Named,
            const clang::Expr &At, LockState &State);
  void put(const ObjectPath &Wrapper, const clang::CXXRecordDecl *Class,
           llvm::ArrayRef<const clang::Expr *> Args, const clang::Expr &At,
           LockState &State);
  void makeGuard(const ObjectPath &Guard, const clang::CXXRecordDecl *Class,
                 llvm::ArrayRef<const clang::Expr *> Args,
                 const clang::FunctionDecl *Constructor,
                 clang::SourceLocation At, LockState &State);
  void assign(const ObjectPath &To, const clang::Expr &Value, LockState &State);
  void run(const Callee &C, const LockOutcomes &Ways, LockState &State);
  void apply(const Callee &C, const LockOutcome &Way, const LockState &Before,
             LockState &State);
  ObjectPath translate(const ObjectPath &Path, const Callee &C) const;
  void guardFromCall(const clang::CallExpr &Call,
                     llvm::ArrayRef<const clang::Expr *> Args,
                     LockState &State);
  void consume(const clang::FunctionDecl *Callee,
               llvm::ArrayRef<const clang::Expr *> Args, LockState &State);
  void fork(LockState State) { Forks->push_back(std::move(State)); }

  /// Moves the locks of what initialises \p To there, member by member.
  void adopt(const ObjectPath &To, const clang::Expr *Init, LockState &State);
  ObjectPath path(const clang::Expr *E) const;
  const clang::CXXRecordDecl *guardIn(clang::QualType T) const;

  const clang::FunctionDecl &F;
  LockEffects &Effects;
  const model::Model &M;
  const clang::ASTContext &Context;
  /// The calls that `co_await` and `co_yield` make by themselves.
  llvm::SmallPtrSet<const clang::Stmt *, 16> OfSuspensions;
  /// What each call that was reached does with locks.
  llvm::DenseMap<const clang::CallExpr *, std::optional<LockCall>> LockCalls;
  std::vector<LockState> *Forks = nullptr;
};

/// Calls \p Visit for the temporaries that \p Init makes \p To of, each with
/// the part of To that it becomes.
void forEachPart(
    const ObjectPath &To, const clang::Expr *Init,
    llvm::function_ref<void(const clang::Expr &, const ObjectPath &)> Visit);

} // namespace corolint
