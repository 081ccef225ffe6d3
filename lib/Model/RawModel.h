// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// YAML text => the structs below, which mirror docs/models.md key by key.
// Nothing is interpreted yet: that is ModelYaml.cpp's.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint::model {

/// A text and the line that it stands in.
struct RawName {
  std::string Text;
  unsigned Line = 0;
};

using Strings = std::vector<std::string>;
using RawNames = std::vector<RawName>;
using StringsByKey = std::map<std::string, std::string>;

struct RawCondition {
  std::string Arg;
  std::string Field;
  std::string Is;
  Strings Has, Equals, Type, After, Mentions;
  unsigned Line = 0;
};

struct RawSleep {
  unsigned Arg = 0;
  std::string Unit;
};

struct RawCounterpart {
  std::string Await;
  Strings Includes;
};

struct RawFunction {
  RawNames Names;
  std::string KindName;
  std::string Args;
  Strings Params;
  std::vector<RawCondition> When, Unless;
  std::optional<unsigned> Descriptor;
  std::optional<RawSleep> Sleeps;
  std::string Async;
  std::map<std::string, RawCounterpart> Counterparts;
  StringsByKey Instead;
  bool SyncWait = false;
  std::string Offload;
  Strings WaitsOnResultOf;
  std::string Source;
  unsigned Line = 0;
};

struct RawTask {
  std::string Type;
  std::string Start;
  bool Awaitable = true;
  unsigned Line = 0;
};

struct RawTimer {
  std::string For, Until, Resolution;
  bool HangsBelowZero = false;
  Strings Includes;
};

struct RawFramework {
  std::string Name;
  std::vector<RawTask> Tasks;
  RawNames Synchronous;
  bool Executor = false;
  bool AwaitsByValue = false;
  std::string Include;
  RawTimer Timer;
  std::string Token;
  Strings TokenOf, TokenIncludes;
  std::string Redirect;
  Strings RedirectIncludes;
  std::string AwaitedElsewhere;
  StringsByKey AwaitHeaders;
  StringsByKey Instead;
  RawNames Combinators, Spawns, AsyncMutexes;
  unsigned Line = 0;
};

struct RawLock {
  RawNames Types;
  std::string Is;
  Strings Lock, TryLock, Unlock, Release, Held, Mutex, Swap, Access;
  Strings Defer, Try, Adopt;
  std::string Source;
  unsigned Line = 0;
};

struct RawLockFunction {
  RawNames Names;
  std::string Does;
  std::string Args = "0";
  std::string Success;
  std::string Source;
  unsigned Line = 0;
};

struct RawFile {
  std::string Library;
  std::string Linkage;
  StringsByKey Aliases;
  StringsByKey Flags;
  std::vector<RawFunction> Functions;
  std::vector<RawFramework> Frameworks;
  std::vector<RawLock> Locks;
  std::vector<RawLockFunction> LockFunctions;
  RawNames Nonblocking, OffloadSinks, InlineCallers, UnownedMutexes;
  RawNames IdleWaits;
  RawNames ResultIgnorers;
  RawNames ContextSwitches, BlockingExecutors, ExecutorTags;
  RawNames ExecutorBinders, CompletionTokens;
};

/// A project's configuration.
struct RawProject {
  RawNames Libraries;
  std::vector<RawFile> Model;
};

/// Reads \p Text; \p FileName is for messages. An error names the file, the
/// line and what is wrong there.
llvm::Error readYaml(llvm::StringRef Text, llvm::StringRef FileName,
                     RawFile &Out);
llvm::Error readYaml(llvm::StringRef Text, llvm::StringRef FileName,
                     RawProject &Out);

} // namespace corolint::model
