// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/Duration.h"
#include "Output/FixPreview.h"
#include "Output/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;

namespace corolint {
namespace {

/// The sources that messages point into, read at the first message about each.
class Sources {
public:
  /// The location of \p P, or an invalid one if its file can't be read or no
  /// longer has it.
  SMLoc locate(const Place &P) {
    SourceMgr &SM = of(P.File);
    return SM.getNumBuffers() ? SM.FindLocForLineAndColumn(SM.getMainFileID(),
                                                           P.Line, P.Column)
                              : SMLoc();
  }

  /// That of \p File alone: one for all would look for a place in each of them.
  SourceMgr &of(const std::string &File) {
    auto [It, New] = Managers.try_emplace(File);
    if (New)
      if (auto Buffer = MemoryBuffer::getFile(File))
        It->second.AddNewSourceBuffer(std::move(*Buffer), SMLoc());
    return It->second;
  }

private:
  StringMap<SourceMgr> Managers;
};

class TextWriter {
public:
  TextWriter(raw_ostream &OS, bool Colors) : OS(OS), Colors(Colors) {}

  void finding(const Finding &F) {
    SMLoc Begin = Files.locate(F.Begin);
    SmallVector<SMRange, 1> Ranges;
    SMLoc End = Files.locate({F.Begin.File, F.EndLine, F.EndColumn, 0});
    if (Begin.isValid() && End.isValid() &&
        Begin.getPointer() < End.getPointer())
      Ranges.push_back({Begin, End});
    auto Kind = F.Severity == "error"  ? SourceMgr::DK_Error
                : F.Severity == "info" ? SourceMgr::DK_Remark
                                       : SourceMgr::DK_Warning;
    message(F.Begin, Begin, Kind, F.Message + " [" + F.Check + "]", Ranges);
    // How it comes about, then what to do.
    ArrayRef<Note> Notes = F.Notes;
    size_t Steps = std::min(F.Chain.size(), Notes.size());
    if (const Place *Before = toldBefore(F))
      message({}, SMLoc(), SourceMgr::DK_Note,
              "by the same chain as at " + Before->File + ":" +
                  std::to_string(Before->Line),
              {});
    else
      for (const Note &N : Notes.take_front(Steps))
        note(N, F);
    for (const Fix &X : F.Fixes)
      if (X.Safe) {
        OS << "  fix: " << X.Description << "\n";
        preview(X, F.Begin.File);
      }
    for (const Note &N : Notes.drop_front(Steps))
      note(N, F);
  }

  /// What was measured of the finding before it.
  void measured(const std::optional<Measurement> &M) {
    OS << "  measured: ";
    if (!M)
      OS << "not seen to be reached in this run";
    else if (M->Count == 0)
      OS << "reached, without a stall";
    else
      time(*M);
    OS << "\n";
  }

  void unpredicted(const UnpredictedStall &S) {
    OS << "stall without a finding: ";
    if (S.Call.empty())
      OS << (S.Kind == "cpu" ? "computing" : "short calls that block");
    else
      OS << "'" << S.Call << "' (" << S.Kind << ")";
    OS << ": " << S.Why << "\n  measured: ";
    time(S.Time);
    OS << "\n";
    // What has resumed the coroutine is the framework's matter.
    size_t Shown = 0;
    for (const MeasuredFrame &F : S.Stack) {
      if (Shown++ == 16)
        break;
      OS << "    " << (F.Function.empty() ? "?" : F.Function);
      if (F.Coroutine)
        OS << " (coroutine)";
      if (!F.At.File.empty())
        OS << " at " << F.At.File << ":" << F.At.Line;
      else if (!F.Module.empty())
        OS << " in " << F.Module;
      OS << "\n";
      if (F.Coroutine)
        break;
    }
    if (Shown < S.Stack.size())
      OS << "    … and " << S.Stack.size() - Shown << " more frames\n";
    if (!S.Model.empty())
      OS << "  in .corolint.yaml this would make it a finding:\n";
    for (StringRef Line : split(StringRef(S.Model).rtrim(), '\n'))
      if (!Line.empty())
        OS << "    " << Line << "\n";
  }

  void summary(const MeasuredRun &Run) {
    unsigned Confirmed = 0;
    for (const std::optional<Measurement> &M : Run.OfFindings)
      Confirmed += M && M->Count > 0;
    OS << Run.Stalls.size() << (Run.Stalls.size() == 1 ? " stall" : " stalls")
       << " of " << shownDuration(Run.Threshold) << " and more in "
       << shownDuration(Run.Seconds * 1e9) << " confirm " << Confirmed << " of "
       << Run.OfFindings.size()
       << (Run.OfFindings.size() == 1 ? " finding; " : " findings; ");
    if (Run.Unpredicted.empty())
      OS << "all were predicted.\n";
    else
      OS << Run.Unpredicted.size()
         << (Run.Unpredicted.size() == 1 ? " place has" : " places have")
         << " no finding.\n";
    for (const std::string &Note : Run.Notes)
      message({}, SMLoc(), SourceMgr::DK_Note, Note, {});
  }

