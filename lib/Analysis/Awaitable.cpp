// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Awaitable.h"
#include "Analysis/AwaiterFunctions.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether awaiting an \p R at once suspends, doesn't, or can't be told.
Start startOfInitialAwaiter(const CXXRecordDecl *R) {
  if (!R)
    return Start::Unknown;
  Start Result = Start::Unknown;
  anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
    std::string Name = qualifiedName(Class);
    if (Name == "std::suspend_always")
      Result = Start::Lazy;
    else if (Name == "std::suspend_never")
      Result = Start::Eager;
    else if (const Expr *Value = onlyReturnValue(method(&Class, "await_ready")))
      if (const auto *Literal =
              dyn_cast<CXXBoolLiteralExpr>(Value->IgnoreParenImpCasts()))
        Result = Literal->getValue() || handsCoroutineOn(&Class) ? Start::Eager
                                                                 : Start::Lazy;
    return Result != Start::Unknown;
  });
  return Result;
}

/// \p Awaiter holds the handle of a coroutine that has started by itself.
bool waitsForRunning(const CXXRecordDecl *Awaiter) {
  return anyOfClassAndBases(Awaiter, [](const CXXRecordDecl &Class) {
    const CXXRecordDecl *Definition = definitionOrPattern(&Class);
    return Definition && any_of(Definition->fields(), [](const FieldDecl *F) {
             const auto *Handle =
                 dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                     F->getType()->getAsCXXRecordDecl());
             if (!Handle || qualifiedName(*Handle) != "std::coroutine_handle" ||
                 Handle->getTemplateArgs().size() != 1)
               return false;
             const CXXRecordDecl *Promise =
                 recordOrPattern(Handle->getTemplateArgs().get(0).getAsType());
             return startOfInitialAwaiter(returnedClass(
                        method(Promise, "initial_suspend"))) == Start::Eager;
           });
  });
}

/// \p Promise is that of a generator: it yields and returns no value, or may
/// not await.
bool isGenerator(const CXXRecordDecl *Promise) {
  return (method(Promise, "yield_value") && !method(Promise, "return_value")) ||
         refusesAll(Promise);
}

/// The types that \p R holds by value if it is a wrapper that stands for them.
ArrayRef<TemplateArgument> heldTypes(const CXXRecordDecl *R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (!Spec || !isInStd(*R))
    return {};
  static const StringRef One[] = {
      "std::optional", "std::unique_ptr",  "std::shared_ptr", "std::vector",
      "std::array",    "std::list",        "std::deque",      "std::queue",
      "std::stack",    "std::forward_list"};
  static const StringRef Two[] = {"std::map", "std::multimap",
                                  "std::unordered_map",
                                  "std::unordered_multimap"};
  static const StringRef Many[] = {"std::pair", "std::tuple"};
  std::string Name = qualifiedName(*R);
  ArrayRef<TemplateArgument> Args = Spec->getTemplateArgs().asArray();
  if (is_contained(One, Name))
    return Args.take_front(1);
  if (is_contained(Two, Name))
    return Args.take_front(2);
  if (!is_contained(Many, Name))
    return {};
  if (Args.size() == 1 && Args.front().getKind() == TemplateArgument::Pack)
    return Args.front().getPackAsArray();
  return Args;
}

/// The class template of \p R, or \p R: what a parameter for every
/// specialisation has in common with it.
const CXXRecordDecl *patternOf(const CXXRecordDecl *R) {
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
    R = Spec->getSpecializedTemplate()->getTemplatedDecl();
  return R->getCanonicalDecl();
}

/// The first parameter of \p D is for every \p R.
bool takes(const NamedDecl *D, const CXXRecordDecl *R) {
  const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
  if (!F || F->isDeleted() || F->getNumParams() == 0)
    return false;
  const CXXRecordDecl *Taken = recordOrPattern(F->getParamDecl(0)->getType());
  return Taken && patternOf(Taken) == patternOf(R);
}

