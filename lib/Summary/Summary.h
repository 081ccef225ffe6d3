// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one translation unit says of its functions, as plain data: whether
// running one blocks its thread, and whom it calls. The collector that fills
// it in sees an AST and no other file; the graph that joins it (CallGraph.h)
// sees many files and no AST.
//
// An id is Clang's USR: the same in every translation unit for what has
// external linkage, with the file's name in it for what hasn't.
#pragma once

#include <string>
#include <vector>

namespace corolint::summary {

/// Lines and columns count from 1, columns in bytes.
struct Place {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
};

/// Why an effect or a call need not count for a caller further up. A set.
enum Trait : unsigned {
  /// It doesn't block where its descriptor is non-blocking, which a caller can
  /// know.
  OnDescriptor = 1,
  /// A library's template destroys an element, as it also does with one that it
  /// has moved elsewhere.
  OfElement = 2,
};

/// Running the function may block its thread at `At`, in a call of `Api`.
struct Effect {
  std::string Api;
  /// The model's kind; empty when a mark in the code says that it blocks.
  std::string Kind;
  Place At;
  unsigned Traits = 0;
  /// It drives an awaitable or an event loop until that is done.
  bool SyncWait = false;
  /// It must stay on its thread: another one can't do it instead.
  bool StaysOnThread = false;
};

/// Running the function may run `Callee`, at `At`.
struct CallSite {
  std::string Callee;
  /// For a virtual call the static class of the object: overrides in it and in
  /// what derives from it may run instead. Empty when the target is known.
  std::string Receiver;
  Place At;
  unsigned Traits = 0;
  /// The traits that the call rules out: what has one doesn't count for it.
  unsigned RulesOut = 0;
};

/// One function with a visible body. Effects and calls are in the order of the
/// source.
struct Function {
  std::string Id;
  std::string Name;
  /// False for a library's own code between two functions of the user's.
  bool Shown = true;
  std::vector<Effect> Effects;
  std::vector<CallSite> Calls;
  std::string Class;                  ///< For a method that overrides.
  std::vector<std::string> Overrides; ///< Methods that it overrides directly.
};

/// A class that virtual calls may be about.
struct Class {
  std::string Id;
  std::vector<std::string> Bases;
};

} // namespace corolint::summary
