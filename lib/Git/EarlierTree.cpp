// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Git/EarlierTree.h"
#include "Git/Git.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

/// Reads the change since a revision.
class ChangeReader {
public:
  ChangeReader(Git InFolder, StringRef Revision)
      : Repository(std::move(InFolder)), Revision(Revision) {}

  Expected<EarlierTree> read(StringRef BuildFolder) {
    if (Error E = findRoots())
      return std::move(E);
    Expected<std::string> Base = findBase();
    if (!Base)
      return Base.takeError();
    if (Error E = readTracked(*Base))
      return std::move(E);
    if (Error E = readUntracked(BuildFolder))
      return std::move(E);
    if (Error E = readTexts())
      return std::move(E);
    sort(Tree.Deleted);
    return std::move(Tree);
  }

private:
  /// Where the repository's files are: as git says it, and as the user got
  /// there, which may be through links.
  Error findRoots() {
    auto Top = Repository.run({"rev-parse", "--show-toplevel"});
    if (!Top)
      return Top.takeError();
    auto Up = Repository.run({"rev-parse", "--show-cdup"});
    if (!Up)
      return Up.takeError();
    Roots.push_back(StringRef(*Top).rtrim("\n").str());
    SmallString<128> Shown(StringRef(*Up).rtrim("\n"));
    sys::fs::make_absolute(Shown);
    sys::path::remove_dots(Shown, /*remove_dot_dot=*/true);
    StringRef Folder = StringRef(Shown).rtrim("/");
    if (Folder != Roots[0])
      Roots.push_back(Folder.str());
    auto AtTop = Git::in(Roots[0]);
    if (!AtTop)
      return AtTop.takeError();
    Repository = std::move(*AtTop);
    return Error::success();
  }

