// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/DanglingTasks.h"
#include "Analysis/Names.h"
#include "Checks/CoroCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports lazy coroutines that outlive what they refer to.
/// docs/checks/dangling.md
class DanglingCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    auto Fates = [&]() -> const LocalFates & { return file().fates(F); };
    forEachDanglingTask(F, model(), Holders, Fates,
                        [&](const DanglingTask &Task) { report(Task, F); });
  }

private:
  void report(const DanglingTask &Task, const FunctionDecl &F) {
    const Referent &Dies = Task.Dies.front();
    Message M;
    M.Function = &F;
    M.Location = Task.Call->getBeginLoc();
    M.Range = Task.Call->getSourceRange();
    M.Text = coroutine(Task) + " outlives " + describe(Dies, F) +
             " that it refers to: it " + whyItLives(Task);
    M.Advice = advice(Task, Dies);
    tell(M);
  }

  static bool isLambda(const DanglingTask &Task) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Task.Coroutine);
    return Method && Method->getParent()->isLambda();
  }

  static std::string coroutine(const DanglingTask &Task) {
    if (!Task.Coroutine)
      return "this lazy coroutine";
    if (isLambda(Task))
      return coroutineBody(*Task.Coroutine) ? "this lambda coroutine"
                                            : "the task of this lambda";
    return "lazy coroutine '" + displayName(*Task.Coroutine) + "'";
  }

  /// The referent is the lambda whose coroutine it is.
  static bool isOwnLambda(const Referent &R) {
    if (R.What == Referent::Temporary)
      return isa<LambdaExpr>(R.Where->IgnoreImplicit());
    const CXXRecordDecl *Class = R.Variable->getType()->getAsCXXRecordDecl();
    return Class && Class->isLambda();
  }

  static std::string describe(const Referent &R, const FunctionDecl &F) {
    if (R.What == Referent::Local)
      return "the local '" + localName(R) + "'";
    if (isOwnLambda(R))
      return "the lambda object with the captures";
    return "the temporary '" +
           spokenType(R.Where->getType(), F.getASTContext()) + "'";
  }

  /// Of `auto [a, b] = ...`, which has no name of its own, that of the part.
  static std::string localName(const Referent &R) {
    const auto *Ref = dyn_cast<DeclRefExpr>(R.Where->IgnoreImplicit());
    return Ref && isa<BindingDecl>(Ref->getDecl())
               ? Ref->getDecl()->getNameAsString()
               : R.Variable->getNameAsString();
  }

  static std::string whyItLives(const DanglingTask &Task) {
    switch (Task.Goes.Where) {
    case TaskDestination::Returned:
      return "is returned before it runs";
    case TaskDestination::Spawned:
      return "is started here and awaited by nobody in this expression";
    default:
      return "isn't awaited in this expression";
    }
  }

  static std::string advice(const DanglingTask &Task, const Referent &Dies) {
    bool Returned = Task.Goes.Where == TaskDestination::Returned;
    if (isOwnLambda(Dies))
      return "pass what is captured as parameters, which the coroutine keeps" +
             std::string(Returned ? ""
                                  : ", or keep the lambda in a variable "
                                    "until the coroutine is done");
    if (Returned)
      return "make this function a coroutine that awaits it, or let " +
             name(Task) + " take the object by value";
    return "await it in the same expression, keep the object in a variable "
           "until it is done, or let " +
           name(Task) + " take the object by value";
  }

  static std::string name(const DanglingTask &Task) {
    return Task.Coroutine && !isLambda(Task)
               ? "'" + displayName(*Task.Coroutine) + "'"
               : "the coroutine";
  }

  TaskHolders Holders;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createDanglingCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<DanglingCheck>(Name, Context);
}

} // namespace corolint
