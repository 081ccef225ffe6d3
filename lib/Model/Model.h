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
#include "llvm/Support/raw_ostream.h"
#include <array>
#include <deque>
#include <map>
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
    DefaultConstructed,
    StandardOutput,
    StandardInput,
    HasFlag,  ///< any of Values
    Equals,   ///< any of Values
    IsType,   ///< any of Names or derived from one
    After,    ///< any of Names was called on it before
    Mentions, ///< the calling function names any of Names; has no Arg
  };
  int Arg = 0;
  /// With a name: the test is about this field of the local that the argument
  /// points to.
  std::string Field;
  Test What = Zero;
  std::vector<int64_t> Values;
  std::vector<std::string> Names;
};

/// \p C as a model file says it: `{arg: 2, has: [64]}`.
std::string toString(const Condition &C);

/// How the duration of a sleep is given.
enum class SleepUnit {
  Seconds,
  Milliseconds,
  Microseconds,
  Duration,
  TimePoint
};
llvm::StringRef toString(SleepUnit U);
std::optional<SleepUnit> sleepUnitFromString(llvm::StringRef Name);

struct Sleep {
  unsigned Arg = 0;
  SleepUnit Unit = SleepUnit::Duration;
};

/// What means the same as a call, once it is awaited.
struct Counterpart {
  /// Template with {object}, an lvalue of or a pointer to the object, or {on},
  /// the object with its `.` or `->`, and {args}.
  std::string Await;
  std::vector<std::string> Includes;
};

/// Where an entry was read.
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
  /// The types of the first parameters; empty for every overload.
  std::vector<std::string> Params;
  bool CLinkage = false;
  /// It drives an awaitable or an event loop: coro-sync-wait's matter.
  bool SyncWait = false;
  std::vector<Condition> When;
  std::vector<Condition> Unless;
  std::optional<unsigned> Descriptor;
  std::optional<Sleep> Sleeps;
  std::string AsyncName; ///< Empty when the framework has no equivalent.
  /// What replaces the call in coroutines of a framework, by its name.
  std::map<std::string, Counterpart> Counterparts;
  /// What coroutines of a framework use instead, by the framework's name.
  std::map<std::string, std::string> Instead;
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
  /// `co_await` never gives a reference, whatever the awaiter does.
  bool AwaitsByValue = false;
  std::string OffloadInclude;
  std::string TimerFor;   ///< Template with {duration}; empty if none.
  std::string TimerUntil; ///< Template with {time}; empty if none.
  /// What the timer cuts a duration down to; Duration if it takes any.
  SleepUnit TimerResolution = SleepUnit::Duration;
  /// The timer never ends if its duration is below zero.
  bool TimerHangsBelowZero = false;
  std::vector<std::string> TimerIncludes;
  /// The completion token with which asynchronous functions of TokenOf, a list
  /// of namespaces, can be awaited; empty if there is none.
  std::string Token;
  std::vector<std::string> TokenOf;
  std::vector<std::string> TokenIncludes;
  /// The token that leaves the error in {error}; empty if there is none.
  std::string Redirect;
  std::vector<std::string> RedirectIncludes;
  /// The function that awaits several of its tasks at once; empty if none.
  std::string Combinator;
  /// How coroutines of other libraries come by the result of its tasks.
  std::string AwaitedElsewhere;
  /// The classes of others that its coroutines can await once a header of its
  /// own is included, and that header.
  std::map<std::string, std::string> AwaitHeaders;
  std::string AsyncMutex; ///< Empty if it has none.

  /// The function \p Name is of a library whose operations take Token.
  bool takesToken(llvm::StringRef Name) const;
  /// What it offers instead of blocking calls of a kind.
  std::map<Kind, std::string> Instead;
  Origin From;
};

/// A coroutine type, where its promise doesn't say enough.
struct TaskType {
  std::string Name;
  bool Lazy = true;
  bool Awaitable = true;
  const Framework *Of = nullptr;
  Origin From;
};

/// What a function does with a lock.
enum class LockAct {
  Lock,      ///< takes it; a wrapper: takes what its arguments make
  TryLock,   ///< may take it, and says whether it did
  Unlock,    ///< gives it back
  Release,   ///< a guard lets go of it, still locked
  Held,      ///< says whether it is held
  Mutex,     ///< gives the mutex of a guard
  Swap,      ///< exchanges it with its argument's
  Access,    ///< gives what a wrapper holds
  MakeGuard, ///< takes it, and its result is the guard
};

/// The key of an act in a model file: "try_lock".
llvm::StringRef toString(LockAct Act);

enum class LockRole {
  Mutex,   ///< is locked by its members
  Guard,   ///< its constructor takes the lock, its destructor gives it back
  Wrapper, ///< holds a guard, or none: std::optional
};

/// A class that has to do with locks that a thread owns.
struct LockType {
  std::string Name; ///< "*" for every class with the members of a mutex.
  LockRole Is = LockRole::Mutex;
  /// What its members do.
  std::vector<std::pair<LockAct, std::string>> Members;
  /// Types of a constructor's arguments with which it doesn't take the lock,
  /// may take it, or has it already.
  std::vector<std::string> Defer, Try, Adopt;
  std::string Source;
  Origin From;
};

