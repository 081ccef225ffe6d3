// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What corolint knows of functions that it can't see: which block and when,
// what the frameworks' coroutine types are, who runs a callable where.
//
//   YAML text => ModelFile (ModelYaml.h) => Model => look-up by qualified name
//
// Names are qualified, without template arguments and inline namespaces. The
// schema is documented in docs/models.md.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace corolint::model {

/// What a blocking call waits for. The order is the documentation's.
enum class Kind {
  Sleep,
  Wait,
  Network,
  Dns,
  File,
  Filesystem,
  Console,
  Process,
  Ipc,
  Database,
  Http,
  Cpu,
  Lock,
};

/// All kinds' names, in the order of the enumeration.
llvm::ArrayRef<llvm::StringRef> kindNames();
llvm::StringRef toString(Kind K);
std::optional<Kind> kindFromString(llvm::StringRef Name);

/// The position of the object of a member call in Condition::Arg.
constexpr int ThisArg = -1;

/// A statement about one argument that constants can show.
struct Condition {
  enum Test {
    Zero,
    Null,
    NotNull,
    Negative,
    StandardOutput,
    StandardInput,
    HasFlag, ///< any of Values
    Equals,  ///< any of Values
    IsType,  ///< any of Types or derived from one
  };
  int Arg = 0;
  /// With a name: the test is about this field of the local that the argument
  /// points to.
  std::string Field;
  Test What = Zero;
  std::vector<int64_t> Values;
  std::vector<std::string> Types;
};

/// How the duration of a sleep is given.
enum class SleepUnit {
  Seconds,
  Milliseconds,
  Microseconds,
  Duration,
  TimePoint
};

struct Sleep {
  unsigned Arg = 0;
  SleepUnit Unit = SleepUnit::Duration;
};

/// Where an entry was read, for messages and --print-model.
struct Origin {
  std::string File;
  unsigned Line = 0;
};

/// A function that may block its thread.
struct BlockingApi {
  std::string Name;
  Kind Blocks = Kind::Wait;
  unsigned MinArgs = 0;
  std::optional<unsigned> MaxArgs;
  bool CLinkage = false;
  std::vector<Condition> When;
  std::vector<Condition> Unless;
  std::optional<unsigned> Descriptor;
  std::optional<Sleep> Sleeps;
  std::string AsyncName; ///< Empty when the framework has no equivalent.
  bool OffloadSafe = true;
  std::vector<std::string> WaitsOnResultOf;
  std::string Source;
  Origin From;
};

/// A coroutine library: its task types and what it offers instead of blocking.
struct Framework {
  std::string Name;
  std::string Namespace; ///< That of the task types: "boost::asio".
  bool HasExecutor = false;
  std::string OffloadInclude;
  std::string TimerFor;   ///< Template with {duration}; empty if none.
  std::string TimerUntil; ///< Template with {time}; empty if none.
  std::vector<std::string> TimerIncludes;
  std::string Token;
};

/// A coroutine type, where its promise doesn't say enough.
struct TaskType {
  std::string Name;
  bool Lazy = true;
  bool Awaitable = true;
  const Framework *Of = nullptr;
};

struct ModelFile;

/// The merged knowledge. Immutable once built: safe to share between threads.
/// Look-ups are hash look-ups.
class Model {
public:
  Model() = default;
  Model(Model &&) = default;
  Model &operator=(Model &&) = default;

  /// The model that is embedded in the tool. Fails only if the data that we
  /// ship is wrong, which a test rules out.
  static llvm::Expected<Model> createBuiltin();

  /// Adds the entries of \p File in front of those of the same name, so that
  /// the last file added wins.
  void add(ModelFile File);

  /// The entries for a function or member of that name, in the order in which
  /// their conditions are to be tried.
  llvm::ArrayRef<const BlockingApi *> blockingApis(llvm::StringRef Name) const;

  /// The task type of that name, or null.
  const TaskType *taskType(llvm::StringRef Name) const;

  /// The framework whose namespace is \p Namespace, or null.
  const Framework *frameworkOfNamespace(llvm::StringRef Namespace) const;

  /// Coroutines of this type never suspend.
  bool isSynchronousType(llvm::StringRef Name) const;

  /// The function \p Name of \p Namespace runs a callable argument somewhere
  /// else.
  bool isOffloadSink(llvm::StringRef Name, llvm::StringRef Namespace) const;

  /// The function \p Name of \p Namespace calls a callable argument before it
  /// returns.
  bool isInlineCaller(llvm::StringRef Name, llvm::StringRef Namespace) const;

  /// Awaiting what the function returns moves the coroutine to the executor
  /// that it is called on or with. \p Name may be unqualified.
  bool isContextSwitch(llvm::StringRef Name) const;

  /// A coroutine with a parameter of this class starts on the executor that it
  /// is given, not in its caller.
  bool isExecutorTag(llvm::StringRef Name) const;

  /// Blocking is allowed on executors of this class.
  bool isBlockingExecutor(llvm::StringRef Name) const;

  /// The class template binds a completion token to its second argument, an
  /// executor.
  bool isExecutorBinder(llvm::StringRef Name) const;

  /// An operation that gets a value of this class completes on the executor of
  /// the coroutine that awaits it.
  bool isCompletionToken(llvm::StringRef Name) const;

private:
  std::deque<BlockingApi> Apis;
  std::deque<Framework> Frameworks;
  llvm::StringMap<std::vector<const BlockingApi *>> ApisByName;
  llvm::StringMap<TaskType> Tasks;
  llvm::StringSet<> SynchronousTypes;
  llvm::StringSet<> OffloadSinks;
  llvm::StringSet<> InlineCallers;
  llvm::StringSet<> ContextSwitches;
  llvm::StringSet<> ExecutorTags;
  llvm::StringSet<> ExecutorBinders;
  llvm::StringSet<> CompletionTokens;
  std::vector<llvm::GlobPattern> BlockingExecutors;
};

} // namespace corolint::model
