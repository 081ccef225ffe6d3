// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Shots.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p R has a copy constructor that can be called.
bool isCopyable(const CXXRecordDecl *R) {
  for (const CXXConstructorDecl *Constructor : R->ctors())
    if (Constructor->isCopyConstructor())
      return !Constructor->isDeleted();
  return !R->hasUserDeclaredMoveOperation();
}

/// Copies of an \p R have the same state.
bool sharesState(const CXXRecordDecl &R) {
  return any_of(R.fields(), [](const FieldDecl *Field) {
    const CXXRecordDecl *Class = recordOrPattern(Field->getType());
    return Class && qualifiedName(*Class) == "std::shared_ptr";
  });
}

/// Looks for `std::exchange(member, …)` and `std::move(member)`.
class GiveawayFinder : public RecursiveASTVisitor<GiveawayFinder> {
public:
  bool Found = false;
  bool VisitCallExpr(CallExpr *Call) {
    const auto *Callee = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl());
    Found |= Callee && isInStd(*Callee) && Callee->getIdentifier() &&
             (Callee->getName() == "exchange" || Callee->getName() == "move") &&
             Call->getNumArgs() > 0 &&
             isa<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts());
    return !Found;
  }
};

/// The body of \p F, or of the template that it will be instantiated from.
const Stmt *bodyOrPattern(const FunctionDecl &F) {
  const Stmt *Body = writtenBody(F);
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  return Body || !Pattern ? Body : writtenBody(*Pattern);
}

/// Every `operator co_await` of \p T gives the awaiter what the object holds.
bool givesItselfAway(QualType T) {
  auto Operators = coawaitOperatorsFor(T);
  return !Operators.empty() && all_of(Operators, [](const FunctionDecl *F) {
    const Stmt *Body = isa<CXXMethodDecl>(F) ? bodyOrPattern(*F) : nullptr;
    GiveawayFinder Finder;
    Finder.TraverseStmt(const_cast<Stmt *>(Body));
    return Finder.Found;
  });
}

} // namespace

Shots shotsOf(QualType T, const model::Model &M) {
  const CXXRecordDecl *R = definitionOrPattern(recordOrPattern(T));
  if (!R)
    return Shots::Many;
  if (needsRvalue(T) || givesItselfAway(T))
    return Shots::One;
  // A coroutine type that says nothing of copies has a handle to give away.
  bool IsCoroutineType = M.taskType(qualifiedName(*R)) ||
                         promiseOfReturnType(T, R->getASTContext());
  if (IsCoroutineType && !asAwaitable(T.getNonReferenceType(), M))
    return Shots::Many;
  bool SaysCopy = R->hasUserDeclaredCopyConstructor() || sharesState(*R);
  bool IsMoved = IsCoroutineType ? !(SaysCopy && isCopyable(R))
                                 : isAwaitable(T) && !isCopyable(R);
  return IsMoved ? Shots::OnePerMove : Shots::Many;
}

} // namespace corolint
