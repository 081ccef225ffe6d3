// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Summaries.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Conditions.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Descriptors.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "Analysis/ReleasedWork.h"
#include "Analysis/VirtualCalls.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// \p Method is of a class template that holds a lambda, as an own
/// std::function does: who calls it doesn't know which one that is.
static bool erasesCallable(const CXXMethodDecl &Method) {
  const auto *Spec =
      dyn_cast<ClassTemplateSpecializationDecl>(Method.getParent());
  return Spec && any_of(Spec->getTemplateArgs().asArray(),
                        [](const TemplateArgument &Arg) {
                          const CXXRecordDecl *Class =
                              Arg.getKind() == TemplateArgument::Type
                                  ? Arg.getAsType()->getAsCXXRecordDecl()
                                  : nullptr;
                          return Class && Class->isLambda();
                        });
}

void Summaries::addOverrider(const CXXMethodDecl &Method) {
  if (erasesCallable(Method))
    return;
  for (const CXXMethodDecl *Overridden : Method.overridden_methods())
    Overriders[Overridden->getCanonicalDecl()].push_back(&Method);
}

summary::Ref Summaries::symbolOf(const Decl &D) {
  auto [It, New] = Symbols.try_emplace(D.getCanonicalDecl());
  if (New) {
    SmallString<128> Usr;
    // What has no USR is nobody else's business: any unique id will do.
    if (index::generateUSRForDecl(&D, Usr))
      Usr = ("local:" + Twine(Symbols.size())).str();
    It->second = Into.symbol(xxh3_64bits(Usr) >> 1);
  }
  return It->second;
}

summary::Ref Summaries::assumptionOf(const Evaluation &E) {
  summary::Ref All = 0;
  for (const ArgumentOf &A : E.Assumes)
    All = Into.assumption({argument(A), All});
  return All;
}

summary::Argument Summaries::argument(const ArgumentOf &A) {
  // What a body passes the argument on to may decide it.
  follow(*A.Callee.Function);
  summary::Argument Result{symbolOf(*A.Callee.Function), A.Position};
  if (A.Callee.Receiver) {
    addClass(*A.Callee.Receiver);
    followOverriders(*A.Callee.Function);
    Result.Receiver = symbolOf(*A.Callee.Receiver);
  }
  return Result;
}

summary::Place Summaries::placeOf(SourceLocation Location) {
  SourceLocation At = Sources->getExpansionLoc(Location);
  auto [File, Offset] = Sources->getDecomposedLoc(At);
  auto [It, New] = Files.try_emplace(File);
  if (New)
    if (OptionalFileEntryRef Entry = Sources->getFileEntryRefForID(File)) {
      SmallString<128> Path(Entry->getName());
      Sources->getFileManager().makeAbsolutePath(Path);
      sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
      It->second = Into.file(Path);
    }
  if (!It->second)
    return {};
  return {It->second, Sources->getLineNumber(File, Offset),
          Sources->getColumnNumber(File, Offset)};
}

/// The body to look at when \p F is called: that of an implicit destructor is
/// its class.
static const FunctionDecl *bodyOf(const FunctionDecl &F) {
  if (const FunctionDecl *Definition = F.getDefinition())
    if (Definition->doesThisDeclarationHaveABody() || Definition->isDefaulted())
      return Definition;
  if (isa<CXXDestructorDecl>(F) && F.isDefaulted())
    return &F;
  return nullptr;
}

bool Summaries::isUsers(QualType T) {
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return false;
  if (!Sources->isInSystemHeader(R->getLocation()))
    return true;
  // Made by the library, but what making and destroying it does is known.
  std::string Name = qualifiedName(*R) + "::", Unqualified = R->getName().str();
  if (!M.blockingApis(Name + Unqualified).empty() ||
      !M.blockingApis(Name + "~" + Unqualified).empty())
    return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return Spec && any_of(Spec->getTemplateArgs().asArray(),
                        [&](const TemplateArgument &Arg) {
                          return Arg.getKind() == TemplateArgument::Type &&
                                 isUsers(Arg.getAsType());
                        });
}

