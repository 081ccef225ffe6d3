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
      for (const Finding &F : R.Findings)
        J.object([&] { writeFinding(J, F); });
    });
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
