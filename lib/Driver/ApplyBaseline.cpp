// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/ApplyBaseline.h"
#include "Baseline/Baseline.h"
#include "Driver/Paths.h"
#include "Driver/Selection.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {
namespace {

/// \p Path, which is absolute, as seen from \p Folder.
std::string pathFrom(StringRef Folder, StringRef Path) {
  auto From = sys::path::begin(Folder), FromEnd = sys::path::end(Folder);
  auto To = sys::path::begin(Path), ToEnd = sys::path::end(Path);
  for (; From != FromEnd && To != ToEnd && *From == *To; ++From, ++To)
    ;
  SmallString<128> Result;
  for (; From != FromEnd; ++From)
    sys::path::append(Result, "..");
  for (; To != ToEnd; ++To)
    sys::path::append(Result, *To);
  return Result.str().str();
}

class BaselineFile {
public:
  explicit BaselineFile(const Options &Opts)
      : Opts(Opts), Path(absolutePath(Opts.Baseline)),
        Folder(sys::path::parent_path(Path).str()) {}

  Error read() {
    auto Text = MemoryBuffer::getFile(Path);
    if (!Text && Text.getError() == std::errc::no_such_file_or_directory) {
      if (Opts.WriteBaseline)
        return Error::success();
      return userError(Opts.Baseline + ": there is no such baseline; "
                                       "--write-baseline makes it");
    }
    if (!Text)
      return userError(Opts.Baseline + ": " + Text.getError().message());
    auto Read = readBaseline((*Text)->getBuffer(), Opts.Baseline);
    if (!Read)
      return Read.takeError();
    Entries = std::move(*Read);
    return Error::success();
  }

  Error write() const {
    return writeFile(Opts.Baseline,
                     [&](raw_ostream &OS) { writeBaseline(Entries, OS); });
  }

  std::vector<BaselineEntry> entriesFor(ArrayRef<Finding> Findings) const {
    std::vector<BaselineEntry> Result;
    for (const Finding &F : Findings)
      Result.push_back(
          entryFor(F, pathFrom(Folder, absolutePath(F.Begin.File))));
    return Result;
  }

  bool exists(const std::string &File) const {
    SmallString<128> Absolute(Folder);
    sys::path::append(Absolute, File);
    return sys::fs::exists(Absolute);
  }

  std::vector<BaselineEntry> Entries;

private:
  const Options &Opts;
  std::string Path, Folder;
};

/// The checks whose entries this run would have found again: none if it left
/// out a file, which may be one that others block through.
Expected<StringSet<>> checkedWhole(const Report &R, const Options &Opts) {
  StringSet<> Checks;
  if (!Opts.Files.empty() || !R.Errors.empty())
    return Checks;
  Expected<std::vector<std::string>> Enabled = enabledChecks(Opts);
  if (!Enabled)
    return Enabled.takeError();
  Checks.insert(Enabled->begin(), Enabled->end());
  return Checks;
}

void tellStale(ArrayRef<BaselineEntry> Stale, const Options &Opts,
               raw_ostream &Err) {
  if (Stale.empty() || Opts.Quiet)
    return;
  for (const BaselineEntry &E : Stale)
    Err << "corolint: no longer found: " << E.File << ": " << E.Message << " ["
        << E.Check << "]\n";
  Err << "corolint: " << Stale.size() << " of the baseline"
      << (Opts.PruneBaseline ? " dropped from it\n"
                             : "; --prune-baseline drops what isn't found any "
                               "longer\n");
}

} // namespace

Error applyBaseline(Report &R, const Options &Opts, raw_ostream &Err) {
  if (Opts.Baseline.empty())
    return Error::success();
  BaselineFile Base(Opts);
  if (Error E = Base.read())
    return E;
  Expected<StringSet<>> Checks = checkedWhole(R, Opts);
  if (!Checks)
    return Checks.takeError();

  std::vector<BaselineEntry> Found = Base.entriesFor(R.Findings);
  BaselineMatch Match =
      matchBaseline(Base.Entries, Found,
                    [&](const std::string &File) { return Base.exists(File); });
  // Entries are kept for what this run couldn't have found.
  std::vector<BaselineEntry> Stale, Kept;
  for (BaselineEntry &E : Match.Unmatched)
    (Checks->contains(E.Check) ? Stale : Kept).push_back(std::move(E));

  std::vector<Finding> New;
  for (auto [I, F] : enumerate(R.Findings))
    (Match.IsKnown[I] || Opts.WriteBaseline ? R.Known : New)
        .push_back(std::move(F));
  R.Findings = std::move(New);

  Base.Entries = std::move(Kept);
  for (auto [I, E] : enumerate(Found))
    if (Match.IsKnown[I] || Opts.WriteBaseline)
      Base.Entries.push_back(E);
  if (Opts.WriteBaseline && !Opts.Quiet)
    Err << "corolint: " << Base.Entries.size()
        << (Base.Entries.size() == 1 ? " finding" : " findings") << " in "
        << Opts.Baseline << "\n";
  if (!Opts.WriteBaseline)
    tellStale(Stale, Opts, Err);
  if (Opts.WriteBaseline || (Opts.PruneBaseline && !Stale.empty()))
    return Base.write();
  return Error::success();
}

} // namespace corolint
