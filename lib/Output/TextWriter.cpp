// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/Writers.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;

namespace corolint {
namespace {

/// The sources that messages point into, read at the first message about each.
class Sources {
public:
  /// The location of \p P, or an invalid one if its file can't be read or no
  /// longer has it.
  SMLoc locate(const Place &P) {
    auto [It, New] = Buffers.try_emplace(P.File, 0u);
    if (New)
      if (auto Buffer = MemoryBuffer::getFile(P.File))
        It->second = SM.AddNewSourceBuffer(std::move(*Buffer), SMLoc());
    return It->second ? SM.FindLocForLineAndColumn(It->second, P.Line, P.Column)
                      : SMLoc();
  }

  SourceMgr SM;

private:
  StringMap<unsigned> Buffers;
};

class TextWriter {
public:
  TextWriter(raw_ostream &OS, bool Colors) : OS(OS), Colors(Colors) {}

  void finding(const Finding &F) {
    SMLoc Begin = Files.locate(F.Begin);
    SmallVector<SMRange, 1> Ranges;
    SMLoc End = Files.locate({F.Begin.File, F.EndLine, F.EndColumn, 0});
    if (Begin.isValid() && End.isValid() && Begin.getPointer() < End.getPointer())
      Ranges.push_back({Begin, End});
    SmallVector<SMFixIt, 4> FixIts;
    for (const Fix &X : F.Fixes)
      if (X.Safe)
        addEdits(X, F.Begin.File, FixIts);
    auto Kind = F.Severity == "error"  ? SourceMgr::DK_Error
                : F.Severity == "info" ? SourceMgr::DK_Remark
                                       : SourceMgr::DK_Warning;
    message(F.Begin, Begin, Kind, F.Message + " [" + F.Check + "]", Ranges,
            FixIts);
    for (const Note &N : F.Notes)
      note(N, F);
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
    if (!R.Errors.empty()) {
      OS << "; ";
      Count(R.Errors.size(), "file");
      OS << " could not be analysed";
    }
    OS << ".\n";
  }

private:
  void note(const Note &N, const Finding &F) {
    SmallVector<SMFixIt, 4> FixIts;
    for (const Fix &X : F.Fixes)
      if (!X.Safe && X.Description == N.Message)
        addEdits(X, F.Begin.File, FixIts);
    if (N.At.File.empty()) {
      SMDiagnostic("", SourceMgr::DK_Note, N.Message)
          .print(nullptr, OS, Colors);
      return;
    }
    // A note at the warning's own place needs no second look at the line.
    SMLoc At = N.At.File == F.Begin.File && N.At.Line == F.Begin.Line &&
                       FixIts.empty()
                   ? SMLoc()
                   : Files.locate(N.At);
    message(N.At, At, SourceMgr::DK_Note, N.Message, {}, FixIts);
  }

  void addEdits(const Fix &X, StringRef File, SmallVectorImpl<SMFixIt> &Out) {
    SMLoc Start = Files.locate({File.str(), 1, 1, 0});
    if (!Start.isValid())
      return;
    for (const Edit &E : X.Edits) {
      if (E.File != File)
        continue;
      const char *Begin = Start.getPointer() + E.Offset;
      SMRange Range(SMLoc::getFromPointer(Begin),
                    SMLoc::getFromPointer(Begin + E.Length));
      Out.push_back(SMFixIt(Range, E.Text));
    }
  }

  void message(const Place &P, SMLoc At, SourceMgr::DiagKind Kind,
               const Twine &Text, ArrayRef<SMRange> Ranges,
               ArrayRef<SMFixIt> FixIts) {
    std::string Owned = Text.str();
    if (At.isValid()) {
      Files.SM.GetMessage(At, Kind, Owned, Ranges, FixIts)
          .print(nullptr, OS, Colors);
      return;
    }
    SMDiagnostic(Files.SM, SMLoc(), P.File, P.Line,
                 static_cast<int>(P.Column) - 1, Kind, Owned, "", {}, {})
        .print(nullptr, OS, Colors);
  }

  raw_ostream &OS;
  bool Colors;
  Sources Files;
};

} // namespace

void writeText(const Report &R, raw_ostream &OS, bool Colors) {
  TextWriter Writer(OS, Colors);
  for (const Finding &F : R.Findings)
    Writer.finding(F);
  Writer.summary(R);
}

} // namespace corolint