bool Summaries::mayRunUserCode(const FunctionDecl &F) {
  auto AnyUsers = [&](ArrayRef<TemplateArgument> Args) {
    return any_of(Args, [&](const TemplateArgument &Arg) {
      if (Arg.getKind() == TemplateArgument::Type)
        return isUsers(Arg.getAsType());
      return Arg.getKind() == TemplateArgument::Pack &&
             any_of(Arg.pack_elements(), [&](const TemplateArgument &Element) {
               return Element.getKind() == TemplateArgument::Type &&
                      isUsers(Element.getAsType());
             });
    });
  };
  if (const TemplateArgumentList *Args = F.getTemplateSpecializationArgs())
    if (AnyUsers(Args->asArray()))
      return true;
  for (const DeclContext *Around = F.getDeclContext(); Around->isRecord();
       Around = Around->getParent())
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Around))
      if (AnyUsers(Spec->getTemplateArgs().asArray()))
        return true;
  return false;
}

/// \p F's body runs when it is called, not when somebody resumes it.
static bool runsWhenCalled(const FunctionDecl &F, const model::Model &M) {
  return !coroutineBody(F) ||
         (!isAsynchronousCoroutine(F, M) && startOf(F) == Start::Eager);
}

/// The model has entries for \p F: they say more than its body.
static bool isKnown(const FunctionDecl &F, StringRef Name,
                    const model::Model &M) {
  return any_of(M.blockingApis(Name), [&](const model::BlockingApi *Api) {
    return appliesTo(*Api, F);
  });
}

Summaries::Body Summaries::bodyToFollow(const FunctionDecl &Callee) {
  auto [It, New] = Bodies.try_emplace(Callee.getCanonicalDecl(), Body::Ignored);
  if (!New)
    return It->second;
  Body Answer = decideBody(Callee);
  return Bodies[Callee.getCanonicalDecl()] = Answer;
}

Summaries::Body Summaries::decideBody(const FunctionDecl &Callee) {
  Sources = &Callee.getASTContext().getSourceManager();
  if (allowsBlocking(Callee) ||
      blockingMark(Callee) == BlockingMark::Nonblocking)
    return Body::Ignored;
  const FunctionDecl *Definition = bodyOf(Callee);
  if (!Definition && !isElsewhere(Callee, M))
    return Body::Ignored;
  if (Definition &&
      (Definition->isInvalidDecl() || !runsWhenCalled(*Definition, M)))
    return Body::Ignored;
  // Nobody wrote the members of Clang's own classes, such as va_list's.
  if (Definition && Definition->getLocation().isInvalid())
    return Body::Ignored;
  std::string Name = qualifiedName(Callee);
  std::string Namespace = enclosingNamespace(Callee);
  if (isKnown(Callee, Name, M) ||
      M.has(model::Role::OffloadSink, Name, Namespace) ||
      M.has(model::Role::InlineCaller, Name, Namespace) ||
      M.has(model::Role::Nonblocking, Name, Namespace))
    return Body::Ignored;
  if (!Definition)
    return Body::Elsewhere;
  if (!Sources->isInMainFile(Definition->getLocation()) &&
      M.isOfFramework(Namespace))
    return Body::Ignored;
  bool Follows = Sources->isInSystemHeader(Definition->getLocation())
                     ? isInStd(Callee) && mayRunUserCode(*Definition)
                     : !IsBroken(*Definition);
  return Follows ? Body::Visible : Body::Ignored;
}

void Summaries::addClass(const CXXRecordDecl &R) {
  const CXXRecordDecl *Definition = R.getDefinition();
  if (!Definition || !Classes.insert(symbolOf(R)).second)
    return;
  summary::Class C;
  C.Id = symbolOf(R);
  C.Internal = !R.isExternallyVisible();
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl()) {
      C.Bases.push_back(symbolOf(*B));
      addClass(*B);
    }
  Into.Built.Classes.push_back(std::move(C));
}

/// \p E calls a function object that is at hand, a lambda or a parameter: what
/// that does is part of the function that holds or passes it. One that was
/// stored in an object is another matter.
static bool callsObjectAtHand(const Evaluation &E) {
  if (E.Callee->getOverloadedOperator() != OO_Call || !E.Object)
    return false;
  const Expr *Object = ignoreConversions(E.Object);
  if (cast<CXXMethodDecl>(E.Callee)->getParent()->isLambda())
    return !isa<MemberExpr>(Object);
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  return Ref && isa<ParmVarDecl>(Ref->getDecl()) && !coroutineBody(*E.Within);
}

