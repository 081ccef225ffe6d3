// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Config/ProjectModel.h"
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

static Expected<std::shared_ptr<const model::Model>>
loadModel(const std::string &ConfigFile) {
  Expected<model::Model> M = model::Model::createBuiltin();
  if (!M)
    return M.takeError();
  if (!ConfigFile.empty()) {
    auto Text = MemoryBuffer::getFile(ConfigFile);
    if (!Text)
      return userError(ConfigFile + ": " + Text.getError().message());
    auto Files = model::parseProjectModel((*Text)->getBuffer(), ConfigFile);
    if (!Files)
      return Files.takeError();
    for (model::ModelFile &File : *Files)
      M->add(std::move(File));
  }
  return std::make_shared<const model::Model>(std::move(*M));
}

Expected<std::shared_ptr<const model::Model>>
modelForFile(StringRef SourceFile) {
  struct Loaded {
    sys::TimePoint<> ConfigTime;
    std::shared_ptr<const model::Model> Model;
  };
  static std::mutex Mutex;
  static StringMap<Loaded> ByConfig;

  SmallString<128> Path(SourceFile);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  std::string Config = nearestConfig(sys::path::parent_path(Path));
  // An editor's host lives long: it sees a configuration that changes.
  sys::fs::file_status Status;
  if (!Config.empty())
    (void)sys::fs::status(Config, Status);
  std::lock_guard Lock(Mutex);
  Loaded &Entry = ByConfig[Config];
  if (!Entry.Model || Entry.ConfigTime != Status.getLastModificationTime()) {
    auto M = loadModel(Config);
    if (!M)
      return M.takeError();
    Entry = {Status.getLastModificationTime(), std::move(*M)};
  }
  return Entry.Model;
}

} // namespace corolint
