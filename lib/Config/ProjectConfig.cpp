// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Config/ProjectConfig.h"
#include "Model/ModelYaml.h"
#include "Support/UserError.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <mutex>

using namespace llvm;

namespace corolint {

/// The path of the nearest configuration at or above \p Folder, or empty.
static std::string nearestConfig(StringRef Folder) {
  for (; !Folder.empty(); Folder = sys::path::parent_path(Folder)) {
    SmallString<128> Path(Folder);
    sys::path::append(Path, ".corolint.yaml");
    if (sys::fs::exists(Path))
      return Path.str().str();
  }
  return "";
}

/// \p Path as a glob that matches only it.
static std::string escaped(StringRef Path) {
  std::string Glob;
  for (char C : Path) {
    if (StringRef("*?[]{}!^\\").contains(C))
      Glob += '\\';
    Glob += C;
  }
  return Glob;
}

void ProjectConfig::addLibrary(StringRef Glob, StringRef Folder) {
  SmallString<128> Full;
  if (!sys::path::is_absolute(Glob))
    Full = escaped(Folder) + "/";
  Full += Glob;
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  Libraries.emplace_back(Full.str().rtrim('/').str());
}

bool ProjectConfig::isLibrary(StringRef File) const {
  return any_of(Libraries, [&](const Library &L) {
    for (StringRef Folder = sys::path::parent_path(File); !Folder.empty();
         Folder = sys::path::parent_path(Folder))
      if (L.Pattern.match(Folder))
        return true;
    return false;
  });
}

static Expected<std::shared_ptr<const ProjectConfig>>
loadConfig(const std::string &ConfigFile) {
  Expected<model::Model> M = model::Model::createBuiltin();
  if (!M)
    return M.takeError();
  auto Config = std::make_shared<ProjectConfig>();
  Config->Model = std::move(*M);
  if (!ConfigFile.empty()) {
    auto Text = MemoryBuffer::getFile(ConfigFile);
    if (!Text)
      return userError(ConfigFile + ": " + Text.getError().message());
    auto Project = model::parseProjectFile((*Text)->getBuffer(), ConfigFile);
    if (!Project)
      return Project.takeError();
    for (model::ModelFile &File : Project->Model)
      Config->Model.add(std::move(File));
    for (const std::string &Glob : Project->Libraries)
      Config->addLibrary(Glob, sys::path::parent_path(ConfigFile));
  }
  return Config;
}

Expected<std::shared_ptr<const ProjectConfig>>
configForFile(StringRef SourceFile) {
  struct Loaded {
    sys::TimePoint<> ConfigTime;
    std::shared_ptr<const ProjectConfig> Config;
  };
  static std::mutex Mutex;
  static StringMap<Loaded> ByConfig;

  SmallString<128> Path(SourceFile);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  std::string Nearest = nearestConfig(sys::path::parent_path(Path));
  // An editor's host lives long: it sees a configuration that changes.
  sys::fs::file_status Status;
  if (!Nearest.empty())
    (void)sys::fs::status(Nearest, Status);
  std::lock_guard Lock(Mutex);
  Loaded &Entry = ByConfig[Nearest];
  if (!Entry.Config || Entry.ConfigTime != Status.getLastModificationTime()) {
    auto Config = loadConfig(Nearest);
    if (!Config)
      return Config.takeError();
    Entry = {Status.getLastModificationTime(), std::move(*Config)};
  }
  return Entry.Config;
}

Expected<std::shared_ptr<const model::Model>>
modelForFile(StringRef SourceFile) {
  auto Config = configForFile(SourceFile);
  if (!Config)
    return Config.takeError();
  return std::shared_ptr<const model::Model>(*Config, &(*Config)->Model);
}

} // namespace corolint
