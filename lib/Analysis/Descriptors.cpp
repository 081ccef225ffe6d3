// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Descriptors.h"
#include "Analysis/Conditions.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// The variable that \p E names, or null.
static const VarDecl *variable(const Expr *E) {
  E = ignoreConversions(E);
  // One of a pair: both are made by one call.
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(E))
    E = ignoreConversions(Element->getBase());
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

/// Gathers what a function's body says of one variable that holds a descriptor
/// or stream.
class DescriptorFacts : public RecursiveASTVisitor<DescriptorFacts> {
public:
  DescriptorFacts(const FunctionDecl &Within, const VarDecl *Var)
      : Context(Within.getASTContext()), Var(Var) {
    TraverseStmt(const_cast<Stmt *>(writtenBody(Within)));
  }

  bool SetNonblock = false;
  bool IsMemory = false;

  bool VisitVarDecl(VarDecl *D) {
    if (D == Var && D->getInit())
      openedBy(D->getInit());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *Op) {
    if (Var && Op->getOpcode() == BO_Assign && variable(Op->getLHS()) == Var)
      openedBy(Op->getRHS());
    return true;
  }

  bool VisitCallExpr(CallExpr *C) {
    StringRef Name = calleeName(*C);
    if ((Name == "pipe2" || Name == "socketpair") && Var &&
        any_of(C->arguments(),
               [&](const Expr *Arg) { return variable(Arg) == Var; }))
      openedBy(C);
    if (!Var || C->getNumArgs() < 3 || variable(C->getArg(0)) != Var)
      return true;
    std::optional<int64_t> Request = constantInteger(C->getArg(1), Context);
    if (calleeName(*C).starts_with("fcntl") && Request == SetStatusFlags)
      SetNonblock |= hasFlag(C->getArg(2), {NonblockFlag}, Context);
    if (calleeName(*C) == "ioctl" && Request == SetNonblocking)
      SetNonblock = true;
    return true;
  }

private:
  void openedBy(const Expr *E) {
    const auto *Open = dyn_cast<CallExpr>(ignoreConversions(E));
    if (!Open)
      return;
    StringRef Name = calleeName(*Open);
    if (Name == "fmemopen" || Name == "open_memstream")
      IsMemory = true;
    if (Name == "open" || Name == "openat" || Name == "open64" ||
        Name == "openat64" || Name == "mq_open" || Name == "pidfd_open" ||
        Name == "socketpair" || Name == "socket" || Name == "accept4" ||
        Name == "pipe2" || Name == "eventfd" || Name == "timerfd_create" ||
        Name == "signalfd" || Name == "inotify_init1")
      for (const Expr *Arg : Open->arguments())
        SetNonblock |= hasFlag(Arg, {NonblockFlag}, Context);
  }

  ASTContext &Context;
  const VarDecl *Var;
};

/// What is known of \p Var, which is used in \p Within. A lambda may use one of
/// the function around it.
DescriptorFacts factsOf(const FunctionDecl &Within, const VarDecl *Var) {
  const auto *Owner = dyn_cast_or_null<FunctionDecl>(
      Var ? Var->getParentFunctionOrMethod() : nullptr);
  return DescriptorFacts(Owner ? *Owner : Within, Var);
}

} // namespace

SourceLocation lastEagainTest(const FunctionDecl &F) {
  return lastMention(F, {"EAGAIN", "EWOULDBLOCK",
                         "std::errc::operation_would_block",
                         "std::errc::resource_unavailable_try_again"});
}

bool isNonblockingDescriptor(const Evaluation &E, const Expr *Descriptor) {
  SourceLocation Test = lastEagainTest(*E.Within);
  const SourceManager &SM = E.Within->getASTContext().getSourceManager();
  return (Test.isValid() && SM.isBeforeInTranslationUnit(E.Location, Test)) ||
         factsOf(*E.Within, variable(Descriptor)).SetNonblock;
}

bool isMemoryStream(const Evaluation &E, const Expr *Stream) {
  const VarDecl *Var = variable(Stream);
  return Var && factsOf(*E.Within, Var).IsMemory;
}

} // namespace corolint
