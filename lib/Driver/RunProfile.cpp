// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/RunProfile.h"
#include "Config/ProjectConfig.h"
#include "Driver/Paths.h"
#include "Profile/Join.h"
#include "Profile/Stalls.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

/// `10ms` => nanoseconds.
static Expected<uint64_t> parseThreshold(StringRef Text) {
  StringRef Number =
      Text.take_while([](char C) { return C >= '0' && C <= '9'; });
  StringRef Unit = Text.drop_front(Number.size());
  uint64_t Factor = Unit == "us"   ? 1'000
                    : Unit == "ms" ? 1'000'000
                    : Unit == "s"  ? 1'000'000'000
                                   : 0;
  uint64_t Value;
  if (!Factor || Number.getAsInteger(10, Value) || !Value ||
      Value > UINT64_C(3'600'000'000'000) / Factor)
    return userError("--threshold=" + Text +
                     ": not a time; it takes a number with us, ms or s, as in "
                     "10ms, up to an hour");
  if (Value * Factor < 100'000)
    return userError("--threshold=" + Text +
                     ": too short to be told from other delays; it takes 100us "
                     "and more");
  return Value * Factor;
}

/// The library that is loaded into the program: beside the tool, as it is built
/// and as it is installed.
static Expected<std::string> findRecorder() {
  static int Anchor;
  std::string Tool = sys::fs::getMainExecutable(nullptr, &Anchor);
  std::string Tried;
  for (StringRef Folder :
       {"../lib", "../" COROLINT_INSTALL_LIBDIR "/corolint"}) {
    SmallString<128> Path(sys::path::parent_path(Tool));
    sys::path::append(Path, Folder, "corolint-recorder.so");
    sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    if (sys::fs::exists(Path))
      return Path.str().str();
    Tried += (Tried.empty() ? "" : ", ") + Path.str().str();
  }
  return userError("corolint-recorder.so, which records, isn't where it was "
                   "looked for: " +
                   Tried);
}

static void tell(const profile::Profile &P, StringRef File, raw_ostream &Err) {
  uint64_t Total = 0, Longest = 0;
  for (const profile::Stall &S : P.Stalls) {
    Total += S.Duration;
    Longest = std::max(Longest, S.Duration);
  }
  auto Count = [&](size_t N, const char *What) {
    Err << N << ' ' << What << (N == 1 ? "" : "s");
  };
  Err << "corolint: ";
  Count(P.Stalls.size(), "stall");
  Err << " of ";
  Count(P.Threads.size(), "event loop");
  if (!P.Stalls.empty())
    Err << ", " << format("%.1f", Total / 1e6) << " ms together, the longest "
        << format("%.1f", Longest / 1e6) << " ms";
  Err << ": " << File << "\n";
  for (const std::string &Note : P.Notes)
    Err << "corolint: note: " << Note << "\n";
}

static Expected<profile::Profile> load(StringRef File) {
  auto Text = MemoryBuffer::getFile(File);
  if (!Text)
    return userError(File + ": " + Text.getError().message() +
                     "; corolint profile -o " + File + " -- PROGRAM writes it");
  return profile::readProfile((*Text)->getBuffer(), File);
}

Error checkProfile(const Options &Opts) {
  return Opts.Profile.empty() ? Error::success()
                              : load(Opts.Profile).takeError();
}

Expected<MeasuredRun> joinProfile(const Options &Opts, Report &R) {
  Expected<profile::Profile> P = load(Opts.Profile);
  if (!P)
    return P.takeError();
  auto Model = modelForFile(absolutePath("profile"));
  if (!Model)
    return Model.takeError();
  MeasuredRun Run = profile::join(*P, R, **Model);
  for (UnpredictedStall &S : Run.Unpredicted)
    for (MeasuredFrame &F : S.Stack)
      displayPath(F.At.File);
  return Run;
}

Expected<int> runProfile(const ProfileOptions &Opts, raw_ostream &Err) {
  if (Opts.Command.empty())
    return userError("which program? It stands behind '--': corolint profile "
                     "-- ./server --port=80");
  profile::LaunchOptions Launch;
  Launch.Command = Opts.Command;
  Launch.Threads = Opts.Threads;
  if (Error E = parseThreshold(Opts.Threshold).moveInto(Launch.Threshold))
    return E;
  if (Error E = findRecorder().moveInto(Launch.Recorder))
    return E;
  // The model of the current folder's project.
  auto Model = modelForFile(absolutePath("profile"));
  if (!Model)
    return Model.takeError();
  // What can't be written is to be known before the run, not after it.
  std::string File = Opts.OutputFile.empty() ? "stalls.json" : Opts.OutputFile;
  if (Error E = writeFile(File, [](raw_ostream &) {}))
    return E;
  Expected<profile::LaunchResult> Run = profile::launch(Launch, Err);
  if (!Run) {
    sys::fs::remove(File);
    return Run.takeError();
  }
  profile::Profile P = profile::makeProfile(Launch, *Run, **Model);
  if (Error E = writeFile(File, [&](raw_ostream &OS) {
        profile::writeProfile(P, Opts.ToolVersion, OS);
      }))
    return E;
  tell(P, File, Err);
  return Run->ExitStatus;
}

} // namespace corolint
