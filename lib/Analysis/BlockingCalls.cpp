// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BlockingCalls.h"
#include "Analysis/Conditions.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Descriptors.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "Analysis/ReadyResults.h"
#include "Analysis/ReleasedWork.h"
#include "Analysis/Statements.h"
#include "Analysis/SyncWaits.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static StringRef rootOf(StringRef QualifiedName) {
  return QualifiedName.split("::").first;
}

/// The name that \p T was written with, if it is a typedef that its own library
/// gives it (`std::ifstream`), else the class's.
static std::string writtenName(QualType T, const CXXRecordDecl &Class) {
  T = T.getNonReferenceType();
  std::string Own = qualifiedName(Class);
  for (const auto *Alias = T->getAs<TypedefType>(); Alias;
       Alias = Alias->desugar()->getAs<TypedefType>()) {
    std::string Name = qualifiedName(*Alias->getDecl());
    if (rootOf(Name) == rootOf(Own) &&
        Alias->getDecl()->getDeclContext()->isNamespace())
      return Name;
  }
  // Inside of a template nobody wrote the typedef.
  auto [Scope, Name] = StringRef(Own).rsplit("::");
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (Scope == "std" && Name.consume_front("basic_") && Spec &&
      Spec->getTemplateArgs().get(0).getKind() == TemplateArgument::Type &&
      Spec->getTemplateArgs().get(0).getAsType()->isCharType())
    return "std::" + Name.str();
  return Own;
}

std::string ThreadCall::apiName() const {
  const NamedDecl &Named = At.named();
  if (&Named != At.Callee)
    return qualifiedName(Named);
  if (!Api)
    return displayName(*At.Callee);
  if (isa<CXXConstructorDecl>(At.Callee))
    return writtenName(At.Variable ? At.Variable->getType()
                                   : At.Call->getType(),
                       *cast<CXXMethodDecl>(At.Callee)->getParent());
  const CXXRecordDecl *Receiver = At.receiver();
  const Expr *Object = referredObject(At.Object);
  if (!Receiver || isa<CXXDestructorDecl>(At.Callee) ||
      !recordOrPattern(Object->getType()))
    return Api->Name;
  // Api->Name is the model's class; the user wrote a typedef of it, or a class
  // of the same library that derives from it.
  std::string Written = writtenName(Object->getType(), *Receiver);
  if (rootOf(Written) != rootOf(Api->Name))
    return Api->Name;
  return Written + "::" + StringRef(Api->Name).rsplit("::").second.str();
}

const CXXForRangeStmt *ThreadCall::rangeInitOf() const {
  for (size_t I = 0; I + 1 < At.Ancestors.size(); ++I)
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(At.Ancestors[I]))
      if (Loop->getRangeStmt() == At.Ancestors[I + 1])
        return Loop;
  return nullptr;
}

const Expr *ThreadCall::wholeExpression() const {
  const Expr *Whole = At.Call;
  for (const Stmt *Parent : reverse(At.Ancestors)) {
    if (isa<ImplicitCastExpr, ParenExpr>(Parent))
      continue;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent);
    if (!Operator ||
        (Operator->getOperator() != OO_GreaterGreater &&
         Operator->getOperator() != OO_LessLess) ||
        ignoreConversions(Operator->getArg(0)) != Whole)
      break;
    Whole = Operator;
  }
  return Whole;
}

StringRef ThreadCall::kind() const {
  if (Marked)
    return "";
  return model::toString(Api ? Api->Blocks : model::Kind::Wait);
}

/// The object that \p E destroys has nothing to wait for.
static bool destroysNothing(const Evaluation &E,
                            const model::BlockingApi &Api) {
  if (isReleased(E) || (E.Field && isNeverStarted(*E.Field)))
    return true;
  if (Api.WaitsOnResultOf.empty())
    return false;
  const Expr *From = E.Variable ? E.Variable->getInit() : E.Object;
  const Expr *Origin = From ? ignoreConversions(From) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Origin);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  // std::launch::deferred alone: nobody runs it ([futures.async]).
  if (Callee && any_of(Call->arguments(), [](const Expr *Arg) {
        const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(Arg));
        return Ref && qualifiedName(*Ref->getDecl()) == "std::launch::deferred";
      }))
    return true;
  return !Callee || !is_contained(Api.WaitsOnResultOf, qualifiedName(*Callee));
}

/// The condition of \p Api that exempts \p E, or null.
static const model::Condition *exemption(const Evaluation &E,
                                         const model::BlockingApi &Api) {
  auto It = find_if(Api.Unless, [&](auto &C) { return holds(C, E); });
  return It == Api.Unless.end() ? nullptr : &*It;
}

static bool isExempt(const Evaluation &E, const model::BlockingApi &Api) {
  if (exemption(E, Api))
    return true;
  if (isa<CXXDestructorDecl>(E.Callee))
    return destroysNothing(E, Api);
  if (Api.Descriptor && *Api.Descriptor < E.Args.size() &&
      isNonblockingDescriptor(E, E.Args[*Api.Descriptor]))
    return true;
  return Api.CLinkage && any_of(E.Args, [&](const Expr *Arg) {
           return isMemoryStream(E, Arg);
         });
}

