// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/TidyOptions.h"
#include "Checks/CheckTable.h"
#include "Support/UserError.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"

using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// Every glob of \p Checks that is about our checks matches one.
Error validateChecks(StringRef Checks, const Twine &Where) {
  SmallVector<StringRef> Globs;
  Checks.split(Globs, ',', -1, /*KeepEmpty=*/false);
  SmallVector<StringRef> Known;
  for (const CheckEntry &C : checkTable())
    Known.push_back(C.Id);
  for (StringRef Glob : Globs) {
    Glob = Glob.trim();
    Glob.consume_front("-");
    if (!Glob.starts_with("coro-") || any_of(Known, [&](StringRef Id) {
          return GlobList(Glob).contains(Id);
        }))
      continue;
    StringRef Hint = nearestName(Glob, Known);
    return userError(Where + "unknown check '" + Glob + "'; " +
                     (Hint.empty() ? "corolint --list-checks lists them"
                                   : "did you mean '" + Hint.str() + "'?"));
  }
  return Error::success();
}

/// \p Text without a key that many projects' files still have: it did nothing
/// for years before clang-tidy 19 stopped to know it. Lines stay where they
/// are.
std::string withoutRetiredKey(StringRef Text) {
  return Regex("^AnalyzeTemporaryDtors:[^\n]*", Regex::Newline).sub("", Text);
}

/// Parses a configuration; \p Name is its file, or empty for a flag's value.
Expected<ClangTidyOptions> parse(StringRef Text, StringRef Name) {
  std::string Message;
  std::pair<StringRef, std::string *> Context{Name, &Message};
  auto Handle = [&](const SMDiagnostic &Diag) {
    if (Message.empty())
      Message =
          (Name + ":" + Twine(Diag.getLineNo()) + ": " + Diag.getMessage())
              .str();
  };
  std::string Current = withoutRetiredKey(Text);
  ErrorOr<ClangTidyOptions> Parsed =
      parseConfigurationWithDiags(MemoryBufferRef(Current, Name), Handle);
  if (!Parsed)
    return userError((Message.empty()
                          ? Name.str() + ": not a clang-tidy configuration"
                          : Message) +
                     "; see clang-tidy's documentation of .clang-tidy");
  if (Parsed->Checks)
    if (Error E = validateChecks(*Parsed->Checks, Name + ": "))
      return E;
  return *Parsed;
}

Error validateFile(StringRef Path) {
  auto Text = MemoryBuffer::getFile(Path);
  if (!Text)
    return userError(Path + ": " + Text.getError().message());
  return parse((*Text)->getBuffer(), Path).takeError();
}

/// The .clang-tidy files of a file and its folders.
class FilesOptionsProvider : public FileOptionsProvider {
public:
  FilesOptionsProvider(const ClangTidyOptions &Defaults,
                       const ClangTidyOptions &Override,
                       IntrusiveRefCntPtr<vfs::FileSystem> FS)
      : FileOptionsProvider(ClangTidyGlobalOptions(), Defaults, Override,
                            std::move(FS)) {
    ConfigHandlers = {{".clang-tidy", [](MemoryBufferRef File) {
                         std::string Current =
                             withoutRetiredKey(File.getBuffer());
                         return parseConfiguration(MemoryBufferRef(
                             Current, File.getBufferIdentifier()));
                       }}};
  }
};

/// Hands another provider's options on, with `Checks` merged our way.
class CoroOptionsProvider : public ClangTidyOptionsProvider {
public:
  explicit CoroOptionsProvider(std::unique_ptr<ClangTidyOptionsProvider> Base)
      : Base(std::move(Base)) {}

  const ClangTidyGlobalOptions &getGlobalOptions() override {
    return Base->getGlobalOptions();
  }

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> Sources = Base->getRawOptions(File);
    ClangTidyOptions Merged;
    Merged.Checks = defaultChecks();
    for (auto &[Options, Name] : Sources) {
      if (!Options.Checks)
        continue;
      // What is said on the command line is meant for us in any case.
      if (namesCoroChecks(*Options.Checks) ||
          Name == OptionsSourceTypeCheckCommandLineOption)
        *Merged.Checks += "," + *Options.Checks;
      Options.Checks.reset();
    }
    Sources.emplace_back(Merged, "corolint");
    return Sources;
  }

private:
  std::unique_ptr<ClangTidyOptionsProvider> Base;
};

} // namespace

Error validateTidyOptions(const Options &Opts, ArrayRef<std::string> Files) {
  if (Opts.Checks)
    if (Error E = validateChecks(*Opts.Checks, "--checks: "))
      return E;
  std::string Message;
  if (Opts.HeaderFilter && !Regex(*Opts.HeaderFilter).isValid(Message))
    return userError("--header-filter: '" + *Opts.HeaderFilter +
                     "' is no regular expression: " + Message);
  if (Opts.Config && Opts.ConfigFile)
    return userError("--config and --config-file exclude each other");
  if (Opts.Config)
    return parse(*Opts.Config, "--config").takeError();
  if (Opts.ConfigFile)
    return validateFile(*Opts.ConfigFile);
  StringSet<> Seen;
  for (StringRef File : Files)
    for (StringRef Folder = sys::path::parent_path(File);
         !Folder.empty() && Seen.insert(Folder).second;
         Folder = sys::path::parent_path(Folder)) {
      SmallString<128> Path(Folder);
      sys::path::append(Path, ".clang-tidy");
      if (sys::fs::is_regular_file(Path))
        if (Error E = validateFile(Path))
          return E;
    }
  return Error::success();
}

std::unique_ptr<ClangTidyOptionsProvider>
createTidyOptions(const Options &Opts, IntrusiveRefCntPtr<vfs::FileSystem> FS) {
  ClangTidyOptions Defaults = ClangTidyOptions::getDefaults();
  Defaults.Checks = "";
  Defaults.WarningsAsErrors = "";
  Defaults.HeaderFilterRegex = ".*";
  Defaults.SystemHeaders = false;
  ClangTidyOptions Override;
  Override.Checks = Opts.Checks;
  Override.HeaderFilterRegex = Opts.HeaderFilter;
  Override.WarningsAsErrors = Opts.WarningsAsErrors;
  if (!Opts.ExtraArgs.empty())
    Override.ExtraArgs = Opts.ExtraArgs;

  std::optional<ClangTidyOptions> Config;
  // Both were parsed by validateTidyOptions.
  if (Opts.Config)
    Config = cantFail(parse(*Opts.Config, "--config"));
  else if (Opts.ConfigFile)
    if (auto Text = MemoryBuffer::getFile(*Opts.ConfigFile))
      Config = cantFail(parse((*Text)->getBuffer(), *Opts.ConfigFile));

  std::unique_ptr<ClangTidyOptionsProvider> Base;
  if (Config)
    Base = std::make_unique<ConfigOptionsProvider>(
        ClangTidyGlobalOptions(), Defaults, *Config, Override, std::move(FS));
  else
    Base = std::make_unique<FilesOptionsProvider>(Defaults, Override,
                                                  std::move(FS));
  return std::make_unique<CoroOptionsProvider>(std::move(Base));
}

} // namespace corolint
