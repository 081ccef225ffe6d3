// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Findings.h"
#include "CheckPages.h"
#include "Checks/CheckTable.h"
#include "Checks/QuickFix.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace llvm;

namespace corolint {

// --- what a client and clangd understand

static json::Object &child(json::Object &Of, StringRef Name) {
  json::Value &Child = Of[Name];
  if (!Child.getAsObject())
    Child = json::Object();
  return *Child.getAsObject();
}

void Findings::initialize(json::Object &Params) {
  json::Object &Document = child(child(Params, "capabilities"), "textDocument");
  if (const json::Object *Actions = Document.getObject("codeAction"))
    ClientTakesActions = Actions->getObject("codeActionLiteralSupport");
  json::Object &Publishing = child(Document, "publishDiagnostics");
  ClientTakesInlineActions =
      Publishing.getBoolean("codeActionsInline").value_or(false);
  // Where we learn which fixes there are.
  Publishing["codeActionsInline"] = true;
}

void Findings::announce(json::Object &Result) {
  json::Object *Able = Result.getObject("capabilities");
  json::Object *Actions =
      Able ? Able->getObject("codeActionProvider") : nullptr;
  if (json::Array *Kinds =
          Actions ? Actions->getArray("codeActionKinds") : nullptr)
    Kinds->push_back(FixAllKind);
}

// --- diagnostics

/// clangd counts the fixes in the message's first line; ours counts what
/// changes the code, not what suppresses the finding.
static std::string recount(StringRef Message, bool Fixed) {
  for (StringRef Count : {" (fix available)", " (fixes available)"})
    if (size_t At = Message.find(Count); At != StringRef::npos)
      return (Message.take_front(At) + (Fixed ? " (fix available)" : "") +
              Message.drop_front(At + Count.size()))
          .str();
  return Message.str();
}

Findings::Finding Findings::take(json::Object &Diagnostic) const {
  Finding F{Diagnostic.getString("code").value_or("").str(),
            Diagnostic["range"],
            "",
            Diagnostic.getString("message").value_or("").str(),
            std::nullopt,
            false,
            nullptr};
  if (json::Array *Actions = Diagnostic.getArray("codeActions"))
    for (json::Value &Action : *Actions) {
      StringRef Title = Action.getAsObject()->getString("title").value_or("");
      Action.getAsObject()->erase("isPreferred");
      if (F.Fix || isSuppressionTitle(Title))
        continue;
      F.Safe = !isSuggestedTitle(Title);
      if (F.Safe)
        (*Action.getAsObject())["isPreferred"] = true;
      F.Fix = Action;
    }
  F.Shown = recount(F.Message, F.Fix.has_value());
  Diagnostic["message"] = F.Shown;
  Diagnostic["source"] = "corolint";
  if (Diagnostic.getInteger("severity") == 2 &&
      findCheck(F.Check)->Severity == "info")
    Diagnostic["severity"] = 3;
  Diagnostic.erase("codeDescription");
  if (std::string Page = checkPageUri(F.Check); !Page.empty())
    Diagnostic["codeDescription"] = json::Object{{"href", Page}};
  if (!ClientTakesInlineActions)
    Diagnostic.erase("codeActions");
  F.Published = json::Object(Diagnostic);
  return F;
}

void Findings::publish(json::Object &Params) {
  File &Of = Files[Params.getString("uri").value_or("").str()];
  Of.Published = Params.getInteger("version");
  ++Of.Generation;
  Of.Findings.clear();
  json::Array *Diagnostics = Params.getArray("diagnostics");
  if (!Diagnostics)
    return;
  json::Array Shown;
  bool AfterOurs = false;
  for (json::Value &Each : *Diagnostics) {
    json::Object &Diagnostic = *Each.getAsObject();
    // For a client without related information, clangd puts the notes into the
    // message, and those in this file also behind it, with no source.
    if (AfterOurs && !Diagnostic.get("source"))
      continue;
    AfterOurs = findCheck(Diagnostic.getString("code").value_or(""));
    if (AfterOurs)
      Of.Findings.push_back(take(Diagnostic));
    else if (!ClientTakesInlineActions)
      Diagnostic.erase("codeActions");
    Shown.push_back(std::move(Each));
  }
  *Diagnostics = std::move(Shown);
}

void Findings::edit(StringRef Uri, std::optional<int64_t> Version) {
  Files[Uri.str()].Current = Version;
}

// --- code actions

Findings::Request Findings::ask(json::Object &Params) const {
  Request R;
  if (const json::Object *Document = Params.getObject("textDocument"))
    R.Uri = Document->getString("uri").value_or("").str();
  json::Object *Context = Params.getObject("context");
  if (!Context)
    return R;
  if (const json::Array *Only = Context->getArray("only")) {
    auto Wants = [&](StringRef Kind) {
      return any_of(*Only, [&](const json::Value &Asked) {
        StringRef Prefix = Asked.getAsString().value_or("");
        return Kind == Prefix || Prefix.empty() ||
               Kind.starts_with((Prefix + ".").str());
      });
    };
    R.QuickFixes = Wants("quickfix");
    R.FixAll = Wants(FixAllKind);
  }
  auto Known = Files.find(R.Uri);
  json::Array *Diagnostics = Context->getArray("diagnostics");
  if (Known == Files.end() || !Diagnostics)
    return R;
  R.Generation = Known->second.Generation;
  for (json::Value &Each : *Diagnostics) {
    json::Object *Diagnostic = Each.getAsObject();
    if (!Diagnostic)
      continue;
    for (const auto &[I, F] : enumerate(Known->second.Findings))
      if (Diagnostic->getString("message") == StringRef(F.Shown) &&
          (*Diagnostic)["range"] == F.Range) {
        (*Diagnostic)["message"] = F.Message;
        R.About.push_back(I);
        break;
      }
  }
  return R;
}

/// The edits of an action that changes one file.
static json::Array *editsOf(json::Value &Action) {
  json::Object *Edit = Action.getAsObject()->getObject("edit");
  if (!Edit)
    return nullptr;
  if (json::Array *Documents = Edit->getArray("documentChanges"))
    return Documents->size() == 1
               ? Documents->front().getAsObject()->getArray("edits")
               : nullptr;
  json::Object *Changes = Edit->getObject("changes");
  return Changes && Changes->size() == 1 ? Changes->begin()->second.getAsArray()
                                         : nullptr;
}

namespace {
/// Where edits are, to tell which of them are in each other's way.
class Edits {
public:
  explicit Edits(json::Array &To) : To(To) {}

