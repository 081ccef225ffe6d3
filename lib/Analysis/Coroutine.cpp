// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const CoroutineBodyStmt *coroutineBody(const FunctionDecl &F) {
  if (!F.doesThisDeclarationHaveABody())
    return nullptr;
  return dyn_cast_or_null<CoroutineBodyStmt>(F.getBody());
}

const Stmt *writtenBody(const FunctionDecl &F) {
  const Stmt *Body = F.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    return Coroutine->getBody();
  return Body;
}

/// The class that member type `promise_type` of \p R names.
static const CXXRecordDecl *promiseTypeMember(const CXXRecordDecl *R) {
  for (const NamedDecl *D : membersNamed(R, "promise_type")) {
    if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
      return Class;
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
      return recordOrPattern(Alias->getUnderlyingType());
  }
  return nullptr;
}

/// The template `std::coroutine_traits`, or null.
static const ClassTemplateDecl *coroutineTraits(ASTContext &Context) {
  for (const NamedDecl *Std :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std")))
    if (const auto *NS = dyn_cast<NamespaceDecl>(Std))
      for (const NamedDecl *D :
           NS->lookup(&Context.Idents.get("coroutine_traits")))
        if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
          return Template;
  return nullptr;
}

/// Whether the first argument of a coroutine_traits specialisation is for
/// coroutines that return an \p R.
static bool isFirstArgument(ArrayRef<TemplateArgument> Args,
                            const CXXRecordDecl *R) {
  if (Args.empty() || Args.front().getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *First = recordOrPattern(Args.front().getAsType());
  if (!First)
    return false;
  const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern();
  return First->getCanonicalDecl() == R->getCanonicalDecl() ||
         (Pattern && First->getCanonicalDecl() == Pattern->getCanonicalDecl());
}

static const CXXRecordDecl *promiseFromTraits(const CXXRecordDecl *R,
                                              ASTContext &Context) {
  const ClassTemplateDecl *Traits = coroutineTraits(Context);
  if (!Traits)
    return nullptr;
  for (const ClassTemplateSpecializationDecl *Spec : Traits->specializations())
    if (Spec->isExplicitSpecialization() &&
        isFirstArgument(Spec->getTemplateArgs().asArray(), R))
      return promiseTypeMember(Spec);
  SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partials;
  const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(Partials);
  for (const ClassTemplatePartialSpecializationDecl *Spec : Partials)
    if (isFirstArgument(Spec->getTemplateArgs().asArray(), R))
      return promiseTypeMember(Spec);
  return nullptr;
}

const CXXRecordDecl *promiseOfReturnType(QualType ReturnType,
                                         ASTContext &Context) {
  const CXXRecordDecl *R = recordOrPattern(ReturnType);
  if (!R)
    return nullptr;
  if (const CXXRecordDecl *Promise = promiseTypeMember(R))
    return Promise;
  return promiseFromTraits(R, Context);
}

const CXXRecordDecl *promiseOf(const FunctionDecl &F) {
  const CoroutineBodyStmt *Body = coroutineBody(F);
  if (!Body)
    return nullptr;
  if (const VarDecl *Promise = Body->getPromiseDecl())
    if (const CXXRecordDecl *R = recordOrPattern(Promise->getType()))
      return R;
  return promiseOfReturnType(F.getReturnType(), F.getASTContext());
}

static bool isDeleted(const NamedDecl *D) {
  const FunctionDecl *F = D->getAsFunction();
  return F && F->isDeleted();
}

bool isAsynchronousCoroutine(const FunctionDecl &F, const model::Model &M) {
  if (!coroutineBody(F))
    return false;
  const CXXRecordDecl *Result = recordOrPattern(F.getReturnType());
  if (Result && M.has(model::Role::SynchronousType, qualifiedName(*Result)))
    return false;
  const CXXRecordDecl *Promise = promiseOf(F);
  if (!Promise)
    return Result && M.taskType(qualifiedName(*Result));
  auto Transforms = membersNamed(Promise, "await_transform");
  return Transforms.empty() || !all_of(Transforms, isDeleted);
}

const model::Framework *frameworkOf(const FunctionDecl &F,
                                    const model::Model &M) {
  const CXXRecordDecl *Result = recordOrPattern(F.getReturnType());
  if (!Result)
    return nullptr;
  const model::TaskType *Task = M.taskType(qualifiedName(*Result));
  return Task ? Task->Of : nullptr;
}

static bool isLambda(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->getParent()->isLambda();
}

const FunctionDecl &namedFunctionAround(const FunctionDecl &F) {
  const FunctionDecl *Around = &F;
  for (const DeclContext *In = &F; In && isLambda(*Around);
       In = In->getParent())
    if (const auto *Outer = dyn_cast<FunctionDecl>(In))
      Around = Outer;
  return *Around;
}

std::string displayName(const FunctionDecl &F) {
  return isLambda(F) ? "lambda" : qualifiedName(F);
}

} // namespace corolint