bool Summaries::followOverriders(const FunctionDecl &Callee) {
  bool Matters = false;
  SmallVector<const CXXMethodDecl *, 4> Targets = {
      cast<CXXMethodDecl>(&Callee)};
  for (size_t I = 0; I < Targets.size(); ++I)
    for (const CXXMethodDecl *Overrider :
         Overriders.lookup(Targets[I]->getCanonicalDecl()))
      if (!is_contained(Targets, Overrider)) {
        Targets.push_back(Overrider);
        Matters |= bodyToFollow(*Overrider) == Body::Visible;
        follow(*Overrider);
      }
  return Matters;
}

/// \p E is a `FILE *`.
static bool isFile(const Expr &E) {
  QualType T = E.getType();
  const RecordDecl *R =
      T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
  return R && is_contained({"_IO_FILE", "__sFILE", "_iobuf"}, R->getName());
}

/// \p F, of a library, destroys what its object or its argument holds.
static bool emptiesObject(const FunctionDecl &F) {
  if (F.getIdentifier())
    return is_contained({"clear", "reset", "pop_back", "pop_front", "pop",
                         "erase", "destroy_at"},
                        F.getName());
  // `pointer = nullptr`, `optional = std::nullopt`
  return F.getOverloadedOperator() == OO_Equal && F.getNumParams() == 1 &&
         (F.getParamDecl(0)->getType()->isNullPtrType() ||
          typeName(F.getParamDecl(0)->getType()) == "std::nullopt_t");
}

std::optional<summary::CallSite> Summaries::siteOf(const Evaluation &E) {
  if (callsObjectAtHand(E))
    return std::nullopt;
  Sources = &E.Within->getASTContext().getSourceManager();
  auto [Callee, Receiver] = targetOf(*E.Callee, E.Call, E.Object);
  const FunctionDecl &Target = *Callee;
  if (Receiver && Sources->isInSystemHeader(E.Within->getLocation())) {
    // A library's own virtual calls can mean any of its classes.
    if (!isa<CXXDestructorDecl>(Callee) ||
        Sources->isInSystemHeader(Receiver->getLocation()))
      return std::nullopt;
    // An object that a container has is what its type says.
    if (!isa<CXXDeleteExpr>(E.Call))
      Receiver = nullptr;
  }
  bool Matters = bodyToFollow(Target) != Body::Ignored;
  if (Matters)
    follow(Target);
  if (Receiver) {
    addClass(*Receiver);
    Matters |= Receiver->isExternallyVisible() &&
               !Sources->isInSystemHeader(Receiver->getLocation());
    Matters |= followOverriders(Target);
  }
  if (!Matters || isReleased(E))
    return std::nullopt;
  summary::CallSite Site;
  Site.Callee = symbolOf(Target);
  if (Receiver)
    Site.Receiver = symbolOf(*Receiver);
  Site.At = placeOf(E.Location);
  Site.If = assumptionOf(E);
  SourceLocation Test = lastEagainTest(*E.Within);
  if (Test.isValid() && Sources->isBeforeInTranslationUnit(E.Location, Test))
    Site.RulesOut |= summary::OnDescriptor;
  if (any_of(E.Args, [&](const Expr *Arg) {
        return isFile(*Arg) &&
               isStandardOutput(*Arg, E.Within->getASTContext());
      }))
    Site.RulesOut |= summary::OnGivenStream;
  bool Destroys = isa<CXXDestructorDecl>(Target);
  // Others may only move what they hold, and destroy what is left of it.
  bool Empties = emptiesObject(Target);
  if (Sources->isInSystemHeader(E.Within->getLocation())) {
    if (Destroys)
      Site.Traits |= summary::OfElement;
  } else if (!Destroys && !Empties &&
             Sources->isInSystemHeader(Target.getLocation())) {
    Site.RulesOut |= summary::OfElement;
  }
  return Site;
}

/// Which of several definitions of \p F stands.
static summary::Linkage linkageOf(const FunctionDecl &F) {
  if (!F.isExternallyVisible())
    return summary::Linkage::Internal;
  if (F.isInlined() || F.isImplicit() ||
      (F.isDefaulted() && !F.isUserProvided()) ||
      isTemplateInstantiation(F.getTemplateSpecializationKind()))
    return summary::Linkage::Merged;
  return F.hasAttr<WeakAttr>() ? summary::Linkage::Weak
                               : summary::Linkage::Strong;
}

/// The methods that \p Method overrides, directly or not: a unit may leave out
/// those between.
static void collectOverridden(const CXXMethodDecl &Method,
                              SmallSetVector<const CXXMethodDecl *, 2> &All) {
  for (const CXXMethodDecl *Overridden : Method.overridden_methods())
    if (All.insert(Overridden))
      collectOverridden(*Overridden, All);
}

