// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one translation unit says of its functions, as plain data: whether
// running one blocks its thread, and whom it calls. The collector that fills
// it in sees an AST and no other file; the graph that joins it (CallGraph.h)
// sees many files and no AST.
//
// A function or class is known by a hash of Clang's USR. That is the same in
// every translation unit for what has external linkage; what hasn't is looked
// for in its own unit only.
#pragma once

#include <cstdint>
#include <vector>

namespace corolint::summary {

/// The first 63 bits of the USR's hash (xxh3): among a million symbols the odds
/// of two alike are one in twenty million. 0 is none.
using SymbolId = uint64_t;

/// An index into one of a unit's tables (Unit.h): of names, files, symbols,
/// assumptions. 0 is none.
using Ref = uint32_t;

/// Lines and columns count from 1, columns in bytes.
struct Place {
  Ref File = 0;
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
  /// It writes to a stream that the function is given, which may be standard
  /// output or error.
  OnGivenStream = 4,
};
constexpr unsigned AllTraits = OnDescriptor | OfElement | OnGivenStream;

/// The argument of a function at a position, counted from 0.
struct Argument {
  Ref Function = 0;
  unsigned Position = 0;
  /// For a virtual call the static class of the object, as in a call site.
  Ref Receiver = 0;

  bool operator==(const Argument &) const = default;
};

/// The callee runs its argument before it returns; and what And says holds too.
struct Assumption {
  Argument Runs;
  Ref And = 0;
};

/// Running the function may block its thread at `At`, in a call of `Api`.
struct Effect {
  Ref Api = 0;
  /// The model's kind; none when a mark in the code says that it blocks.
  Ref Kind = 0;
  Place At;
  unsigned Traits = 0;
  /// It drives an awaitable or an event loop until that is done.
  bool SyncWait = false;
  /// It must stay on its thread: another one can't do it instead.
  bool StaysOnThread = false;
  /// The assumption that it rests on, or none.
  Ref If = 0;
};

/// Running the function may run `Callee`, at `At`.
struct CallSite {
  Ref Callee = 0;
  /// For a virtual call the static class of the object: overrides in it and in
  /// what derives from it may run instead. None when the target is known.
  Ref Receiver = 0;
  Place At;
  unsigned Traits = 0;
  /// The traits that the call rules out: what has one doesn't count for it.
  unsigned RulesOut = 0;
  Ref If = 0;
};

/// Which definition a call means when several units have one.
enum class Linkage : uint8_t {
  Internal, ///< The one in the caller's own unit.
  Merged,   ///< Any: an inline function's or template's, all the same.
  Weak,     ///< Any, unless there is a strong one.
  Strong,   ///< The only one; in a project of several programs, its own's.
};

/// The function hands its parameter on, as To.
struct PassedParameter {
  unsigned Position = 0;
  Argument To;
};

/// One function with a visible body. Effects and calls are in the order of the
/// source.
struct Function {
  Ref Id = 0;
  Ref Name = 0;
  Ref File = 0; ///< The one that it is defined in.
  Linkage Links = Linkage::Strong;
  /// False for a library's own code between two functions of the user's.
  bool Shown = true;
  std::vector<Effect> Effects;
  std::vector<CallSite> Calls;
  Ref Class = 0;              ///< For a method that overrides.
  std::vector<Ref> Overrides; ///< Methods that it overrides, directly or not.
  /// The parameters that it calls before it returns.
  std::vector<unsigned> RunsParameters;
  std::vector<PassedParameter> Passes;
};

/// A class that virtual calls may be about.
struct Class {
  Ref Id = 0;
  bool Internal = false;
  std::vector<Ref> Bases;
};

} // namespace corolint::summary
