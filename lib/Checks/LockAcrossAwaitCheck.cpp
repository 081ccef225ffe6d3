// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Checks/CoroCheck.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports locks that are held while a coroutine is suspended.
/// docs/checks/lock-across-await.md
class LockAcrossAwaitCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    if (!coroutineBody(F) || neverSuspends(F))
      return;
    if (file().locks().touchesLocks(F))
      for (const auto &[At, Held] : file().heldLocks(F).AtSuspension)
        report(*At, Held, F);
  }

private:
  /// \p F's type only short-circuits: it is never resumed.
  bool neverSuspends(const FunctionDecl &F) const {
    const CXXRecordDecl *R = recordOrPattern(F.getReturnType());
    return R && model().has(model::Role::SynchronousType, qualifiedName(*R));
  }

  void report(const Expr &At, ArrayRef<HeldLock> Held, const FunctionDecl &F) {
    Message M;
    M.Function = &F;
    M.Location = At.getExprLoc();
    M.Range = SourceRange(M.Location);
    M.Text = "'" + std::string(isa<CoyieldExpr>(At) ? "co_yield" : "co_await") +
             "' suspends the coroutine while it holds " + list(Held) +
             ": others who want it block meanwhile, and on another thread "
             "unlocking it is undefined behavior";
    for (const HeldLock &Lock : Held)
      M.Notes.push_back({Lock.Taken, explain(Lock)});
    M.Advice = advice(F);
    tell(std::move(M));
  }

  static std::string quoted(const HeldLock &Lock) {
    std::string Name = lockName(Lock);
    return Name.empty() ? "a lock" : "'" + Name + "'";
  }

  static std::string list(ArrayRef<HeldLock> Held) {
    SmallVector<std::string> Names;
    for (const HeldLock &Lock : Held)
      if (std::string Name = quoted(Lock); !is_contained(Names, Name))
        Names.push_back(std::move(Name));
    std::string Last = Names.pop_back_val();
    return Names.empty() ? Last : join(Names, ", ") + " and " + Last;
  }

  std::string explain(const HeldLock &Lock) const {
    if (Lock.From)
      return quoted(Lock) + " comes with its lock from the caller";
    return "locked here";
  }

  std::string advice(const FunctionDecl &F) const {
    std::string Text = "unlock before it, or let the guard's scope end there";
    const model::Framework *Library = frameworkOf(F, model());
    if (Library && !Library->AsyncMutex.empty())
      return Text + "; a lock that must last over it can be a '" +
             Library->AsyncMutex + "', which is locked with 'co_await'";
    return Text + "; a lock that must last over it has to be an asynchronous "
                  "mutex's, which no thread owns";
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createLockAcrossAwaitCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<LockAcrossAwaitCheck>(Name, Context);
}

} // namespace corolint
