// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Summaries.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Descriptors.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"

using namespace clang;
using namespace llvm;

namespace corolint {

void Summaries::addOverrider(const CXXMethodDecl &Method) {
  for (const CXXMethodDecl *Overridden : Method.overridden_methods())
    Overriders[Overridden->getCanonicalDecl()].push_back(&Method);
}

std::string Summaries::idOf(const Decl &D) {
  auto [It, New] = Ids.try_emplace(D.getCanonicalDecl());
  if (New) {
    SmallString<128> Usr;
    // What has no USR is nobody else's business: any unique id will do.
    if (index::generateUSRForDecl(&D, Usr))
      Usr = ("local:" + Twine(Ids.size())).str();
    It->second = Usr.str().str();
  }
  return It->second;
}

summary::Place Summaries::placeOf(SourceLocation Location) const {
  PresumedLoc At = Sources->getPresumedLoc(Sources->getExpansionLoc(Location),
                                           /*UseLineDirectives=*/false);
  if (At.isInvalid())
    return {};
  return {At.getFilename(), At.getLine(), At.getColumn()};
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

bool Summaries::follows(const FunctionDecl &Callee) {
  auto [It, New] = Followed.try_emplace(Callee.getCanonicalDecl(), false);
  if (!New)
    return It->second;
  const FunctionDecl *Body = bodyOf(Callee);
  bool Answer = Body && !Body->isInvalidDecl() && !allowsBlocking(Callee) &&
                blockingMark(Callee) != BlockingMark::Nonblocking &&
                runsWhenCalled(*Body, M);
  if (Answer) {
    std::string Name = qualifiedName(Callee);
    std::string Namespace = enclosingNamespace(Callee);
    Answer = !isKnown(Callee, Name, M) &&
             (Sources->isInMainFile(Body->getLocation()) ||
              !M.isOfFramework(Namespace)) &&
             !M.has(model::Role::OffloadSink, Name, Namespace) &&
             !M.has(model::Role::InlineCaller, Name, Namespace) &&
             !M.has(model::Role::Nonblocking, Name, Namespace);
  }
  if (Answer && Sources->isInSystemHeader(Body->getLocation()))
    Answer = isInStd(Callee) && mayRunUserCode(*Body);
  else
    Answer = Answer && !IsBroken(*Body);
  return Followed[Callee.getCanonicalDecl()] = Answer;
}

/// The class of the object of virtual call \p E; null when the function that
/// runs is known.
static const CXXRecordDecl *dynamicReceiver(const Evaluation &E) {
  const auto *Method = dyn_cast<CXXMethodDecl>(E.Callee);
  if (!Method || !Method->isVirtual() || Method->hasAttr<FinalAttr>() ||
      Method->getParent()->hasAttr<FinalAttr>())
    return nullptr;
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E.Call)) {
    const auto *Member =
        dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
    if (Member && Member->hasQualifier())
      return nullptr;
  } else if (!isa_and_nonnull<CXXDeleteExpr, CXXOperatorCallExpr>(E.Call)) {
    return nullptr;
  }
  const CXXRecordDecl *Receiver = E.receiver();
  if (!Receiver || Receiver->hasAttr<FinalAttr>())
    return nullptr;
  // A local variable or a temporary is what it is declared to be.
  const Expr *Object = ignoreConversions(E.Object);
  if (Object->isPRValue() && !Object->getType()->isPointerType())
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
    if (QualType T = Ref->getDecl()->getType();
        !T->isReferenceType() && !T->isPointerType())
      return nullptr;
  return Receiver;
}

/// The function that \p E calls on an object that is a \p Receiver and nothing
/// more.
static const FunctionDecl &staticTarget(const Evaluation &E) {
  const auto *Method = dyn_cast<CXXMethodDecl>(E.Callee);
  const CXXRecordDecl *Receiver = E.receiver();
  if (!Method || !Method->isVirtual() || !Receiver ||
      isa<CXXDestructorDecl>(Method))
    return *E.Callee;
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E.Call);
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()) : nullptr;
  if (Member && Member->hasQualifier())
    return *E.Callee;
  const CXXMethodDecl *Target =
      Method->getCorrespondingMethodInClass(Receiver, /*MayBeBase=*/true);
  return Target ? *Target : *E.Callee;
}

void Summaries::addClass(const CXXRecordDecl &R) {
  const CXXRecordDecl *Definition = R.getDefinition();
  if (!Definition)
    return;
  summary::Class C;
  C.Id = idOf(R);
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl()) {
      C.Bases.push_back(idOf(*B));
      addClass(*B);
    }
  Graph.add(std::move(C));
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

