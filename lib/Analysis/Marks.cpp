// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Marks.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Type.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static bool hasAnnotation(const FunctionDecl &F, StringRef Text) {
  return any_of(F.redecls(), [&](const FunctionDecl *D) {
    for (const AnnotateAttr *A : D->specific_attrs<AnnotateAttr>())
      if (A->getAnnotation() == Text)
        return true;
    return false;
  });
}

static bool hasEffect(const FunctionDecl &F, FunctionEffect::Kind Kind) {
  return any_of(F.redecls(), [&](const FunctionDecl *D) {
    const auto *Type = D->getType()->getAs<FunctionProtoType>();
    if (Type)
      for (const FunctionEffectWithCondition &Effect :
           Type->getFunctionEffects())
        if (Effect.Effect.kind() == Kind)
          return true;
    return false;
  });
}

std::optional<BlockingMark> blockingMark(const FunctionDecl &F) {
  if (hasAnnotation(F, "corolint::nonblocking") ||
      hasEffect(F, FunctionEffect::Kind::NonBlocking))
    return BlockingMark::Nonblocking;
  if (hasAnnotation(F, "corolint::blocking") ||
      hasEffect(F, FunctionEffect::Kind::Blocking))
    return BlockingMark::Blocking;
  return std::nullopt;
}

bool allowsBlocking(const FunctionDecl &F) {
  return hasAnnotation(F, "corolint::allow_blocking");
}

bool isMarkedOffloadSink(const FunctionDecl &F) {
  return hasAnnotation(F, "corolint::offload_sink");
}

bool isMarkedContextSwitch(const FunctionDecl &F) {
  return hasAnnotation(F, "corolint::context_switch");
}

} // namespace corolint
