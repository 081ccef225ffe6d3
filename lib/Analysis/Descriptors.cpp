// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Descriptors.h"
#include "Analysis/AwaiterFunctions.h"
#include "Analysis/Conditions.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Flags.h"
#include "Analysis/Names.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The variable or member that \p E names, or null.
static const ValueDecl *holder(const Expr *E) {
  E = ignoreConversions(E);
  // An object that owns it: `fd.get()`, or one that converts.
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Call && Call->getNumArgs() == 0 && Call->getType()->isIntegerType())
    E = ignoreConversions(Call->getImplicitObjectArgument());
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = ignoreConversions(Address->getSubExpr());
  // One of a pair: both are made by one call.
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(E))
    E = ignoreConversions(Element->getBase());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    return dyn_cast<FieldDecl>(Member->getMemberDecl());
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static StringRef calleeName(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
}

namespace {

// The values are Linux's on the common architectures: fcntl(2), ioctl(2).
constexpr int64_t NonblockFlag = 04000;
constexpr int64_t SetStatusFlags = 4;      // F_SETFL
constexpr int64_t SetNonblocking = 0x5421; // FIONBIO

/// \p Name says that a function makes a descriptor non-blocking:
/// `set_nonblocking`, `makeNonBlock`.
bool isNonblockingSetter(StringRef Name) {
  std::string Letters;
  for (char C : Name)
    if (isAlpha(C))
      Letters += toLower(C);
  return StringRef(Letters).contains("nonblock");
}

/// \p Awaited, by its name, waits until a descriptor is ready: an event loop
/// with hand-made awaiters is one of non-blocking descriptors.
bool waitsUntilReady(const Expr &Awaited) {
  const auto *Call = dyn_cast<CallExpr>(&Awaited);
  const CXXRecordDecl *Class = Awaited.getType()->getAsCXXRecordDecl();
  std::string Names = (Call ? calleeName(*Call) : StringRef()).lower();
  if (Class)
    Names += " " + Class->getName().lower();
  return any_of(ArrayRef<StringRef>{"poll", "readable", "writable", "writeable",
                                    "ready", "wait_", "awaiter"},
                [&](StringRef Word) {
                  size_t At = StringRef(Names).find(Word);
                  return At != StringRef::npos &&
                         !StringRef(Names).take_front(At).ends_with(
                             "al"); // "already"
                });
}

/// Looks for who is given one descriptor to wait for it: an event loop, by a
/// function of its own or by epoll_ctl(2).
class RegistrationFinder : public RecursiveASTVisitor<RegistrationFinder> {
public:
  explicit RegistrationFinder(const ValueDecl &Of) : Of(Of) {}
  bool Found = false;
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee();
    bool Registers =
        !Callee || !Callee->isExternC() || calleeName(*C).starts_with("epoll_");
    Found |= Registers && any_of(C->arguments(), [&](const Expr *Arg) {
               return holder(Arg) == &Of;
             });
    return !Found;
  }
  /// What a lambda does with it, a pool may do.
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  const ValueDecl &Of;
};

/// Gathers what the bodies of functions say of one variable or member that
/// holds a descriptor or stream.
class DescriptorFacts : public RecursiveASTVisitor<DescriptorFacts> {
public:
  explicit DescriptorFacts(const ValueDecl &Of)
      : Context(Of.getASTContext()), Of(Of) {
    if (const auto *Field = dyn_cast<FieldDecl>(&Of))
      openedBy(Field->getInClassInitializer());
    else if (const auto *Var = dyn_cast<VarDecl>(&Of))
      openedBy(Var->getInit());
  }

  bool SetNonblock = false;
  bool IsMemory = false;
  bool IsEvent = false; ///< An eventfd(2).

  void read(const FunctionDecl &F) {
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        if (Init->getMember() == &Of)
          openedBy(Init->getInit());
    TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
    if (F.getIdentifier() && F.getName() == "await_suspend")
      SetNonblock |= registers(F);
  }

  bool VisitBinaryOperator(BinaryOperator *Op) {
    if (Op->getOpcode() != BO_Assign)
      return true;
    if (holder(Op->getLHS()) == &Of)
      openedBy(Op->getRHS());
    if (const auto *Field = dyn_cast<MemberExpr>(Op->getLHS());
        Field && holder(Op->getRHS()) == &Of)
      Requests.insert(holder(Field->getBase()));
    return true;
  }

