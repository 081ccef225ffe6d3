// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/Telling.h"

using namespace llvm;

namespace corolint::summary {

std::string reachText(const Witness &W) {
  if (W.Steps.empty())
    return " (" + (W.Kind.empty() ? "marked as blocking" : W.Kind) + ")";
  return ": it reaches '" + W.Api + "' (" +
         (W.Kind.empty() ? "marked as blocking" : W.Kind) + ")";
}

std::string stepText(const Witness &W, size_t I) {
  bool Last = I + 1 == W.Steps.size();
  return "'" + W.Steps[I].Function + "' calls '" +
         (Last ? W.Api + "', which blocks" : W.Steps[I + 1].Function + "'");
}

std::string whyNotOffload(const Witness &W, StringRef Callee) {
  if (W.SyncWait)
    return "make '" + Callee.str() + "' a coroutine, and await it";
  if (W.StaysOnThread)
    return "what it reaches must stay on its thread: wait with something that "
           "can be awaited instead";
  return "";
}

std::string fixLostText(const Rival &R, StringRef Api) {
  if (R.Does == Rival::DestroysIt)
    return "its destructor blocks too: make, use and destroy it in one "
           "'co_await corolint::offload([&] { ... })'";
  return "the fix for '" + Api.str() + "' around it covers it";
}

} // namespace corolint::summary