  void summary(const Report &R) {
    auto Count = [this](size_t N, StringRef What) {
      OS << N << ' ' << What << (N == 1 ? "" : "s");
    };
    Count(R.Findings.size(), "finding");
    OS << " in ";
    Count(R.Coroutines, "coroutine");
    OS << " of ";
    Count(R.TranslationUnits, "translation unit");
    if (!R.Known.empty())
      OS << "; the baseline has " << R.Known.size() << " more";
    if (!R.Earlier.empty())
      OS << "; " << R.Earlier.size() << " more were there before the change";
    if (!R.Errors.empty()) {
      OS << "; ";
      Count(R.Errors.size(), "file");
      OS << " could not be analysed";
    }
    OS << ".\n";
  }

private:
  void time(const Measurement &M) {
    OS << M.Count << (M.Count == 1 ? " stall, " : " stalls, ")
       << shownDuration(M.Total);
    if (M.Count > 1)
      OS << " together (median " << shownDuration(M.Median) << ", 99 % within "
         << shownDuration(M.P99) << ", longest " << shownDuration(M.Longest)
         << ")";
  }

  /// Where a chain of several steps was told already: many coroutines may call
  /// one helper, and one telling is enough.
  const Place *toldBefore(const Finding &F) {
    if (F.Chain.size() < 2)
      return nullptr;
    std::string Key = F.Api;
    for (const ChainLink &Link : F.Chain)
      Key += '\0' + Link.At.File + ':' + std::to_string(Link.At.Line) + ':' +
             std::to_string(Link.At.Column);
    auto [It, New] = Chains.try_emplace(Key, F.Begin);
    return New ? nullptr : &It->second;
  }

  void note(const Note &N, const Finding &F) {
    // The line of the warning itself was just shown.
    bool Shown = N.At.File == F.Begin.File && N.At.Line == F.Begin.Line;
    message(N.At, Shown ? SMLoc() : Files.locate(N.At), SourceMgr::DK_Note,
            N.Message, {});
    for (const Fix &X : F.Fixes)
      if (!X.Safe && X.Description == N.Message)
        preview(X, F.Begin.File);
  }

  /// Shows the lines of \p File as \p X makes them, includes left out.
  void preview(const Fix &X, const std::string &File) {
    SMLoc Start = Files.locate({File, 1, 1, 0});
    if (!Start.isValid())
      return;
    SourceMgr &SM = Files.of(File);
    StringRef Text = SM.getMemoryBuffer(SM.getMainFileID())->getBuffer();
    std::vector<std::string> Lines = previewFix(X, File, Text).After;
    if (Lines.empty())
      return;
    WithColor Green(OS, raw_ostream::GREEN, /*Bold=*/false, /*BG=*/false,
                    Colors ? ColorMode::Enable : ColorMode::Disable);
    for (const std::string &Line : Lines)
      Green << "+ " << Line << "\n";
  }

  /// A message with its source line, or without if \p At is invalid.
  void message(const Place &P, SMLoc At, SourceMgr::DiagKind Kind,
               const std::string &Text, ArrayRef<SMRange> Ranges) {
    if (At.isValid()) {
      Files.of(P.File)
          .GetMessage(At, Kind, Text, Ranges)
          .print(nullptr, OS, Colors);
      return;
    }
    std::string Prefix = P.File;
    if (!Prefix.empty())
      Prefix += ":" + std::to_string(P.Line) + ":" + std::to_string(P.Column);
    SMDiagnostic(Prefix, Kind, Text).print(nullptr, OS, Colors);
  }

  raw_ostream &OS;
  bool Colors;
  Sources Files;
  StringMap<Place> Chains;
};

} // namespace

void writeText(const Report &R, const ReportSetting &S, raw_ostream &OS) {
  // SourceMgr asks the stream, which only knows of terminals.
  OS.enable_colors(S.Colors);
  WithColor::setAutoDetectFunction(
      S.Colors ? [](const raw_ostream &) { return true; }
               : [](const raw_ostream &) { return false; });
  TextWriter Writer(OS, S.Colors);
  for (size_t I = 0; I < R.Findings.size(); ++I) {
    Writer.finding(R.Findings[I]);
    if (S.Run && !R.Findings[I].Api.empty())
      Writer.measured(S.Run->OfFindings[I]);
  }
  if (S.Run)
    for (const UnpredictedStall &Stall : S.Run->Unpredicted)
      Writer.unpredicted(Stall);
  Writer.summary(R);
  if (S.Run)
    Writer.summary(*S.Run);
}

} // namespace corolint