  bool VisitVarDecl(VarDecl *Var) {
    if (Var->getInit() && mentions(*Var->getInit(), Of))
      Requests.insert(Var);
    return true;
  }

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    const Expr *Operand = ignoreConversions(Await->getOperand());
    SetNonblock |= waitsUntilReady(*Operand) && isGiven(*Operand);
    const CXXRecordDecl *Class = Operand->getType()->getAsCXXRecordDecl();
    const CXXRecordDecl *Awaiter = Class ? awaiterOf(Class) : nullptr;
    if (Awaiter && !SetNonblock)
      if (const FunctionDecl *Suspend = method(Awaiter, "await_suspend"))
        SetNonblock = registers(*Suspend);
    return true;
  }

  bool VisitCallExpr(CallExpr *C) {
    StringRef Name = calleeName(*C);
    SetNonblock |= Name == "poll" && C->getNumArgs() == 3 &&
                   constantInteger(C->getArg(2), Context) == 0 &&
                   Requests.contains(holder(C->getArg(0)));
    if (none_of(C->arguments(),
                [&](const Expr *Arg) { return holder(Arg) == &Of; }))
      return true;
    if (Name == "pipe2" || Name == "socketpair")
      openedBy(C);
    SetNonblock |= isNonblockingSetter(Name);
    if (C->getNumArgs() < 3 || holder(C->getArg(0)) != &Of)
      return true;
    std::optional<int64_t> Request = constantInteger(C->getArg(1), Context);
    if (Name.starts_with("fcntl") && Request == SetStatusFlags)
      SetNonblock |= hasFlag(C->getArg(2), {NonblockFlag}, Context);
    if (Name == "ioctl" && Request == SetNonblocking)
      SetNonblock = true;
    return true;
  }

private:
  /// \p Suspend, of an awaiter, has an event loop wait for the descriptor.
  bool registers(const FunctionDecl &Suspend) const {
    const FunctionDecl *Definition = Suspend.getDefinition();
    const Stmt *Body = Definition ? writtenBody(*Definition) : nullptr;
    RegistrationFinder Finder(Of);
    Finder.TraverseStmt(const_cast<Stmt *>(Body));
    return Finder.Found;
  }

  /// The descriptor is one of the parts that \p Awaited is made of.
  bool isGiven(const Expr &Awaited) const {
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&Awaited))
      return isGiven(*ignoreConversions(Cast->getSubExpr()));
    return any_of(Awaited.children(), [&](const Stmt *Part) {
      const auto *E = dyn_cast_or_null<Expr>(Part);
      return E && holder(E) == &Of;
    });
  }

  void openedBy(const Expr *E) {
    E = ignoreConversions(E);
    if (const auto *Made = dyn_cast_or_null<CXXFunctionalCastExpr>(E))
      return openedBy(Made->getSubExpr());
    if (const auto *Owner = dyn_cast_or_null<CXXConstructExpr>(E);
        Owner && Owner->getNumArgs() == 1)
      return openedBy(Owner->getArg(0));
    const auto *Open = dyn_cast_or_null<CallExpr>(E);
    if (!Open)
      return;
    StringRef Name = calleeName(*Open);
    if (Name == "fmemopen" || Name == "open_memstream")
      IsMemory = true;
    IsEvent |= Name == "eventfd";
    if (Name == "open" || Name == "openat" || Name == "open64" ||
        Name == "openat64" || Name == "mq_open" || Name == "pidfd_open" ||
        Name == "socketpair" || Name == "socket" || Name == "accept4" ||
        Name == "pipe2" || Name == "eventfd" || Name == "timerfd_create" ||
        Name == "signalfd" || Name == "inotify_init1")
      for (const Expr *Arg : Open->arguments())
        SetNonblock |= hasFlag(Arg, {NonblockFlag}, Context);
  }

  ASTContext &Context;
  const ValueDecl &Of;
  /// What holds it, such as `pollfd request{fd, POLLIN}`.
  SmallPtrSet<const ValueDecl *, 2> Requests;
};

/// What is known of \p Of, which is used in \p Within. A lambda may use a local
/// of the function around it. A member is known by all functions of its class
/// whose bodies are in sight.
DescriptorFacts factsOf(const ValueDecl &Of, const FunctionDecl &Within) {
  DescriptorFacts Facts(Of);
  const auto *Owner =
      dyn_cast_or_null<FunctionDecl>(Of.getParentFunctionOrMethod());
  Facts.read(Owner ? *Owner : Within);
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Of.getDeclContext()))
    for (const CXXMethodDecl *Method : Class->methods())
      if (const FunctionDecl *Definition = Method->getDefinition())
        Facts.read(*Definition);
  return Facts;
}

} // namespace