std::optional<summary::CallSite> Summaries::siteOf(const Evaluation &E) {
  if (callsObjectAtHand(E))
    return std::nullopt;
  Sources = &E.Within->getASTContext().getSourceManager();
  const FunctionDecl &Target = staticTarget(E);
  const CXXRecordDecl *Receiver = dynamicReceiver(E);
  // A library's own virtual calls can mean any of its classes.
  if (Receiver && Sources->isInSystemHeader(E.Within->getLocation()))
    return std::nullopt;
  SmallVector<const CXXMethodDecl *, 4> Targets;
  bool Followed = follows(Target);
  if (Followed)
    Pending.push_back(&Target);
  if (Receiver) {
    Targets.push_back(cast<CXXMethodDecl>(&Target));
    for (size_t I = 0; I < Targets.size(); ++I)
      for (const CXXMethodDecl *Overrider :
           Overriders.lookup(Targets[I]->getCanonicalDecl()))
        if (!is_contained(Targets, Overrider)) {
          Targets.push_back(Overrider);
          if (follows(*Overrider)) {
            Pending.push_back(Overrider);
            addClass(*Overrider->getParent());
            Followed = true;
          }
        }
  }
  if (!Followed)
    return std::nullopt;
  summary::CallSite Site;
  Site.Callee = idOf(Target);
  if (Receiver)
    Site.Receiver = idOf(*Receiver);
  Site.At = placeOf(E.Location);
  SourceLocation Test = lastEagainTest(*E.Within);
  if (Test.isValid() && Sources->isBeforeInTranslationUnit(E.Location, Test))
    Site.RulesOut |= summary::OnDescriptor;
  bool Destroys = isa<CXXDestructorDecl>(Target);
  // Others may only move what they hold, and destroy what is left of it.
  bool Empties =
      Target.getIdentifier() &&
      is_contained({"clear", "reset", "pop_back", "pop_front", "pop"},
                   Target.getName());
  if (Sources->isInSystemHeader(E.Within->getLocation())) {
    if (Destroys)
      Site.Traits |= summary::OfElement;
  } else if (!Destroys && !Empties &&
             Sources->isInSystemHeader(Target.getLocation())) {
    Site.RulesOut |= summary::OfElement;
  }
  // What siteOf() adds while a function is summarised waits for its turn.
  if (!std::exchange(Summarising, true)) {
    while (!Pending.empty())
      summarise(*Pending.pop_back_val());
    Summarising = false;
  }
  return Site;
}

summary::Effect Summaries::effectOf(const ThreadCall &Call, bool Shown) const {
  summary::Effect E;
  E.Api = Call.apiName();
  E.Kind = Call.kind().str();
  E.At = placeOf(Call.At.Location);
  E.SyncWait = Call.isSyncWait();
  E.StaysOnThread = Call.Api && !Call.Api->OffloadSafe;
  if (Call.Api && Call.Api->Descriptor)
    E.Traits |= summary::OnDescriptor;
  if (!Shown && isa<CXXDestructorDecl>(Call.At.Callee))
    E.Traits |= summary::OfElement;
  return E;
}

void Summaries::summarise(const FunctionDecl &F) {
  if (Graph.knows(idOf(F)))
    return;
  const FunctionDecl &Body = *bodyOf(F);
  summary::Function S;
  S.Id = idOf(F);
  S.Name = displayName(F);
  S.Shown = !Sources->isInSystemHeader(Body.getLocation());
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F);
      Method && Method->size_overridden_methods() > 0) {
    S.Class = idOf(*Method->getParent());
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      S.Overrides.push_back(idOf(*Overridden));
  }
  // A mark stands for the body; an override is called by another's name.
  if (blockingMark(F) == BlockingMark::Blocking) {
    S.Effects.push_back({S.Name, "", placeOf(F.getLocation())});
    return Graph.add(std::move(S));
  }
  forEachThreadCall(
      Body, M, Paths, /*OnAnyExecutor=*/false, [&](const ThreadCall &Call) {
        if (!Call.blocksItself()) {
          if (auto Site = siteOf(Call.At))
            S.Calls.push_back(std::move(*Site));
        } else if (S.Shown ||
                   isa<CXXConstructorDecl, CXXDestructorDecl>(Call.At.Callee)) {
          // What a library's template holds is the user's choice, the rest its
          // own matter.
          S.Effects.push_back(effectOf(Call, S.Shown));
        }
      });
  Graph.add(std::move(S));
}

SourceLocation Summaries::lastEagainTest(const FunctionDecl &F) {
  auto [It, New] = EagainTests.try_emplace(&F);
  if (New)
    It->second = corolint::lastEagainTest(F);
  return It->second;
}

} // namespace corolint
