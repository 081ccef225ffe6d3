// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0). Clang's own
// SarifDocumentWriter has no help, related locations, fixes, fingerprints,
// suppressions and bases, and wants a SourceManager: this writes the JSON.
#include "Output/RulePage.h"
#include "Output/SourceLines.h"
#include "Output/Writers.h"
#include "Support/Uri.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

constexpr StringRef Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
                             "errata01/os/schemas/sarif-schema-2.1.0.json";
/// What relative paths are relative to.
constexpr StringRef Base = "PROJECTROOT";

StringRef level(StringRef Severity) {
  return Severity == "info" ? "note" : Severity;
}

/// `coro-blocking-call` => `BlockingCall`.
std::string ruleName(StringRef Check) {
  Check.consume_front("coro-");
  std::string Name;
  SmallVector<StringRef> Words;
  Check.split(Words, '-');
  for (StringRef Word : Words)
    Name += toUpper(Word.front()) + Word.drop_front().str();
  return Name;
}

class SarifWriter {
public:
  SarifWriter(const ReportSetting &S, raw_ostream &OS)
      : S(S), J(OS, /*IndentSize=*/2) {
    for (auto [I, Of] : enumerate(S.Rules))
      RuleIndices[Of.Check.str()] = I;
  }

  void write(const Report &R) {
    J.object([&] {
      J.attribute("$schema", Schema);
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] { J.object([&] { run(R); }); });
    });
  }