/// A function that does something with locks that are its arguments.
struct LockFunction {
  std::string Name;
  LockAct Does = LockAct::Lock;
  /// The argument; none for all of them.
  std::optional<unsigned> Arg;
  /// The result that says that it was taken; none for any but zero, or for a
  /// function without a result.
  std::optional<int64_t> Success;
  bool CLinkage = false;
  std::string Source;
  Origin From;
};

/// What a plain name can mean.
enum class Role {
  SynchronousType,  ///< coroutines of this type never suspend
  OffloadSink,      ///< runs a callable argument somewhere else
  Nonblocking,      ///< never blocks, whatever its name or body says
  InlineCaller,     ///< calls a callable argument before it returns
  ContextSwitch,    ///< its awaited result moves the coroutine
  ExecutorTag,      ///< as a parameter: the coroutine starts elsewhere
  ExecutorBinder,   ///< binds a completion token to an executor
  CompletionToken,  ///< completes on the coroutine's own executor
  BlockingExecutor, ///< a glob: blocking is allowed there
  UnownedMutex,     ///< no thread owns its lock, or there is none
  IdleWait,         ///< an event loop waits in it for work
  ResultIgnorer,    ///< ignores what a callable argument gives
  Combinator,       ///< awaits several tasks at once
  Spawn,            ///< starts a task that nobody need await then
  AsyncMutex,       ///< its lock is taken with co_await
};
constexpr size_t RoleCount = static_cast<size_t>(Role::AsyncMutex) + 1;

/// The key of a role in a model file: "offload_sinks".
llvm::StringRef toString(Role R);

/// The roles that frameworks give, not libraries as such.
constexpr bool isGivenByFramework(Role R) {
  return R == Role::SynchronousType || R >= Role::Combinator;
}

/// A name in a role.
struct Listing {
  std::string Framework; ///< Its name; empty unless isGivenByFramework().
  Origin From;
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

  /// Some entry is for a function with this name, in whatever scope. A cheap
  /// question to ask first.
  bool mayName(llvm::StringRef Unqualified) const {
    return Unqualifieds.contains(Unqualified);
  }

  /// Some entry that can be about a class has this name, in whatever scope. A
  /// cheap question to ask first.
  bool mayNameClass(llvm::StringRef Unqualified) const {
    return UnqualifiedClasses.contains(Unqualified);
  }

  /// \p Namespace is that of a framework or lies in it: what it does inside is
  /// known by the framework's entries.
  bool isOfFramework(llvm::StringRef Namespace) const;

  /// The header that makes values of class \p Name awaitable, or empty.
  llvm::StringRef headerToAwait(llvm::StringRef Name) const;

  /// The task type of that name, or null.
  const TaskType *taskType(llvm::StringRef Name) const;

  /// The framework whose namespace is \p Namespace, or null.
  const Framework *frameworkOfNamespace(llvm::StringRef Namespace) const;

  /// \p Name is listed as \p R.
  bool has(Role R, llvm::StringRef Name) const;

  /// \p Name is listed as \p R, or every function of \p Namespace is.
  bool has(Role R, llvm::StringRef Name, llvm::StringRef Namespace) const;

  /// Blocking is allowed on executors of this class.
  bool isBlockingExecutor(llvm::StringRef Name) const;

  /// What is known of the class of that name with respect to locks, or null.
  const LockType *lockType(llvm::StringRef Name) const;

  /// What the member of that name does with its object's lock:
  /// `std::mutex::lock`, `*::lock` for members of unknown classes.
  std::optional<LockAct> lockMember(llvm::StringRef Name) const;

  const LockFunction *lockFunction(llvm::StringRef Name) const;

  /// Some lock's member or function has this name, in whatever scope. A cheap
  /// question to ask first.
  bool mayNameLock(llvm::StringRef Unqualified) const {
    return UnqualifiedLocks.contains(Unqualified);
  }

  /// Writes everything that holds as YAML in the schema of docs/models.md, one
  /// entry per line, each with its origin in a comment. Sorted by name.
  void print(llvm::raw_ostream &Out) const;

private:
  std::deque<BlockingApi> Apis;
  std::deque<Framework> Frameworks;
  llvm::StringMap<std::vector<const BlockingApi *>> ApisByName;
  llvm::StringSet<> Unqualifieds, UnqualifiedClasses;
  llvm::StringMap<TaskType> Tasks;
  llvm::StringMap<LockType> LockTypes;
  llvm::StringMap<LockFunction> LockFunctions;
  llvm::StringMap<LockAct> LockMembers;
  llvm::StringSet<> UnqualifiedLocks;
  std::array<llvm::StringMap<Listing>, RoleCount> Names;
  std::vector<llvm::GlobPattern> BlockingExecutors;
};

} // namespace corolint::model