/// No coroutine can be declared to return \p R, although it names \p Promise:
/// what that makes is another coroutine type, and doesn't become an R. So an R
/// is a handle of a coroutine that somebody else has made, and maybe started.
bool isHandleOnly(const CXXRecordDecl *R, const CXXRecordDecl *Promise) {
  const CXXRecordDecl *Made =
      returnedClass(method(Promise, "get_return_object"));
  const CXXRecordDecl *Definition = definitionOrPattern(R);
  if (!Made || !Definition || !Made->hasDefinition() ||
      !promiseOfReturnType(R->getASTContext().getRecordType(Made),
                           R->getASTContext()) ||
      anyOfClassAndBases(Made, [&](const CXXRecordDecl &Class) {
        return patternOf(&Class) == patternOf(R);
      }))
    return false;
  bool Converts = !Made->getVisibleConversionFunctions().empty();
  for (const Decl *D : Definition->decls()) {
    const FunctionDecl *F = D->getAsFunction();
    if (isa<ConstructorUsingShadowDecl>(D) ||
        (isa_and_nonnull<CXXConstructorDecl>(F) &&
         (isa<FunctionTemplateDecl>(D) || takes(F, Made))))
      Converts = true;
  }
  return !Converts;
}

/// How a coroutine begins whose type \p R has \p Promise.
Start startOfPromised(const CXXRecordDecl *R, const CXXRecordDecl *Promise) {
  if (isHandleOnly(R, Promise))
    return Start::Unknown;
  return resumesWhenMade(R) ? Start::Eager
                            : startOfInitialAwaiter(returnedClass(
                                  method(Promise, "initial_suspend")));
}

std::optional<Awaitable> asAwaitableClass(const CXXRecordDecl *R,
                                          const model::Model &M) {
  if (M.mayNameClass(R->getName())) {
    std::string Name = qualifiedName(*R);
    if (M.has(model::Role::SynchronousType, Name))
      return std::nullopt;
    if (const model::TaskType *Task = M.taskType(Name))
      return Task->Awaitable ? std::optional(Awaitable{
                                   Task->Lazy ? Start::Lazy : Start::Eager, R})
                             : std::nullopt;
  }
  ASTContext &Context = R->getASTContext();
  const CXXRecordDecl *Awaiter = awaiterOf(R);
  if (const CXXRecordDecl *Promise =
          promiseOfReturnType(Context.getRecordType(R), Context)) {
    // A coroutine type that nobody can await is detached or a generator.
    if (isGenerator(Promise) ||
        !(Awaiter || memberCoawait(R) ||
          isAwaitable(Context.getRecordType(R)) ||
          any_of(membersNamed(Promise, "await_transform"),
                 [&](const NamedDecl *D) { return takes(D, R); })))
      return std::nullopt;
    return Awaitable{resumesWhenDestroyed(R) ? Start::Eager
                                             : startOfPromised(R, Promise),
                     R};
  }
  if (Awaiter && usesHandle(Awaiter))
    return Awaitable{waitsForRunning(Awaiter) || continuesWhenDestroyed(R)
                         ? Start::Eager
                         : Start::Lazy,
                     R};
  return std::nullopt;
}

} // namespace

std::optional<Awaitable> asAwaitable(QualType T, const model::Model &M) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!R || R->isLambda())
    return std::nullopt;
  for (const TemplateArgument &Arg : heldTypes(R))
    if (Arg.getKind() == TemplateArgument::Type)
      if (std::optional<Awaitable> Held = asAwaitable(Arg.getAsType(), M))
        return Held;
  return asAwaitableClass(R, M);
}

Start startOfCoroutineType(QualType T, const model::Model &M) {
  const CXXRecordDecl *R = T.isNull() || T->isReferenceType()
                               ? nullptr
                               : recordOrPattern(T.getCanonicalType());
  const CXXRecordDecl *Promise =
      R ? promiseOfReturnType(T, R->getASTContext()) : nullptr;
  if (!Promise)
    return Start::Unknown;
  if (const model::TaskType *Task = M.taskType(qualifiedName(*R)))
    return Task->Lazy ? Start::Lazy : Start::Eager;
  return startOfPromised(R, Promise);
}

