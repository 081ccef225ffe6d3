// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/SourceLines.h"
#include "Output/Writers.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace corolint {
namespace {

void writePlace(json::OStream &J, const Place &P) {
  J.attribute("file", utf8(P.File));
  J.attribute("line", P.Line);
  J.attribute("column", P.Column);
}

void writeFix(json::OStream &J, const Fix &F) {
  J.attribute("description", utf8(F.Description));
  J.attribute("safety", F.Safe ? "safe" : "suggested");
  J.attributeArray("replacements", [&] {
    for (const Edit &E : F.Edits)
      J.object([&] {
        J.attribute("file", utf8(E.File));
        J.attribute("offset", E.Offset);
        J.attribute("length", E.Length);
        J.attribute("text", utf8(E.Text));
      });
  });
}

void writeTime(json::OStream &J, const Measurement &M) {
  J.attribute("stalls", static_cast<int64_t>(M.Count));
  J.attribute("total_ns", static_cast<int64_t>(M.Total));
  J.attribute("median_ns", static_cast<int64_t>(M.Median));
  J.attribute("p99_ns", static_cast<int64_t>(M.P99));
  J.attribute("longest_ns", static_cast<int64_t>(M.Longest));
}

void writeUnpredicted(json::OStream &J, const UnpredictedStall &S) {
  J.attribute("call", S.Call);
  J.attribute("kind", S.Kind);
  J.attribute("why", utf8(S.Why));
  J.attribute("model", utf8(S.Model));
  J.attributeObject("measured", [&] { writeTime(J, S.Time); });
  J.attributeArray("stack", [&] {
    for (const MeasuredFrame &F : S.Stack)
      J.object([&] {
        J.attribute("function", utf8(F.Function));
        writePlace(J, F.At);
        J.attribute("module", utf8(F.Module));
        J.attribute("coroutine", F.Coroutine);
      });
  });
}

void writeRun(json::OStream &J, const MeasuredRun &Run) {
  J.attribute("threshold_ns", static_cast<int64_t>(Run.Threshold));
  J.attribute("seconds", Run.Seconds);
  J.attribute("stalls", static_cast<int64_t>(Run.Stalls.size()));
  J.attributeArray("unpredicted", [&] {
    for (const UnpredictedStall &S : Run.Unpredicted)
      J.object([&] { writeUnpredicted(J, S); });
  });
  J.attributeArray("notes", [&] {
    for (const std::string &Note : Run.Notes)
      J.value(utf8(Note));
  });
}

void writeFinding(json::OStream &J, const Finding &F) {
  J.attribute("check", F.Check);
  J.attribute("severity", F.Severity);
  J.attribute("message", utf8(F.Message));
  writePlace(J, F.Begin);
  J.attribute("end_line", F.EndLine);
  J.attribute("end_column", F.EndColumn);
  J.attribute("function", utf8(F.Function));
  if (!F.Api.empty()) {
    J.attribute("api", utf8(F.Api));
    J.attribute("kind", F.Kind);
    J.attributeArray("chain", [&] {
      for (const ChainLink &Link : F.Chain)
        J.object([&] {
          J.attribute("function", utf8(Link.Function));
          writePlace(J, Link.At);
        });
    });
  }
  J.attributeArray("notes", [&] {
    for (const Note &N : F.Notes)
      J.object([&] {
        J.attribute("message", utf8(N.Message));
        writePlace(J, N.At);
      });
  });
  J.attributeArray("fixes", [&] {
    for (const Fix &X : F.Fixes)
      J.object([&] { writeFix(J, X); });
  });
  J.attribute("fingerprint", F.Fingerprint);
}

} // namespace

void writeJson(const Report &R, const ReportSetting &S, raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("version", 1);
    J.attribute("tool", "corolint");
    J.attribute("tool_version", S.ToolVersion);
    J.attributeArray("findings", [&] {
      for (size_t I = 0; I < R.Findings.size(); ++I)
        J.object([&] {
          writeFinding(J, R.Findings[I]);
          if (!S.Run || R.Findings[I].Api.empty())
            return;
          if (const auto &Measured = S.Run->OfFindings[I])
            J.attributeObject("measured", [&] { writeTime(J, *Measured); });
          else
            J.attribute("measured", nullptr);
        });
    });
    if (S.Run)
      J.attributeObject("profile", [&] { writeRun(J, *S.Run); });
    J.attributeArray("errors", [&] {
      for (const FileError &E : R.Errors)
        J.object([&] {
          J.attribute("file", utf8(E.File));
          J.attribute("message", utf8(E.Message));
        });
    });
    J.attributeObject("summary", [&] {
      J.attribute("translation_units", R.TranslationUnits);
      J.attribute("coroutines", R.Coroutines);
      J.attribute("findings", static_cast<int64_t>(R.Findings.size()));
      J.attribute("seconds", R.Seconds);
    });
  });
  OS << "\n";
}

} // namespace corolint