private:
  void run(const Report &R) {
    J.attributeObject("tool", [&] {
      J.attributeObject("driver", [&] {
        J.attribute("name", "corolint");
        J.attribute("version", S.ToolVersion);
        J.attribute("semanticVersion", S.ToolVersion);
        J.attribute("informationUri", S.Homepage);
        J.attributeArray("rules", [&] {
          for (const Rule &Of : S.Rules)
            J.object([&] { rule(Of); });
        });
        J.attributeArray("notifications", [&] {
          J.object([&] {
            J.attribute("id", NotAnalysed);
            text("shortDescription", "A file could not be analysed.");
          });
        });
      });
    });
    J.attributeArray("invocations", [&] {
      J.object([&] {
        J.attribute("executionSuccessful", R.Errors.empty());
        J.attributeArray("toolExecutionNotifications", [&] {
          for (const FileError &E : R.Errors)
            J.object([&] { notification(E); });
        });
      });
    });
    J.attributeObject("originalUriBaseIds", [&] {
      J.attributeObject(Base, [&] {
        J.attribute("uri", "file://" + uriPath(S.Folder) + "/");
        text("description", "The folder that corolint ran in.");
      });
    });
    J.attribute("columnKind", "utf16CodeUnits");
    J.attributeArray("results", [&] {
      bool Compared = !R.Known.empty() || !R.Earlier.empty();
      for (size_t I = 0; I < R.Findings.size(); ++I)
        J.object([&] {
          rank(R.Findings[I], I);
          result(R.Findings[I], Compared ? "new" : "", "");
        });
      for (const Finding &F : R.Known)
        J.object([&] { result(F, "unchanged", "external"); });
      for (const Finding &F : R.Earlier)
        J.object([&] { result(F, "unchanged", ""); });
      for (const Finding &F : R.Suppressed)
        J.object([&] { result(F, Compared ? "new" : "", "inSource"); });
    });
  }

  /// What the finding has cost, against the one that has cost most.
  void rank(const Finding &F, size_t I) {
    if (!S.Run || F.Api.empty())
      return;
    uint64_t Most = 0;
    for (const std::optional<Measurement> &M : S.Run->OfFindings)
      Most = std::max(Most, M ? M->Total : 0);
    const std::optional<Measurement> &M = S.Run->OfFindings[I];
    J.attribute("rank",
                M && Most ? 100.0 * double(M->Total) / double(Most) : 0.0);
  }

  void rule(const Rule &Of) {
    J.attribute("id", Of.Check);
    J.attribute("name", ruleName(Of.Check));
    text("shortDescription", ruleSummary(Of.Page));
    text("fullDescription", ruleReason(Of.Page));
    J.attributeObject("help", [&] {
      std::string Page = rulePageAlone(Of.Page);
      J.attribute("text", Page);
      J.attribute("markdown", Page);
    });
    J.attributeObject("defaultConfiguration", [&] {
      J.attribute("enabled", Of.OnByDefault);
      J.attribute("level", level(Of.Severity));
    });
    J.attributeObject("properties", [&] {
      J.attributeArray("tags", [&] {
        J.value("coroutines");
        J.value("C++");
      });
      J.attribute("precision", "high");
    });
  }

  void notification(const FileError &E) {
    J.attributeObject("descriptor", [&] {
      J.attribute("id", NotAnalysed);
      J.attribute("index", 0);
    });
    J.attribute("level", "error");
    text("message", E.Message);
    Place At = E.At.File.empty() ? Place{E.File, 1, 1, 0} : E.At;
    if (!At.File.empty())
      J.attributeArray("locations", [&] {
        J.object([&] { physical(At, At.Line, At.Column); });
      });
  }

  /// \p State is that against a baseline; \p Suppression is where something
  /// says that it isn't to be reported.
  void result(const Finding &F, StringRef State, StringRef Suppression) {
    J.attribute("ruleId", F.Check);
    if (auto It = RuleIndices.find(F.Check); It != RuleIndices.end())
      J.attribute("ruleIndex", It->second);
    J.attribute("level", level(F.Severity));
    text("message", F.Message);
    J.attributeArray("locations", [&] {
      J.object([&] {
        physical(F.Begin, F.EndLine, F.EndColumn);
        logical(F.Function);
      });
    });
    J.attributeObject("partialFingerprints",
                      [&] { J.attribute("corolint/v1", F.Fingerprint); });
    if (!F.Chain.empty())
      codeFlow(F);
    relatedLocations(F);
    fixes(F);
    if (!State.empty())
      J.attribute("baselineState", State);
    if (!Suppression.empty())
      J.attributeArray("suppressions", [&] {
        J.object([&] { J.attribute("kind", Suppression); });
      });
    J.attributeObject("properties", [&] {
      if (!F.Api.empty())
        J.attribute("api", utf8(F.Api));
      if (!F.Kind.empty())
        J.attribute("kind", F.Kind);
      if (!F.Framework.empty())
        J.attribute("framework", F.Framework);
    });
  }

  /// The coroutine's call, then each step down to what blocks.
  void codeFlow(const Finding &F) {
    auto Step = [&](const Place &At, unsigned Level, const std::string &Message,
                    const std::string &Function) {
      J.object([&] {
        J.attributeObject("location", [&] {
          physical(At, At.Line, At.Column);
          logical(Function);
          text("message", Message);
        });
        J.attribute("nestingLevel", Level);
      });
    };
    J.attributeArray("codeFlows", [&] {
      J.object([&] {
        J.attributeArray("threadFlows", [&] {
          J.object([&] {
            J.attributeArray("locations", [&] {
              Step(F.Begin, 0, "calls '" + F.Chain.front().Function + "'",
                   F.Function);
              for (size_t I = 0; I < F.Chain.size(); ++I) {
                bool Last = I + 1 == F.Chain.size();
                Step(F.Chain[I].At, I + 1,
                     Last ? "calls '" + F.Api + "', which blocks"
                          : "calls '" + F.Chain[I + 1].Function + "'",
                     F.Chain[I].Function);
              }
            });
          });
        });
      });
    });
  }

  void relatedLocations(const Finding &F) {
    // The steps of the chain are in the code flow.
    ArrayRef<Note> Notes =
        ArrayRef(F.Notes).drop_front(std::min(F.Chain.size(), F.Notes.size()));
    unsigned Id = 0;
    if (Notes.empty())
      return;
    J.attributeArray("relatedLocations", [&] {
      for (const Note &N : Notes)
        J.object([&] {
          J.attribute("id", ++Id);
          if (!N.At.File.empty())
            physical(N.At, N.At.Line, N.At.Column);
          text("message", N.Message);
        });
    });
  }

  void fixes(const Finding &F) {
    if (F.Fixes.empty())
      return;
    J.attributeArray("fixes", [&] {
      for (const Fix &X : F.Fixes)
        J.object([&] {
          text("description", X.Description);
          J.attributeArray("artifactChanges", [&] { changes(X); });
          J.attributeObject("properties", [&] {
            J.attribute("safety", X.Safe ? "safe" : "suggested");
          });
        });
    });
  }

  /// A change is one file's, and holds all that is replaced in it.
  void changes(const Fix &X) {
    std::map<std::string, std::vector<const Edit *>> ByFile;
    for (const Edit &E : X.Edits)
      ByFile[E.File].push_back(&E);
    for (const auto &[File, Edits] : ByFile)
      J.object([&] {
        artifact(File);
        J.attributeArray("replacements", [&] {
          for (const Edit *E : Edits)
            J.object([&] {
              Place Begin = Sources.place(E->File, E->Offset);
              Place End = Sources.place(E->File, E->Offset + E->Length);
              region("deletedRegion", Begin, End.Line, End.Column);
              text("insertedContent", E->Text);
            });
        });
      });
  }

  void text(StringRef Name, StringRef Text) {
    J.attributeObject(Name, [&] { J.attribute("text", utf8(Text)); });
  }

  void artifact(StringRef File) {
    J.attributeObject("artifactLocation", [&] {
      if (sys::path::is_absolute(File)) {
        J.attribute("uri", "file://" + uriPath(File));
        return;
      }
      J.attribute("uri", uriPath(File));
      J.attribute("uriBaseId", Base);
    });
  }

  void physical(const Place &Begin, unsigned EndLine, unsigned EndColumn) {
    J.attributeObject("physicalLocation", [&] {
      artifact(Begin.File);
      region("region", Begin, EndLine, EndColumn);
    });
  }

  void logical(StringRef Function) {
    if (Function.empty())
      return;
    J.attributeArray("logicalLocations", [&] {
      J.object([&] {
        J.attribute("fullyQualifiedName", utf8(Function));
        J.attribute("kind", "function");
      });
    });
  }

  void region(StringRef Name, const Place &Begin, unsigned EndLine,
              unsigned EndColumn) {
    J.attributeObject(Name, [&] {
      J.attribute("startLine", std::max(Begin.Line, 1u));
      J.attribute("startColumn", std::max(Sources.utf16Column(Begin), 1u));
      J.attribute("endLine", std::max({Begin.Line, EndLine, 1u}));
      J.attribute(
          "endColumn",
          std::max(Sources.utf16Column({Begin.File, EndLine, EndColumn, 0}),
                   1u));
    });
  }

  static constexpr StringRef NotAnalysed = "could-not-analyse";
  const ReportSetting &S;
  json::OStream J;
  std::map<std::string, size_t> RuleIndices;
  SourceLines Sources;
};

} // namespace

void writeSarif(const Report &R, const ReportSetting &S, raw_ostream &OS) {
  SarifWriter(S, OS).write(R);
  OS << "\n";
}

} // namespace corolint