Start startOf(const FunctionDecl &F) {
  const CXXRecordDecl *Promise = promiseOf(F);
  if (!Promise)
    return Start::Unknown;
  return resumesWhenMade(recordOrPattern(F.getReturnType()))
             ? Start::Eager
             : startOfInitialAwaiter(
                   returnedClass(method(Promise, "initial_suspend")));
}

/// Whether a namespace around \p R, or one around a template argument of it,
/// declares a free `operator co_await` ([basic.lookup.argdep]).
static bool hasFreeCoawait(QualType T, ASTContext &Context) {
  DeclarationName Name = coawaitOperator(Context);
  const CXXRecordDecl *R = recordOrPattern(T);
  const DeclContext *Around =
      R ? R->getDeclContext() : Context.getTranslationUnitDecl();
  for (; Around; Around = Around->getParent())
    if (Around->isFileContext() && !Around->lookup(Name).empty())
      return true;
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R))
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type &&
          recordOrPattern(Arg.getAsType()) &&
          hasFreeCoawait(Arg.getAsType(), Context))
        return true;
  return false;
}

bool isAwaitableClass(QualType T) {
  if (T->isDependentType())
    return true;
  const CXXRecordDecl *R = recordOrPattern(T);
  if (!R)
    return false;
  const CXXRecordDecl *Definition = definitionOrPattern(R);
  return !Definition || Definition->hasAnyDependentBases() || isAwaiter(R) ||
         memberCoawait(R) || hasFreeCoawait(T, R->getASTContext());
}

SmallVector<const FunctionDecl *, 2> coawaitOperatorsFor(QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  if (!R)
    return {};
  SmallVector<const FunctionDecl *, 2> Found = coawaitMembers(R);
  DeclarationName Name = coawaitOperator(R->getASTContext());
  for (const DeclContext *Around = R->getDeclContext(); Around;
       Around = Around->getParent())
    if (Around->isFileContext())
      for (const NamedDecl *D : Around->lookup(Name))
        if (takes(D, R))
          Found.push_back(D->getUnderlyingDecl()->getAsFunction());
  return Found;
}

bool isAwaitable(QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  return R && (isAwaiter(R) || !coawaitOperatorsFor(T).empty());
}

SmallVector<const NamedDecl *, 3> awaiterFunctions(const CXXRecordDecl *R) {
  SmallVector<const NamedDecl *, 3> Found;
  for (StringRef Name : {"await_ready", "await_suspend", "await_resume"})
    if (auto Named = membersNamed(R, Name); !Named.empty())
      Found.push_back(Named.front());
  return Found;
}

/// What \p Operator of class \p T gives without arguments, not const if it can
/// be helped; or a null type.
static QualType resultOf(OverloadedOperatorKind Operator, QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  if (!R)
    return {};
  DeclarationName Name =
      R->getASTContext().DeclarationNames.getCXXOperatorName(Operator);
  QualType Result;
  anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
    if (const CXXRecordDecl *Definition = definitionOrPattern(&Class))
      for (const NamedDecl *D : Definition->lookup(Name))
        if (const FunctionDecl *F = D->getAsFunction();
            F && F->getMinRequiredArguments() == 0 &&
            (Result.isNull() || Result.isConstQualified()))
          Result = F->getReturnType().getNonReferenceType();
    return !Result.isNull();
  });
  return Result;
}