/// The first parameters of \p F have these types; "_" is any.
static bool isOverload(const FunctionDecl &F, ArrayRef<std::string> Types) {
  return F.getNumParams() >= Types.size() &&
         all_of(enumerate(Types), [&](const auto &Type) {
           return Type.value() == "_" ||
                  Type.value() ==
                      typeName(F.getParamDecl(Type.index())->getType());
         });
}

static bool matches(const model::BlockingApi &Api, const Evaluation &E) {
  if (E.Args.size() < Api.MinArgs ||
      (Api.MaxArgs && E.Args.size() > *Api.MaxArgs))
    return false;
  if (!isOverload(*E.Callee, Api.Params))
    return false;
  auto Holds = [&](const model::Condition &C) { return holds(C, E); };
  return all_of(Api.When, Holds);
}

bool appliesTo(const model::BlockingApi &Api, const FunctionDecl &F) {
  // A header's static inline function has no language linkage.
  return !Api.CLinkage || F.isExternC() || F.isInExternCContext();
}

namespace {
/// What the model says of a call.
struct Knowledge {
  const model::BlockingApi *Api = nullptr; ///< Under which it blocks.
  /// Where it has something to say of the callee, and not that.
  std::optional<Ruling> Harmless;
};
} // namespace

static Knowledge modelKnowledge(const Evaluation &E, const model::Model &M) {
  const NamedDecl &Named = E.named();
  if (!M.mayName(unqualifiedName(*E.Callee)) &&
      !M.mayName(unqualifiedName(Named)))
    return {};
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(E.Callee))
    if (Ctor->isCopyOrMoveConstructor())
      return {};
  Knowledge Known;
  std::string Namespace = enclosingNamespace(*E.Callee);
  SmallVector<std::string, 4> Names = calleeNames(*E.Callee, E.receiver());
  if (&Named != E.Callee)
    Names.push_back(qualifiedName(Named));
  for (const std::string &Name : Names) {
    if (M.has(model::Role::Nonblocking, Name, Namespace))
      return {nullptr, Ruling{Ruling::ListedHarmless}};
    for (const model::BlockingApi *Api : M.blockingApis(Name)) {
      if (!appliesTo(*Api, *E.Callee))
        continue;
      bool Matches = matches(*Api, E);
      if (Matches && !isExempt(E, *Api))
        return {Api, std::nullopt};
      Known.Harmless =
          Ruling{Ruling::Spared, Api, Matches ? exemption(E, *Api) : nullptr};
    }
  }
  return Known;
}

const model::BlockingApi *blockingApi(const Evaluation &E,
                                      const model::Model &M) {
  return modelKnowledge(E, M).Api;
}

/// \p Method, of an object of type \p Class, asks a future for its result.
static bool asksFuture(const CXXRecordDecl *Class, const FunctionDecl &Method) {
  return Class && asksForResult(Method) &&
         any_of(std::initializer_list<StringRef>{"future", "result", "promise",
                                                 "task", "lazy", "reply"},
                [&](StringRef Word) {
                  return Class->getName().contains_insensitive(Word);
                });
}

/// \p Method asks a future that is a member of its object.
static bool asksOwnFuture(const FunctionDecl &Method) {
  const FunctionDecl *Definition = Method.getDefinition();
  bool Found = false;
  if (Definition && isa<CXXMethodDecl>(Definition))
    forEachOwnStatement(
        *Definition, [&](const Stmt &S, ArrayRef<const Stmt *>) {
          const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
          const auto *Member = Call ? dyn_cast_or_null<MemberExpr>(wholeOf(
                                          Call->getImplicitObjectArgument()))
                                    : nullptr;
          Found |= Member &&
                   isa<CXXThisExpr>(ignoreConversions(Member->getBase())) &&
                   Call->getMethodDecl() &&
                   asksFuture(Call->getRecordDecl(), *Call->getMethodDecl());
        });
  return Found;
}

/// \p E asks a future for what is known to be there, or an object that holds
/// one and was asked whether it is ready.
static bool asksWhatIsReady(const Evaluation &E, const FlowState &Before,
                            const model::Model &M) {
  if (asksFuture(E.receiver(), *E.Callee))
    return isReady(E.Object, Before, M) || isWaitedForByAwaiter(E);
  return E.Object && isReady(E.Object, Before, M) && asksOwnFuture(*E.Callee);
}

/// \p E destroys a variable of the function's outermost block.
static bool isDestroyedAtEnd(const Evaluation &E) {
  if (E.Call || !E.Variable)
    return false;
  auto Block = find_if(reverse(E.Ancestors),
                       [](const Stmt *S) { return isa<CompoundStmt>(S); });
  return Block != E.Ancestors.rend() && *Block == writtenBody(*E.Within);
}

/// \p F makes another process of itself.
static bool forks(const FunctionDecl &F) {
  bool Found = false;
  forEachOwnStatement(F, [&](const Stmt &S, ArrayRef<const Stmt *>) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    Found |= Callee && Callee->getIdentifier() && Callee->isExternC() &&
             is_contained({"fork", "vfork", "_Fork"}, Callee->getName());
  });
  return Found;
}

