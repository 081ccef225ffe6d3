// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Model/Model.h"
#include "Model/ModelYaml.h"
#include "Support/EmbeddedFiles.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint::model {

ArrayRef<StringRef> kindNames() {
  static const StringRef Names[] = {
      "sleep",   "wait", "network",  "dns",  "file", "filesystem", "console",
      "process", "ipc",  "database", "http", "cpu",  "lock"};
  return Names;
}

StringRef toString(Kind K) { return kindNames()[static_cast<size_t>(K)]; }

std::optional<Kind> kindFromString(StringRef Name) {
  const auto *Found = find(kindNames(), Name);
  if (Found == kindNames().end())
    return std::nullopt;
  return static_cast<Kind>(Found - kindNames().begin());
}

/// In the order of SleepUnit.
static constexpr StringRef SleepUnitNames[] = {
    "seconds", "milliseconds", "microseconds", "duration", "time_point"};

StringRef toString(SleepUnit U) {
  return SleepUnitNames[static_cast<size_t>(U)];
}

std::optional<SleepUnit> sleepUnitFromString(StringRef Name) {
  const auto *Found = find(SleepUnitNames, Name);
  if (Found == std::end(SleepUnitNames))
    return std::nullopt;
  return static_cast<SleepUnit>(Found - SleepUnitNames);
}

StringRef toString(Role R) {
  static const StringRef Keys[RoleCount] = {
      "synchronous",        "offload_sinks",
      "nonblocking",        "inline_callers",
      "context_switches",   "executor_tags",
      "executor_binders",   "completion_tokens",
      "blocking_executors", "unowned_mutexes",
      "idle_waits",         "result_ignorers",
      "combinators",        "spawns",
      "async_mutexes"};
  return Keys[static_cast<size_t>(R)];
}

StringRef toString(LockAct Act) {
  static const StringRef Keys[] = {"lock",    "try_lock", "unlock",
                                   "release", "held",     "mutex",
                                   "swap",    "access",   "make_guard"};
  return Keys[static_cast<size_t>(Act)];
}

Expected<Model> Model::createBuiltin() {
  Model M;
  for (const EmbeddedFile &File : builtinModelFiles()) {
    Expected<ModelFile> Parsed = parseModelFile(File.Text, File.Name);
    if (!Parsed)
      return Parsed.takeError();
    M.add(std::move(*Parsed));
  }
  return M;
}

/// "get" of "std::future::get"; an operator's own colons don't count.
static StringRef lastComponent(StringRef Name) {
  size_t Operator = Name.rfind("::operator");
  if (Operator != StringRef::npos)
    return Name.drop_front(Operator + 2);
  return Name.rsplit("::").second.empty() ? Name : Name.rsplit("::").second;
}

void Model::add(ModelFile File) {
  // Entries of one file keep their order; a later file's come first.
  StringMap<std::vector<const BlockingApi *>> Added;
  for (BlockingApi &Api : File.Apis) {
    Apis.push_back(std::move(Api));
    Added[Apis.back().Name].push_back(&Apis.back());
    Unqualifieds.insert(lastComponent(Apis.back().Name));
  }
  for (auto &Entry : Added) {
    auto &Known = ApisByName[Entry.first()];
    Known.insert(Known.begin(), Entry.second.begin(), Entry.second.end());
  }
  for (FrameworkEntry &Entry : File.Frameworks) {
    Frameworks.push_back(std::move(Entry.Description));
    for (TaskType &Task : Entry.Tasks) {
      Task.Of = &Frameworks.back();
      UnqualifiedClasses.insert(lastComponent(Task.Name));
      Tasks[Task.Name] = Task;
    }
  }
  for (LockType &Type : File.LockTypes) {
    for (const auto &[Act, Member] : Type.Members) {
      LockMembers[Type.Name + "::" + Member] = Act;
      UnqualifiedLocks.insert(Member);
    }
    UnqualifiedClasses.insert(lastComponent(Type.Name));
    std::string Name = Type.Name;
    LockTypes[Name] = std::move(Type);
  }
  for (LockFunction &F : File.LockFunctions) {
    UnqualifiedLocks.insert(lastComponent(F.Name));
    std::string Name = F.Name;
    LockFunctions[Name] = std::move(F);
  }
  for (size_t R = 0; R < RoleCount; ++R)
    for (const NamedEntry &Entry : File.Names[R]) {
      StringRef Name =
          Names[R].insert_or_assign(Entry.Name, Entry.As).first->first();
      UnqualifiedClasses.insert(lastComponent(Name));
      // A pattern refers to its text, which the map keeps in its place.
      if (static_cast<Role>(R) == Role::BlockingExecutor)
        BlockingExecutors.push_back(cantFail(GlobPattern::create(Name)));
      if (static_cast<Role>(R) == Role::Nonblocking)
        Unqualifieds.insert(lastComponent(Entry.Name));
    }
}

ArrayRef<const BlockingApi *> Model::blockingApis(StringRef Name) const {
  auto It = ApisByName.find(Name);
  if (It == ApisByName.end())
    return {};
  return It->second;
}

const TaskType *Model::taskType(StringRef Name) const {
  auto It = Tasks.find(Name);
  return It == Tasks.end() ? nullptr : &It->second;
}

const LockType *Model::lockType(StringRef Name) const {
  auto It = LockTypes.find(Name);
  return It == LockTypes.end() ? nullptr : &It->second;
}

std::optional<LockAct> Model::lockMember(StringRef Name) const {
  auto It = LockMembers.find(Name);
  return It == LockMembers.end() ? std::nullopt : std::optional(It->second);
}

const LockFunction *Model::lockFunction(StringRef Name) const {
  auto It = LockFunctions.find(Name);
  return It == LockFunctions.end() ? nullptr : &It->second;
}

bool Framework::takesToken(StringRef Name) const {
  return !Token.empty() && any_of(TokenOf, [&](const std::string &Of) {
    return Name.starts_with(Of + "::");
  });
}

const Framework *Model::frameworkOfNamespace(StringRef Namespace) const {
  for (const Framework &F : Frameworks)
    if (F.Namespace == Namespace)
      return &F;
  return nullptr;
}

StringRef Model::headerToAwait(StringRef Name) const {
  for (const Framework &F : reverse(Frameworks))
    if (auto It = F.AwaitHeaders.find(Name.str()); It != F.AwaitHeaders.end())
      return It->second;
  return "";
}

bool Model::isOfFramework(StringRef Namespace) const {
  return any_of(Frameworks, [&](const Framework &F) {
    StringRef Rest = Namespace;
    return Rest.consume_front(F.Namespace) &&
           (Rest.empty() || Rest.starts_with("::"));
  });
}

bool Model::has(Role R, StringRef Name) const {
  return Names[static_cast<size_t>(R)].contains(Name);
}

bool Model::has(Role R, StringRef Name, StringRef Namespace) const {
  return has(R, Name) || has(R, (Namespace + "::*").str());
}

bool Model::isBlockingExecutor(StringRef Name) const {
  return any_of(BlockingExecutors, [&](const GlobPattern &Pattern) {
    return Pattern.match(Name);
  });
}

} // namespace corolint::model