std::optional<HeldAwaitable> heldAwaitable(QualType T) {
  auto IsOne = [](QualType Held) {
    return !Held.isNull() && !Held->isDependentType() && isAwaitable(Held);
  };
  QualType Pointee =
      T->isPointerType() ? T->getPointeeType() : resultOf(OO_Star, T);
  if (IsOne(Pointee))
    return HeldAwaitable{Pointee, /*Several=*/false};
  if (const auto *Array = dyn_cast<clang::ArrayType>(T.getCanonicalType()))
    if (IsOne(Array->getElementType()))
      return HeldAwaitable{Array->getElementType(), /*Several=*/true};
  if (const CXXRecordDecl *R = recordOrPattern(T))
    for (const TemplateArgument &Arg : heldTypes(R))
      if (Arg.getKind() == TemplateArgument::Type && IsOne(Arg.getAsType()))
        return HeldAwaitable{Arg.getAsType(), /*Several=*/true};
  return std::nullopt;
}

QualType resultOfCalling(QualType T) {
  if (T->isPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  if (const auto *Function = T->getAs<FunctionProtoType>())
    return Function->getNumParams() == 0 ? Function->getReturnType()
                                         : QualType();
  return T->isFunctionType() ? QualType() : resultOf(OO_Call, T);
}

bool refusesAll(const CXXRecordDecl *Promise) {
  if (!Promise)
    return false;
  auto Transforms = membersNamed(Promise, "await_transform");
  return !Transforms.empty() && all_of(Transforms, [](const NamedDecl *D) {
    const FunctionDecl *F = D->getAsFunction();
    return F && F->isDeleted();
  });
}

bool hasGenericTransform(const CXXRecordDecl *Promise) {
  if (!Promise)
    return false;
  return any_of(membersNamed(Promise, "await_transform"),
                [](const NamedDecl *D) {
                  const FunctionDecl *F = D->getAsFunction();
                  return F && F->getNumParams() > 0 &&
                         F->getParamDecl(0)
                             ->getType()
                             .getNonReferenceType()
                             ->isTemplateTypeParmType();
                });
}

bool needsRvalue(QualType T) {
  auto Members = coawaitMembers(recordOrPattern(T));
  return !Members.empty() && all_of(Members, [](const FunctionDecl *F) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    return Method && Method->getRefQualifier() == RQ_RValue;
  });
}

bool canBeAwaitedIn(const FunctionDecl &F, QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  const CXXRecordDecl *Promise = promiseOf(F);
  if (!R || !Promise)
    return false;
  return any_of(membersNamed(Promise, "await_transform"),
                [&](const NamedDecl *D) { return takes(D, R); }) ||
         (isAwaitable(T) && acceptsAnyAwaitable(Promise));
}

/// A parameter of type \p T of `await_suspend` takes the handle of a coroutine
/// that has \p Promise.
static bool takesHandleOf(QualType T, const CXXRecordDecl *Promise) {
  T = T.getNonReferenceType();
  ArrayRef<TemplateArgument> Args;
  if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          T->getAsCXXRecordDecl()))
    Args = Spec->getTemplateArgs().asArray();
  else if (const auto *Spec = T->getAs<TemplateSpecializationType>())
    Args = Spec->template_arguments();
  const CXXRecordDecl *Handle = recordOrPattern(T);
  // Anything else may be made of a handle.
  if (!Handle || Handle->getName() != "coroutine_handle" || Args.empty() ||
      Args.front().getKind() != TemplateArgument::Type)
    return true;
  QualType Of = Args.front().getAsType();
  if (Of->isVoidType() || Of->isTemplateTypeParmType())
    return true;
  const CXXRecordDecl *Wanted = recordOrPattern(Of);
  return Wanted && patternOf(Wanted) == patternOf(Promise);
}

/// The awaiter of a \p T lets coroutines with \p Promise wait for it, as far as
/// its declaration says.
static bool suspends(QualType T, const CXXRecordDecl *Promise) {
  const CXXRecordDecl *R = recordOrPattern(T);
  const CXXRecordDecl *Awaiter = R ? awaiterOf(R) : nullptr;
  if (!Awaiter)
    return true;
  return any_of(membersNamed(Awaiter, "await_suspend"),
                [&](const NamedDecl *D) {
                  const FunctionDecl *F = D->getAsFunction();
                  const FunctionTemplateDecl *Template =
                      F ? F->getDescribedFunctionTemplate() : nullptr;
                  return F && F->getNumParams() > 0 &&
                         !(Template && Template->hasAssociatedConstraints()) &&
                         takesHandleOf(F->getParamDecl(0)->getType(), Promise);
                });
}