/// The last place at which \p F itself names the error.
static SourceLocation lastEagain(const FunctionDecl &F) {
  return lastMention(F, {"EAGAIN", "EWOULDBLOCK",
                         "std::errc::operation_would_block",
                         "std::errc::resource_unavailable_try_again",
                         "asio::error::basic_errors::would_block",
                         "asio::error::basic_errors::try_again",
                         "boost::asio::error::basic_errors::would_block",
                         "boost::asio::error::basic_errors::try_again"});
}

namespace {

/// Looks for what does more than to compare: a call that hands something on.
class CallFinder : public RecursiveASTVisitor<CallFinder> {
public:
  bool Found = false;
  bool VisitCallExpr(CallExpr *C) {
    Found |= !isa<CXXOperatorCallExpr>(C) && C->getNumArgs() > 0;
    return !Found;
  }
};

/// \p F answers whether an error is `EAGAIN`, and does nothing else.
bool asksForEagain(const FunctionDecl &F) {
  const FunctionDecl *Definition = F.getDefinition();
  if (!Definition || !F.getReturnType()->isBooleanType() ||
      lastEagain(*Definition).isInvalid())
    return false;
  CallFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(*Definition)));
  return !Finder.Found;
}

/// Finds the last call of a function that answers that.
class EagainQuestionFinder : public RecursiveASTVisitor<EagainQuestionFinder> {
public:
  explicit EagainQuestionFinder(const SourceManager &SM) : SM(SM) {}
  SourceLocation Last;

  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee();
    SourceLocation Loc = C->getBeginLoc();
    if (Callee &&
        (Last.isInvalid() || SM.isBeforeInTranslationUnit(Last, Loc)) &&
        asksForEagain(*Callee))
      Last = Loc;
    return true;
  }

private:
  const SourceManager &SM;
};

/// Finds where the innermost loop around a place ends.
class LoopFinder : public RecursiveASTVisitor<LoopFinder> {
public:
  LoopFinder(SourceLocation Place, const SourceManager &SM)
      : Place(Place), SM(SM) {}
  SourceLocation End;

  bool VisitStmt(Stmt *S) {
    if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S) &&
        SM.isBeforeInTranslationUnit(S->getBeginLoc(), Place) &&
        SM.isBeforeInTranslationUnit(Place, S->getEndLoc()))
      End = S->getEndLoc();
    return true;
  }

private:
  SourceLocation Place;
  const SourceManager &SM;
};

} // namespace

SourceLocation lastEagainTest(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  auto *Body = const_cast<Stmt *>(writtenBody(F));
  EagainQuestionFinder Asked(SM);
  Asked.TraverseStmt(Body);
  SourceLocation Last = lastEagain(F);
  if (Last.isInvalid() ||
      (Asked.Last.isValid() && SM.isBeforeInTranslationUnit(Last, Asked.Last)))
    Last = Asked.Last;
  if (Last.isInvalid())
    return Last;
  LoopFinder Loop(Last, SM);
  Loop.TraverseStmt(Body);
  return Loop.End.isValid() ? Loop.End : Last;
}

bool isNonblockingDescriptor(const Evaluation &E, const Expr *Descriptor) {
  SourceLocation Test = lastEagainTest(*E.Within);
  const SourceManager &SM = E.Within->getASTContext().getSourceManager();
  if (Test.isValid() && SM.isBeforeInTranslationUnit(E.Location, Test))
    return true;
  const ValueDecl *Holder = holder(Descriptor);
  if (!Holder)
    return false;
  DescriptorFacts Facts = factsOf(*Holder, *E.Within);
  // Adding to an event's counter blocks when 2^64 - 2 is exceeded.
  bool Signals = Facts.IsEvent && E.Callee->getIdentifier() &&
                 E.Callee->getName() == "write";
  return Facts.SetNonblock || Signals;
}

bool isMemoryStream(const Evaluation &E, const Expr *Stream) {
  const ValueDecl *Holder = holder(Stream);
  return Holder && factsOf(*Holder, *E.Within).IsMemory;
}

} // namespace corolint
