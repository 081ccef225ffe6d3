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

void Model::add(ModelFile File) {
  // Entries of one file keep their order; a later file's come first.
  StringMap<std::vector<const BlockingApi *>> Added;
  for (BlockingApi &Api : File.Apis) {
    Apis.push_back(std::move(Api));
    Added[Apis.back().Name].push_back(&Apis.back());
  }
  for (auto &Entry : Added) {
    auto &Known = ApisByName[Entry.first()];
    Known.insert(Known.begin(), Entry.second.begin(), Entry.second.end());
  }
  for (FrameworkEntry &Entry : File.Frameworks) {
    Frameworks.push_back(std::move(Entry.Description));
    for (TaskType &Task : Entry.Tasks) {
      Task.Of = &Frameworks.back();
      Tasks[Task.Name] = Task;
    }
  }
  for (const std::string &Name : File.SynchronousTypes)
    SynchronousTypes.insert(Name);
  for (const std::string &Name : File.OffloadSinks)
    OffloadSinks.insert(Name);
  for (const std::string &Name : File.InlineCallers)
    InlineCallers.insert(Name);
  for (const std::string &Name : File.ContextSwitches)
    ContextSwitches.insert(Name);
  for (const std::string &Name : File.ExecutorTags)
    ExecutorTags.insert(Name);
  for (const std::string &Name : File.ExecutorBinders)
    ExecutorBinders.insert(Name);
  for (const std::string &Name : File.CompletionTokens)
    CompletionTokens.insert(Name);
  append_range(BlockingExecutors, File.BlockingExecutors);
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

const Framework *Model::frameworkOfNamespace(StringRef Namespace) const {
  for (const Framework &F : Frameworks)
    if (F.Namespace == Namespace)
      return &F;
  return nullptr;
}

bool Model::isSynchronousType(StringRef Name) const {
  return SynchronousTypes.contains(Name);
}

/// Whether \p Names holds \p Name, or "NS::*" for its namespace.
static bool matches(const StringSet<> &Names, StringRef Name,
                    StringRef Namespace) {
  return Names.contains(Name) || Names.contains((Namespace + "::*").str());
}

bool Model::isOffloadSink(StringRef Name, StringRef Namespace) const {
  return matches(OffloadSinks, Name, Namespace);
}

bool Model::isInlineCaller(StringRef Name, StringRef Namespace) const {
  return matches(InlineCallers, Name, Namespace);
}

bool Model::isContextSwitch(StringRef Name) const {
  return ContextSwitches.contains(Name);
}

bool Model::isExecutorTag(StringRef Name) const {
  return ExecutorTags.contains(Name);
}

bool Model::isBlockingExecutor(StringRef Name) const {
  return any_of(BlockingExecutors, [&](const GlobPattern &Pattern) {
    return Pattern.match(Name);
  });
}

bool Model::isExecutorBinder(StringRef Name) const {
  return ExecutorBinders.contains(Name);
}

bool Model::isCompletionToken(StringRef Name) const {
  return CompletionTokens.contains(Name);
}

} // namespace corolint::model