bool promiseAccepts(const FunctionDecl &F, QualType T) {
  const CXXRecordDecl *Promise = promiseOf(F);
  if (!Promise)
    return false;
  auto Transforms = membersNamed(Promise, "await_transform");
  // Coroutines of one type can wait for each other.
  if (Transforms.empty()) {
    const CXXRecordDecl *Own = recordOrPattern(F.getReturnType());
    const CXXRecordDecl *Other = recordOrPattern(T);
    bool IsOwn = Own && Other && patternOf(Own) == patternOf(Other);
    return isAwaitableClass(T) && (IsOwn || suspends(T, Promise));
  }
  const CXXRecordDecl *Operand = recordOrPattern(T);
  if (!Operand)
    return false;
  return any_of(Transforms, [&](const NamedDecl *D) {
    const FunctionDecl *Transform = D->getAsFunction();
    if (!Transform || Transform->isDeleted() || Transform->getNumParams() == 0)
      return false;
    QualType Parameter =
        Transform->getParamDecl(0)->getType().getNonReferenceType();
    if (Parameter->isTemplateTypeParmType())
      return isAwaitableClass(T) && !Transform->getTrailingRequiresClause() &&
             Transform->getMinRequiredArguments() == Transform->getNumParams();
    if (!Parameter->isDependentType())
      return Transform->getASTContext().hasSameUnqualifiedType(
          Parameter, T.getNonReferenceType());
    // A task<U> parameter takes every task, unless U has to be something.
    if (Transform->getTrailingRequiresClause() ||
        StringRef(Transform->getReturnType().getAsString())
            .contains("enable_if"))
      return false;
    const CXXRecordDecl *Taken = recordOrPattern(Parameter);
    if (!Taken)
      return false;
    auto Template = [](const CXXRecordDecl *R) {
      const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern();
      return (Pattern ? Pattern : R)->getCanonicalDecl();
    };
    return Template(Taken) == Template(Operand);
  });
}

bool acceptsAnyAwaitable(const CXXRecordDecl *Promise) {
  if (!Promise)
    return false;
  auto Transforms = membersNamed(Promise, "await_transform");
  return Transforms.empty() || any_of(Transforms, [](const NamedDecl *D) {
           const FunctionDecl *Transform = D->getAsFunction();
           const FunctionTemplateDecl *Template =
               Transform ? Transform->getDescribedFunctionTemplate() : nullptr;
           return Template && Transform->getNumParams() == 1 &&
                  Template->getTemplateParameters()->size() == 1 &&
                  !Template->hasAssociatedConstraints() &&
                  Transform->getParamDecl(0)
                      ->getType()
                      .getNonReferenceType()
                      ->isTemplateTypeParmType();
         });
}

QualType awaitResultType(QualType T) {
  const CXXRecordDecl *R = recordOrPattern(T);
  const CXXRecordDecl *Awaiter = R ? awaiterOf(R) : nullptr;
  const FunctionDecl *Resume =
      Awaiter ? method(Awaiter, "await_resume") : nullptr;
  if (Resume && !Resume->getReturnType()->isDependentType() &&
      !Resume->getReturnType()->isUndeducedType())
    return Resume->getReturnType();
  // Nobody has instantiated it yet: a task<T> gives a T.
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (Spec && Spec->getTemplateArgs().size() > 0 &&
      Spec->getTemplateArgs().get(0).getKind() == TemplateArgument::Type)
    return Spec->getTemplateArgs().get(0).getAsType();
  return {};
}

} // namespace corolint
