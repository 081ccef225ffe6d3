// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/SleepConversion.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

using model::SleepUnit;

/// The arguments of the type \p T, where it is the template \p Name.
static const TemplateArgumentList *argumentsOf(QualType T, StringRef Name) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
  return R && qualifiedName(*R) == Name ? &R->getTemplateArgs() : nullptr;
}

static bool hasFloatingRep(QualType Duration) {
  const TemplateArgumentList *Args =
      argumentsOf(Duration, "std::chrono::duration");
  return !Args || Args->get(0).getAsType()->isFloatingType();
}

/// Every duration of the type \p T is a multiple of a second's \p
/// UnitsPerSecond-th part.
static bool isMultipleOf(QualType T, int64_t UnitsPerSecond) {
  const TemplateArgumentList *Args = argumentsOf(T, "std::chrono::duration");
  const TemplateArgumentList *Period =
      !Args || hasFloatingRep(T)
          ? nullptr
          : argumentsOf(Args->get(1).getAsType(), "std::ratio");
  return Period && Period->get(0).getAsIntegral().getExtValue() *
                           UnitsPerSecond %
                           Period->get(1).getAsIntegral().getExtValue() ==
                       0;
}

/// A timer of \p Resolution would cut off some of what \p Arg is.
static bool isFiner(const Expr &Arg, SleepUnit Unit, SleepUnit Resolution,
                    const ASTContext &Context) {
  static constexpr int64_t PerSecond[] = {1, 1'000, 1'000'000};
  auto Cut = static_cast<size_t>(Resolution), Given = static_cast<size_t>(Unit);
  if (Cut >= std::size(PerSecond))
    return false;
  if (Given >= std::size(PerSecond))
    return !isMultipleOf(Arg.getType(), PerSecond[Cut]);
  if (Given <= Cut)
    return false;
  std::optional<int64_t> Value = constantInteger(&Arg, Context);
  return !Value || *Value % (PerSecond[Given] / PerSecond[Cut]) != 0;
}

/// \p Arg, of a sleep, isn't known to be zero or more: as an unsigned number, a
/// literal or what is made of a constant is.
static bool mayBeNegative(const Expr &Arg, const ASTContext &Context) {
  const Expr *E = ignoreConversions(&Arg);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = ignoreConversions(Cast->getSubExpr());
  if (isa<UserDefinedLiteral>(E) || E->getType()->isUnsignedIntegerType())
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() != 1 || mayBeNegative(*Made->getArg(0), Context);
  std::optional<int64_t> Value = constantInteger(E, Context);
  return !Value || *Value < 0;
}

static std::string timePoint(QualType T) {
  const TemplateArgumentList *Args = argumentsOf(T, "std::chrono::time_point");
  const CXXRecordDecl *Clock =
      Args ? Args->get(0).getAsType()->getAsCXXRecordDecl() : nullptr;
  if (!Clock || qualifiedName(*Clock) != "std::chrono::steady_clock")
    return "";
  return hasFloatingRep(Args->get(1).getAsType())
             ? "std::chrono::time_point_cast<std::chrono::steady_clock::"
               "duration>({value})"
             : "{value}";
}

static std::string duration(const Expr &Arg, SleepUnit Unit,
                            const ASTContext &Context) {
  if (Unit == SleepUnit::Duration)
    return hasFloatingRep(Arg.getType())
               ? "std::chrono::duration_cast<std::chrono::nanoseconds>({value})"
               : "{value}";
  std::string Value = "{value}";
  // The call converts it, a duration's constructor doesn't.
  if (Arg.IgnoreImpCasts()->getType()->isFloatingType())
    Value = "static_cast<" +
            Arg.getType().getCanonicalType().getAsString(
                Context.getPrintingPolicy()) +
            ">({value})";
  return ("std::chrono::" + toString(Unit) + "(" + Value + ")").str();
}

std::string sleepConversion(const Expr &Arg, SleepUnit Unit,
                            const model::Framework &Library,
                            const ASTContext &Context) {
  if (Unit == SleepUnit::TimePoint)
    return timePoint(Arg.getType());
  std::string Duration = duration(Arg, Unit, Context);
  std::string Resolution =
      ("<std::chrono::" + toString(Library.TimerResolution) + ">(").str();
  if (isFiner(Arg, Unit, Library.TimerResolution, Context))
    Duration = "std::chrono::ceil" + Resolution + Duration + ")";
  if (Library.TimerHangsBelowZero && mayBeNegative(Arg, Context))
    Duration = "std::max" + Resolution + Duration + ", {})";
  return Duration;
}

} // namespace corolint
