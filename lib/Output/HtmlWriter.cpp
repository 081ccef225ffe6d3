// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One page that needs nothing else: html/report.html with its style and script,
// and what they show as JSON in it. A policy in the page forbids it to load
// anything.
#include "Output/Duration.h"
#include "Output/FixPreview.h"
#include "Output/RulePage.h"
#include "Output/SourceLines.h"
#include "Output/Writers.h"
#include "Support/EmbeddedFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint {
namespace {

StringRef asset(StringRef Name) {
  for (const EmbeddedFile &File : reportPageFiles())
    if (File.Name == Name)
      return File.Text;
  return "";
}

class HtmlData {
public:
  HtmlData(const Report &R, const ReportSetting &S, raw_ostream &OS)
      : R(R), S(S), J(OS) {}

  void write() {
    J.object([&] {
      J.attribute("tool_version", S.ToolVersion);
      J.attribute("folder", utf8(S.Folder));
      J.attribute("translation_units", R.TranslationUnits);
      J.attribute("coroutines", R.Coroutines);
      J.attribute("known", static_cast<int64_t>(R.Known.size()));
      J.attribute("earlier", static_cast<int64_t>(R.Earlier.size()));
      J.attribute("suppressed", static_cast<int64_t>(R.Suppressed.size()));
      J.attributeObject("rules", [&] { rules(); });
      J.attributeArray("errors", [&] {
        for (const FileError &E : R.Errors)
          J.object([&] {
            J.attribute("file", utf8(E.File));
            J.attribute("message", utf8(E.Message));
          });
      });
      J.attributeArray("findings", [&] {
        for (size_t I = 0; I < R.Findings.size(); ++I)
          J.object([&] {
            finding(R.Findings[I]);
            if (S.Run && !R.Findings[I].Api.empty())
              J.attribute("cost", cost(S.Run->OfFindings[I]));
          });
      });
      J.attributeObject("sources", [&] { sources(); });
      if (S.Run)
        J.attributeObject("profile", [&] { profile(*S.Run); });
    });
  }

private:
  static std::string cost(const std::optional<Measurement> &M) {
    if (!M)
      return "not seen to be reached";
    if (M->Count == 0)
      return "reached, without a stall";
    return shownDuration(M->Total) + " in " + utostr(M->Count) +
           (M->Count == 1 ? " stall" : " stalls");
  }

  void time(const Measurement &M) {
    J.attribute("stalls", static_cast<int64_t>(M.Count));
    J.attribute("total_ns", static_cast<int64_t>(M.Total));
  }

  void profile(const MeasuredRun &Run) {
    J.attribute("threshold_ns", static_cast<int64_t>(Run.Threshold));
    J.attribute("seconds", Run.Seconds);
    texts("threads", Run.Threads);
    texts("notes", Run.Notes);
    J.attributeArray("flames", [&] {
      for (const MeasuredPath &Path : Run.Paths)
        J.object([&] {
          texts("path", Path.Functions);
          J.attribute("total_ns", static_cast<int64_t>(Path.Total));
        });
    });
    J.attributeArray("unpredicted", [&] {
      for (const UnpredictedStall &Stall : Run.Unpredicted)
        J.object([&] { unpredicted(Stall); });
    });
    stalls(Run.Stalls);
  }

  void unpredicted(const UnpredictedStall &Stall) {
    J.attribute("call", Stall.Call);
    J.attribute("kind", Stall.Kind);
    J.attribute("why", utf8(Stall.Why));
    J.attribute("model", utf8(Stall.Model));
    J.attributeObject("measured", [&] { time(Stall.Time); });
    J.attributeArray("stack", [&] {
      for (const MeasuredFrame &F : Stall.Stack)
        J.object([&] {
          J.attribute("function", utf8(F.Function));
          J.attribute("file", utf8(F.At.File));
          J.attribute("line", F.At.Line);
          J.attribute("module", utf8(F.Module));
          J.attribute("coroutine", F.Coroutine);
        });
    });
  }

  /// The longest ones: a browser lays out more only slowly.
  void stalls(std::vector<MeasuredStall> Stalls) {
    constexpr size_t Most = 2000;
    J.attribute("stalls_total", static_cast<int64_t>(Stalls.size()));
    sort(Stalls, [](const MeasuredStall &A, const MeasuredStall &B) {
      return std::pair(B.Duration, A.At) < std::pair(A.Duration, B.At);
    });
    Stalls.resize(std::min(Stalls.size(), Most));
    J.attributeArray("stalls", [&] {
      for (const MeasuredStall &Stall : Stalls)
        J.object([&] {
          J.attribute("thread", Stall.Thread);
          J.attribute("at_ns", static_cast<int64_t>(Stall.At));
          J.attribute("duration_ns", static_cast<int64_t>(Stall.Duration));
          J.attribute("findings", json::Array(Stall.Findings));
          J.attribute("unpredicted", json::Array(Stall.Unpredicted));
        });
    });
  }

