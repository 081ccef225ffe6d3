// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "Why is that line a finding, or why not?", and the answer of one translation
// unit: every function around the line, and every call on it with what the
// check of blocking calls makes of it.
//
// Plain data. Sentences have no full stop.
#pragma once

#include <string>
#include <vector>

namespace corolint {

struct LineQuestion {
  std::string File; ///< Absolute.
  unsigned Line = 0;
};

/// A function that the line is in.
struct FunctionAround {
  std::string What; ///< "coroutine 'f' (Asio)", "function 'g'", "a lambda".
  unsigned Line = 0;
  bool IsCoroutine = false;    ///< One in which blocking counts.
  std::vector<std::string> Is; ///< What else is to be known of it.
};

/// A call on the line.
struct JudgedCall {
  unsigned Line = 0, Column = 0;
  std::string Callee;   ///< As messages name it.
  std::string Function; ///< That runs it: as messages describe it.
  bool InCoroutine = false;
  bool Blocks = false;   ///< Itself, or perhaps by what it calls.
  bool ByOthers = false; ///< Another function that it calls decides.
  /// Other files may define the callee.
  bool IsElsewhere = false;
  /// Why that is so.
  std::vector<std::string> Because;
};

/// An await on the line, and what it does with the coroutine's executor.
struct JudgedAwait {
  unsigned Line = 0, Column = 0;
  std::string Does;
};

struct LineAnswer {
  std::vector<FunctionAround> Around; ///< Outermost first.
  std::vector<JudgedCall> Calls;      ///< In the order of the source.
  std::vector<JudgedAwait> Awaits;
};

} // namespace corolint