/// Why no path leads to \p E on which it may not block; Blocks if one does.
static Ruling::Reason judgeFlow(const Evaluation &E, const FunctionDecl &F,
                                const model::Model &M, Flow &Paths,
                                bool OnAnyExecutor) {
  const FlowState *Before = Paths.before(*E.Within, E.Call, E.Ancestors, M);
  if (!Before || (isDestroyedAtEnd(E) && Paths.neverEnds(*E.Within, M)))
    return Ruling::Unreachable;
  if (Before->MayBlock && !OnAnyExecutor)
    return Ruling::Switched;
  if (asksWhatIsReady(E, *Before, M))
    return Ruling::ResultIsThere;
  // What a helper does on its way out is no stall of those that go on, and
  // neither is what a forked process does.
  if (Before->EndsProcess && (!coroutineBody(F) || forks(*E.Within)))
    return Ruling::EndsProcess;
  if (E.Within == &F)
    return Ruling::Blocks;
  // A lambda runs where its function calls it.
  const FlowState *Around = Paths.before(F, nullptr, E.Ancestors, M);
  if (!Around)
    return Ruling::Unreachable;
  return Around->MayBlock && !OnAnyExecutor ? Ruling::Switched : Ruling::Blocks;
}

/// Fills in \p Call, a call of \p F of which only the evaluation is known.
static Ruling judge(ThreadCall &Call, const FunctionDecl &F,
                    const model::Model &M, Flow &Paths, bool OnAnyExecutor,
                    SiteFinder SiteOf) {
  const Evaluation &E = Call.At;
  std::optional<BlockingMark> Mark = blockingMark(*E.Callee);
  if (Mark == BlockingMark::Nonblocking)
    return {Ruling::Marked};
  Call.Marked = Mark == BlockingMark::Blocking;
  if (!Call.Marked) {
    Knowledge Known = modelKnowledge(E, M);
    if (Known.Harmless && !Known.Api)
      return *Known.Harmless;
    Call.Api = Known.Api;
    Call.DrivesAwaitable =
        (!Call.Api || Call.Api->Blocks == model::Kind::Wait) &&
        drivesAwaitable(E, F, M);
  }
  if (!Call.blocksItself() && !(Call.Site = SiteOf(E)))
    return {Ruling::NothingToFollow};
  // Nobody reads a library's insides: that they are reachable is good enough.
  if (F.getASTContext().getSourceManager().isInSystemHeader(F.getLocation()))
    return {Ruling::Blocks};
  return {judgeFlow(E, F, M, Paths, OnAnyExecutor)};
}

void forEachJudgedCall(
    const FunctionDecl &F, const model::Model &M, Flow &Paths,
    bool OnAnyExecutor, SiteFinder SiteOf,
    function_ref<void(const ThreadCall &, const Ruling &)> Visit) {
  bool Allowed = allowsBlocking(F);
  forEachEvaluation(F, M, [&](const Evaluation &E) {
    ThreadCall Call{E, nullptr, false, false, std::nullopt};
    Ruling R = judge(Call, F, M, Paths, OnAnyExecutor, SiteOf);
    if (Allowed && R.Why == Ruling::Blocks)
      R.Why = Ruling::Allowed;
    Visit(Call, R);
  });
}

void forEachThreadCall(const FunctionDecl &F, const model::Model &M,
                       Flow &Paths, bool OnAnyExecutor, SiteFinder SiteOf,
                       function_ref<void(const ThreadCall &)> Visit) {
  if (!allowsBlocking(F))
    forEachJudgedCall(F, M, Paths, OnAnyExecutor, SiteOf,
                      [&](const ThreadCall &Call, const Ruling &R) {
                        if (R.Why == Ruling::Blocks)
                          Visit(Call);
                      });
}

static bool blocksInSight(const FunctionDecl &F, const model::Model &M,
                          Flow &Paths,
                          SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  const FunctionDecl *Definition = F.getDefinition();
  if (!Definition || !Seen.insert(Definition).second ||
      Definition->isDependentContext() || coroutineBody(*Definition))
    return false;
  bool Found = false;
  std::vector<const FunctionDecl *> Callees;
  forEachThreadCall(
      *Definition, M, Paths, /*OnAnyExecutor=*/true,
      [&](const Evaluation &E) -> std::optional<summary::CallSite> {
        Callees.push_back(E.Callee);
        return std::nullopt;
      },
      [&](const ThreadCall &Call) { Found |= Call.blocksItself(); });
  return Found || any_of(Callees, [&](const FunctionDecl *Callee) {
           return blocksInSight(*Callee, M, Paths, Seen);
         });
}

bool blocksInSight(const FunctionDecl &F, const model::Model &M) {
  Graphs Of;
  Flow Paths(Of);
  SmallPtrSet<const FunctionDecl *, 8> Seen;
  return blocksInSight(F, M, Paths, Seen);
}

} // namespace corolint