  /// Adds all of \p More, or none.
  bool add(const json::Array &More) {
    std::vector<Span> New;
    std::vector<json::Value> Wanted;
    for (const json::Value &Edit : More) {
      Span At = span(*Edit.getAsObject());
      if (is_contained(To, Edit) && At.first == At.second)
        continue; // The same include.
      if (any_of(Taken, [&](const Span &Other) {
            return At == Other ||
                   (At.first < Other.second && Other.first < At.second);
          }))
        return false;
      New.push_back(At);
      Wanted.push_back(Edit);
    }
    append_range(Taken, New);
    for (json::Value &Edit : Wanted)
      To.push_back(std::move(Edit));
    return true;
  }

private:
  using Point = std::pair<int64_t, int64_t>;
  using Span = std::pair<Point, Point>;

  static Span span(const json::Object &Edit) {
    auto PointOf = [&](StringRef End) {
      const json::Object *P = Edit.getObject("range")->getObject(End);
      return Point(P->getInteger("line").value_or(0),
                   P->getInteger("character").value_or(0));
    };
    return {PointOf("start"), PointOf("end")};
  }

  json::Array &To;
  std::vector<Span> Taken;
};
} // namespace

std::optional<json::Value>
Findings::combine(std::vector<const Finding *> Some,
                  function_ref<std::string(size_t)> Title,
                  StringRef Kind) const {
  if (Some.empty())
    return std::nullopt;
  json::Value All = *Some.front()->Fix;
  json::Array *Into = editsOf(All);
  if (!Into)
    return std::nullopt;
  Into->clear();
  Edits Combined(*Into);
  json::Array About;
  for (const Finding *F : Some) {
    json::Value Fix = *F->Fix;
    if (const json::Array *More = editsOf(Fix); More && Combined.add(*More))
      About.push_back(F->Published);
  }
  json::Object &Action = *All.getAsObject();
  Action.erase("isPreferred");
  Action["title"] = Title(About.size());
  Action["kind"] = Kind;
  // Of a client that takes actions with the diagnostics, Qt Creator looks for
  // all that belong to some there.
  if (!ClientTakesInlineActions)
    Action["diagnostics"] = std::move(About);
  return All;
}

void Findings::answer(const Request &R, json::Array &Actions) const {
  auto Known = Files.find(R.Uri);
  if (Known == Files.end() || !ClientTakesActions ||
      Known->second.Generation != R.Generation)
    return;
  const std::vector<Finding> &All = Known->second.Findings;
  // What clangd says of our findings is made to fit what the client knows.
  for (json::Value &Each : Actions) {
    json::Object *Action = Each.getAsObject();
    json::Array *About = Action ? Action->getArray("diagnostics") : nullptr;
    if (!About)
      continue;
    for (json::Value &Diagnostic : *About)
      for (size_t I : R.About)
        if (json::Object *D = Diagnostic.getAsObject();
            D && D->getString("message") == StringRef(All[I].Message) &&
            (*D)["range"] == All[I].Range) {
          StringRef Title = Action->getString("title").value_or("");
          Action->erase("isPreferred");
          if (!isSuppressionTitle(Title) && !isSuggestedTitle(Title))
            (*Action)["isPreferred"] = true;
          Diagnostic = All[I].Published;
          break;
        }
  }
  // Their places are of the text that they were found in.
  if (!Known->second.Current ||
      Known->second.Current != Known->second.Published)
    return;
  auto Fixes = [&](function_ref<bool(const Finding &)> Counts) {
    std::vector<const Finding *> Some;
    for (const Finding &F : All)
      if (F.Fix && Counts(F))
        Some.push_back(&F);
    return Some;
  };
  std::vector<std::string> Offered;
  for (size_t I : R.About) {
    const Finding &Asked = All[I];
    if (!R.QuickFixes || !Asked.Fix || is_contained(Offered, Asked.Check))
      continue;
    Offered.push_back(Asked.Check);
    auto Some = Fixes([&](const Finding &F) {
      return F.Check == Asked.Check && (F.Safe || !Asked.Safe);
    });
    if (Some.size() < 2)
      continue;
    auto Title = [&](size_t Count) {
      std::string Text =
          ("fix all " + Twine(Count) + " of " + Asked.Check + " in this file")
              .str();
      return Asked.Safe ? Text : suggestedTitle(Text);
    };
    if (auto Action = combine(std::move(Some), Title, "quickfix"))
      Actions.push_back(std::move(*Action));
  }
  if (R.FixAll)
    if (auto Action = combine(
            Fixes([](const Finding &F) { return F.Safe; }),
            [](size_t) { return "apply all safe fixes of corolint"; },
            FixAllKind))
      Actions.push_back(std::move(*Action));
}

} // namespace corolint
