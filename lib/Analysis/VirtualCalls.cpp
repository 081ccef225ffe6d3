// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/VirtualCalls.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "Analysis/Variables.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const CXXRecordDecl *receiverClass(const Expr *Object) {
  if (!Object)
    return nullptr;
  QualType T = referredObject(Object)->getType();
  if (const auto *Pointer = T->getAs<clang::PointerType>())
    T = Pointer->getPointeeType();
  return recordOrPattern(T);
}

/// \p Call names the class whose function it calls: `Base::f()`.
static bool isQualified(const CXXMemberCallExpr &Call) {
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  return Member && Member->hasQualifier();
}

/// The static type of the object of \p Call, a virtual one of \p Method, if an
/// override may run.
static const CXXRecordDecl *dynamicReceiver(const CXXMethodDecl &Method,
                                            const Expr *Call,
                                            const Expr *Object) {
  if (Method.hasAttr<FinalAttr>() || Method.getParent()->hasAttr<FinalAttr>() ||
      !isa_and_nonnull<CXXMemberCallExpr, CXXDeleteExpr, CXXOperatorCallExpr>(
          Call))
    return nullptr;
  const CXXRecordDecl *Receiver = receiverClass(Object);
  if (!Receiver || Receiver->hasAttr<FinalAttr>())
    return nullptr;
  // A local variable or a temporary is what it is declared to be.
  const Expr *Inner = referredObject(Object);
  if (Inner->isPRValue() && !Inner->getType()->isPointerType())
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    if (QualType T = Ref->getDecl()->getType();
        !T->isReferenceType() && !T->isPointerType())
      return nullptr;
  return Receiver;
}

CallTarget targetOf(const FunctionDecl &Callee, const Expr *Call,
                    const Expr *Object) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const auto *Written = dyn_cast_or_null<CXXMemberCallExpr>(Call);
  if (!Method || !Method->isVirtual() || (Written && isQualified(*Written)))
    return {&Callee};
  const CXXRecordDecl *Class = receiverClass(Object);
  const CXXMethodDecl *OfClass =
      Class && !isa<CXXDestructorDecl>(Method)
          ? Method->getCorrespondingMethodInClass(Class, /*MayBeBase=*/true)
          : nullptr;
  return {OfClass ? OfClass : Method, dynamicReceiver(*Method, Call, Object)};
}

} // namespace corolint