  void texts(StringRef Name, const std::vector<std::string> &Texts) {
    J.attributeArray(Name, [&] {
      for (const std::string &Text : Texts)
        J.value(utf8(Text));
    });
  }

  /// Of the checks that found something.
  void rules() {
    std::set<std::string> Used;
    for (const Finding &F : R.Findings)
      Used.insert(F.Check);
    for (const Rule &Of : S.Rules)
      if (Used.contains(Of.Check.str()))
        J.attributeObject(Of.Check, [&] {
          J.attribute("summary", ruleSummary(Of.Page));
          J.attribute("reason", ruleReason(Of.Page));
        });
  }

  void place(const Place &P) {
    J.attribute("file", utf8(P.File));
    J.attribute("line", P.Line);
    J.attribute("column", Sources.utf16Column(P));
  }

  void finding(const Finding &F) {
    J.attribute("check", F.Check);
    J.attribute("severity", F.Severity);
    J.attribute("message", utf8(F.Message));
    place(F.Begin);
    J.attribute("end_line", F.EndLine);
    J.attribute("end_column",
                Sources.utf16Column({F.Begin.File, F.EndLine, F.EndColumn, 0}));
    J.attribute("function", utf8(F.Function));
    J.attribute("api", utf8(F.Api));
    J.attribute("kind", F.Kind);
    J.attribute("framework", F.Framework);
    J.attribute("fingerprint", F.Fingerprint);
    // A finding that is long, such as a loop, shows its first lines.
    constexpr unsigned Longest = 40;
    show(F.Begin, std::min(F.EndLine, F.Begin.Line + Longest));
    J.attributeArray("chain", [&] {
      for (const ChainLink &Link : F.Chain)
        J.object([&] {
          J.attribute("function", utf8(Link.Function));
          place(Link.At);
          show(Link.At, Link.At.Line);
        });
    });
    J.attributeArray("notes", [&] {
      for (const Note &N : F.Notes)
        J.object([&] {
          J.attribute("message", utf8(N.Message));
          place(N.At);
        });
    });
    J.attributeArray("fixes", [&] {
      for (const Fix &X : F.Fixes)
        J.object([&] { fix(X, F.Begin.File); });
    });
  }

  void fix(const Fix &X, const std::string &File) {
    FixPreview Preview = previewFix(X, File, Sources.text(File));
    J.attribute("description", utf8(X.Description));
    J.attribute("safety", X.Safe ? "safe" : "suggested");
    for (auto [Name, Lines] : {std::pair("before", &Preview.Before),
                               std::pair("after", &Preview.After)})
      J.attributeArray(Name, [&, Lines = Lines] {
        for (const std::string &Line : *Lines)
          J.value(utf8(Line));
      });
  }

  /// Notes that the page shows the lines from \p P to \p EndLine.
  void show(const Place &P, unsigned EndLine) {
    constexpr unsigned Around = 3; // As in report.js.
    for (unsigned Line = P.Line > Around ? P.Line - Around : 1;
         Line <= std::max(P.Line, EndLine) + Around; ++Line)
      Shown[P.File].insert(Line);
  }

  void sources() {
    for (const auto &[File, Lines] : Shown)
      J.attributeObject(utf8(File), [&, &File = File, &Lines = Lines] {
        for (unsigned Number : Lines)
          if (Number <= Sources.lines(File))
            J.attribute(utostr(Number), utf8(Sources.line(File, Number)));
      });
  }

  const Report &R;
  const ReportSetting &S;
  json::OStream J;
  SourceLines Sources;
  std::map<std::string, std::set<unsigned>> Shown;
};

} // namespace

void writeHtml(const Report &R, const ReportSetting &S, raw_ostream &OS) {
  StringRef Rest = asset("report.html");
  while (true) {
    auto [Before, After] = Rest.split("{{");
    OS << Before;
    if (After.empty())
      return;
    auto [Name, Behind] = After.split("}}");
    if (Name == "style")
      OS << asset("report.css");
    else if (Name == "script")
      OS << asset("report.js");
    else if (Name == "stalls")
      OS << asset("stalls.js");
    else {
      std::string Data;
      raw_string_ostream DataStream(Data);
      HtmlData(R, S, DataStream).write();
      // Outside of texts JSON has no "<", and inside nothing may end the
      // script or begin a comment in it.
      for (char C : Data)
        if (C == '<')
          OS << "\\u003c";
        else
          OS << C;
    }
    Rest = Behind;
  }
}

} // namespace corolint