summary::Function Summaries::describe(const FunctionDecl &F) {
  summary::Function S;
  S.Id = symbolOf(F);
  S.Name = Into.name(displayName(F));
  S.File = placeOf(bodyOf(F)->getLocation()).File;
  S.Links = linkageOf(F);
  S.Shown = !Sources->isInSystemHeader(bodyOf(F)->getLocation());
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F);
      Method && Method->size_overridden_methods() > 0 &&
      !erasesCallable(*Method)) {
    S.Class = symbolOf(*Method->getParent());
    addClass(*Method->getParent());
    SmallSetVector<const CXXMethodDecl *, 2> Overridden;
    collectOverridden(*Method, Overridden);
    for (const CXXMethodDecl *Each : Overridden)
      S.Overrides.push_back(symbolOf(*Each));
  }
  return S;
}

void Summaries::addParameters(const FunctionDecl &F, summary::Function &S) {
  for (unsigned I = 0; I < F.getNumParams(); ++I) {
    if (!isCallable(F.getParamDecl(I)->getType()))
      continue;
    ParameterUse Use = useOfParameter(F, I, M);
    if (Use.Runs)
      S.RunsParameters.push_back(I);
    for (const ArgumentOf &To : Use.PassedTo)
      S.Passes.push_back({I, argument(To)});
  }
}

void Summaries::add(const FunctionDecl &F) {
  if (bodyToFollow(F) == Body::Visible)
    return follow(F);
  // It stands against other definitions, though nothing is to be said of it.
  if (linkageOf(F) == summary::Linkage::Strong && bodyOf(F) &&
      Summarised.insert(symbolOf(F)).second)
    Into.Built.Functions.push_back(describe(F));
}

void Summaries::follow(const FunctionDecl &F) {
  if (bodyToFollow(F) != Body::Visible)
    return;
  Pending.push_back(&F);
  // What is added while a function is summarised waits for its turn.
  if (std::exchange(Summarising, true))
    return;
  while (!Pending.empty())
    summarise(*Pending.pop_back_val());
  Summarising = false;
}

summary::Effect Summaries::effectOf(const ThreadCall &Call, bool Shown) {
  summary::Effect E;
  E.Api = Into.name(Call.apiName());
  E.Kind = Into.name(Call.kind());
  E.At = placeOf(Call.At.Location);
  E.SyncWait = Call.isSyncWait();
  E.StaysOnThread = Call.Api && !Call.Api->OffloadSafe;
  if (Call.Api && Call.Api->Descriptor)
    E.Traits |= summary::OnDescriptor;
  if (any_of(Call.At.Args, [](const Expr *Arg) {
        const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(Arg));
        return isFile(*Arg) && Ref && isa<ParmVarDecl>(Ref->getDecl());
      }))
    E.Traits |= summary::OnGivenStream;
  if (!Shown && isa<CXXDestructorDecl>(Call.At.Callee))
    E.Traits |= summary::OfElement;
  E.If = assumptionOf(Call.At);
  return E;
}

void Summaries::summarise(const FunctionDecl &F) {
  if (!Summarised.insert(symbolOf(F)).second)
    return;
  const FunctionDecl &Body = *bodyOf(F);
  summary::Function S = describe(F);
  // A mark stands for the body: the function is what blocks.
  if (blockingMark(F) == BlockingMark::Blocking) {
    S.Shown = false;
    S.Effects.push_back({S.Name, 0, placeOf(F.getLocation())});
    Into.Built.Functions.push_back(std::move(S));
    return;
  }
  forEachThreadCall(
      Body, M, Paths, /*OnAnyExecutor=*/false,
      [&](const Evaluation &E) { return siteOf(E); },
      [&](const ThreadCall &Call) {
        if (Call.Site)
          S.Calls.push_back(*Call.Site);
        else if (S.Shown ||
                 isa<CXXConstructorDecl, CXXDestructorDecl>(Call.At.Callee))
          // What a library's template holds is the user's choice, the rest its
          // own matter.
          S.Effects.push_back(effectOf(Call, S.Shown));
      });
  if (S.Shown)
    addParameters(Body, S);
  Into.Built.Functions.push_back(std::move(S));
}

SourceLocation Summaries::lastEagainTest(const FunctionDecl &F) {
  auto [It, New] = EagainTests.try_emplace(&F);
  if (New)
    It->second = corolint::lastEagainTest(F);
  return It->second;
}

} // namespace corolint
