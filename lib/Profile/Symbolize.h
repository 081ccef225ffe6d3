// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// addresses of a process => functions, files and lines.
#pragma once

#include "Profile/Collect.h"
#include "Profile/Profile.h"
#include <memory>
#include <set>

namespace llvm::symbolize {
class LLVMSymbolizer;
}

namespace corolint::profile {

/// The name of a function as its source has it, from the name that the linker
/// knows it by: qualified, without parameters, the body of a coroutine by the
/// coroutine's name. \p Coroutine becomes true if it is such a body.
std::string sourceName(llvm::StringRef LinkageName, bool &Coroutine);

class Symbolizer {
public:
  /// Adds frames to those of \p To.
  explicit Symbolizer(Profile &To);
  ~Symbolizer();

  /// The frames at \p Address, inlined ones first, as indices. \p Modules says
  /// how many of the process's modules were loaded then.
  const std::vector<uint64_t> &frames(const RawProcess &P, uint64_t Address,
                                      unsigned Modules);

  /// The program and libraries, of those asked for, that have no debug
  /// information.
  std::vector<std::string> withoutLines() const;

private:
  uint64_t frameId(Frame F);
  std::vector<uint64_t> symbolize(const RawModule *M, uint64_t Address);

  Profile &To;
  std::unique_ptr<llvm::symbolize::LLVMSymbolizer> LLVM;
  std::map<Frame, uint64_t> FrameIds;
  std::map<std::pair<std::string, uint64_t>, std::vector<uint64_t>> Known;
  std::set<std::string> WithLines, WithoutLines; ///< Paths of modules.
};

} // namespace corolint::profile