  /// The commit at which the current branch left the revision.
  Expected<std::string> findBase() {
    std::string Commit = (Revision + "^{commit}").str();
    auto Known = Repository.run(
        {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
    if (!Known) {
      consumeError(Known.takeError());
      return userError("git knows no revision '" + Revision + "'" + hint());
    }
    auto Base =
        Repository.run({"merge-base", StringRef(*Known).trim(), "HEAD"});
    if (Base)
      return StringRef(*Base).trim().str();
    consumeError(Base.takeError());
    return userError("the current branch has no commit in common with '" +
                     Revision + "'" + shallowHint());
  }

  std::string hint() {
    auto All = Repository.run({"for-each-ref", "--format=%(refname:short)"});
    if (!All) {
      consumeError(All.takeError());
      return shallowHint();
    }
    SmallVector<StringRef> Names;
    StringRef(*All).split(Names, '\n', -1, /*KeepEmpty=*/false);
    std::string OfRemote = ("origin/" + Revision).str();
    StringRef Near = is_contained(Names, OfRemote)
                         ? StringRef(OfRemote)
                         : nearestName(Revision, Names);
    return Near.empty() ? shallowHint()
                        : "; did you mean '" + Near.str() + "'?";
  }

  std::string shallowHint() {
    auto Shallow = Repository.run({"rev-parse", "--is-shallow-repository"});
    if (!Shallow) {
      consumeError(Shallow.takeError());
      return "";
    }
    return StringRef(*Shallow).trim() == "true"
               ? "; this clone has not all of the history: fetch more of it "
                 "(git fetch --unshallow)"
               : "";
  }

  /// What git knows and differs from \p Base: git-diff(1), "raw output format".
  Error readTracked(StringRef Base) {
    auto Raw = Repository.run({"diff", "--raw", "-z", "--no-abbrev",
                               "--find-renames", "--no-ext-diff",
                               "--no-relative", "--ignore-submodules", Base});
    if (!Raw)
      return Raw.takeError();
    SmallVector<StringRef> Fields;
    StringRef(*Raw).split(Fields, '\0');
    for (size_t I = 0; I + 1 < Fields.size(); I += 2) {
      SmallVector<StringRef, 5> About; // Modes, blobs, status.
      Fields[I].split(About, ' ');
      if (About.size() != 5)
        return userError("git diff: output that isn't understood");
      StringRef Path = Fields[I + 1], Blob = About[2], Status = About[4];
      // Only plain files: no links, no submodules.
      bool WasFile = About[0].starts_with(":100");
      if (Status.starts_with("R")) {
        // It was there by that name, and counts as the same by its new one.
        StringRef NewPath = Fields[I++ + 2];
        addBlob(NewPath, Blob);
      }
      if (Status == "A")
        addAbsent(Path);
      else if (Status != "U" && WasFile)
        addBlob(Path, Blob);
      if (Status == "D" && WasFile)
        for (const std::string &Root : Roots)
          Tree.Deleted.push_back(Root + "/" + Path.str());
    }
    return Error::success();
  }

  Error readUntracked(StringRef BuildFolder) {
    auto List =
        Repository.run({"ls-files", "-z", "--others", "--exclude-standard"});
    if (!List)
      return List.takeError();
    std::string Built;
    for (const std::string &Root : Roots)
      if (BuildFolder.starts_with(Root + "/"))
        Built = BuildFolder.drop_front(Root.size() + 1).str() + "/";
    if (!Built.empty()) {
      auto Tracked = Repository.run({"ls-files", "-z", "--", Built});
      if (!Tracked)
        return Tracked.takeError();
      if (!Tracked->empty())
        Built.clear();
    }
    SmallVector<StringRef> Paths;
    StringRef(*List).split(Paths, '\0', -1, /*KeepEmpty=*/false);
    for (StringRef Path : Paths)
      if (Built.empty() || !Path.starts_with(Built))
        addAbsent(Path);
    return Error::success();
  }

  /// Fetches the blobs: git-cat-file(1), "batch output".
  Error readTexts() {
    std::string Names;
    for (const auto &[Path, Blob] : Blobs)
      Names += Blob + "\n";
    auto Texts = Repository.run({"cat-file", "--batch"}, Names);
    if (!Texts)
      return Texts.takeError();
    StringRef Left = *Texts;
    for (const auto &[Path, Blob] : Blobs) {
      StringRef Header;
      std::tie(Header, Left) = Left.split('\n');
      size_t Size;
      if (Header.rsplit(' ').second.getAsInteger(10, Size))
        return userError("git has no contents of '" + Path +
                         "' as it was: " + Header);
      put(Path, Left.take_front(Size).str());
      Left = Left.drop_front(std::min(Size + 1, Left.size()));
    }
    return Error::success();
  }

  /// What is asked about the code is asked as the configuration is now.
  static bool isConfiguration(StringRef Path) {
    StringRef Name = sys::path::filename(Path);
    return Name == ".clang-tidy" || Name == ".corolint.yaml";
  }

  void addAbsent(StringRef Path) { put(Path, std::nullopt); }
  void addBlob(StringRef Path, StringRef Blob) {
    Blobs.push_back({Path.str(), Blob.str()});
  }
  void put(StringRef Path, std::optional<std::string> Text) {
    if (!isConfiguration(Path))
      for (const std::string &Root : Roots)
        Tree.Files[Root + "/" + Path.str()] = Text;
  }

  Git Repository;
  StringRef Revision;
  std::vector<std::string> Roots;
  std::vector<std::pair<std::string, std::string>> Blobs;
  EarlierTree Tree;
};

Expected<EarlierTree> EarlierTree::before(StringRef Revision,
                                          StringRef BuildFolder) {
  auto Here = Git::in(".");
  if (!Here)
    return Here.takeError();
  return ChangeReader(std::move(*Here), Revision).read(BuildFolder);
}

namespace {

class EarlierFileSystem : public vfs::ProxyFileSystem {
public:
  using Texts = StringMap<std::optional<std::string>>;

  EarlierFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Now, const Texts &Files)
      : ProxyFileSystem(std::move(Now)), Files(Files),
        Then(makeIntrusiveRefCnt<vfs::InMemoryFileSystem>()) {
    // A structured binding would copy the text.
    for (const auto &File : Files)
      if (File.second)
        Then->addFile(File.first(), 0,
                      MemoryBuffer::getMemBuffer(*File.second, File.first()));
  }

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    SmallString<256> Absolute;
    if (const auto *Text = find(Path, Absolute))
      return *Text ? thenAs(Absolute, Path) : notThere();
    // A folder may have gone with its files.
    ErrorOr<vfs::Status> Known = ProxyFileSystem::status(Path);
    return Known || !Then->exists(Absolute) ? Known : thenAs(Absolute, Path);
  }

  bool exists(const Twine &Path) override {
    return static_cast<bool>(status(Path));
  }

  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const Twine &Path) override {
    SmallString<256> Absolute;
    const auto *Text = find(Path, Absolute);
    if (!Text)
      return ProxyFileSystem::openFileForRead(Path);
    if (!*Text)
      return notThere();
    return vfs::File::getWithPath(Then->openFileForRead(Absolute), Path);
  }

private:
  /// What \p Path held if that differs from now, else null. \p Absolute
  /// becomes its name.
  const std::optional<std::string> *find(const Twine &Path,
                                         SmallVectorImpl<char> &Absolute) {
    Path.toVector(Absolute);
    if (makeAbsolute(Absolute))
      return nullptr;
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    auto It = Files.find(StringRef(Absolute.data(), Absolute.size()));
    return It == Files.end() ? nullptr : &It->second;
  }

  ErrorOr<vfs::Status> thenAs(StringRef Absolute, const Twine &Name) {
    ErrorOr<vfs::Status> Found = Then->status(Absolute);
    return Found ? vfs::Status::copyWithNewName(*Found, Name) : Found;
  }

  static std::error_code notThere() {
    return std::make_error_code(std::errc::no_such_file_or_directory);
  }

  const Texts &Files;
  IntrusiveRefCntPtr<vfs::InMemoryFileSystem> Then;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem>
EarlierTree::over(IntrusiveRefCntPtr<vfs::FileSystem> Now) const {
  return makeIntrusiveRefCnt<EarlierFileSystem>(std::move(Now), Files);
}

} // namespace corolint
