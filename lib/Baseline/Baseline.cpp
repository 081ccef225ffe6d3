// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Baseline/Baseline.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

constexpr int Version = 1;

/// The keys of an entry, in the order in which they are written.
constexpr std::pair<StringLiteral, std::string BaselineEntry::*> Fields[] = {
    {"file", &BaselineEntry::File},
    {"check", &BaselineEntry::Check},
    {"function", &BaselineEntry::Function},
    {"message", &BaselineEntry::Message},
    {"fingerprint", &BaselineEntry::Fingerprint},
    {"around", &BaselineEntry::Around},
};

std::string utf8(StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

Expected<BaselineEntry> readEntry(const json::Value &V, StringRef Where) {
  BaselineEntry E;
  const json::Object *O = V.getAsObject();
  for (auto [Key, Member] : Fields) {
    std::optional<StringRef> Text = O ? O->getString(Key) : std::nullopt;
    if (!Text)
      return userError(Where + " has no text '" + Key + "'");
    E.*Member = Text->str();
  }
  return E;
}

} // namespace

BaselineEntry entryFor(const Finding &F, std::string File) {
  // What is alike is counted here by its entries.
  std::string Print = StringRef(F.Fingerprint).rsplit('-').first.str();
  return {
      utf8(File),      F.Check, utf8(F.Scope.empty() ? F.Function : F.Scope),
      utf8(F.Message), Print,   F.Around};
}

Expected<std::vector<BaselineEntry>> readBaseline(StringRef Text,
                                                  StringRef Name) {
  Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return userError(Name +
                     ": not a baseline: " + toString(Parsed.takeError()));
  const json::Object *O = Parsed->getAsObject();
  if (!O || O->getString("tool") != "corolint" || !O->getArray("findings"))
    return userError(Name + ": not a baseline that corolint has written");
  if (std::optional<int64_t> Of = O->getInteger("version"); Of != Version)
    return userError(Name + ": a baseline of another version; write it anew "
                            "with --write-baseline");
  std::vector<BaselineEntry> Entries;
  for (const auto &[I, V] : enumerate(*O->getArray("findings"))) {
    Expected<BaselineEntry> E =
        readEntry(V, (Name + ": finding " + Twine(I + 1)).str());
    if (!E)
      return E.takeError();
    Entries.push_back(std::move(*E));
  }
  return Entries;
}

void writeBaseline(std::vector<BaselineEntry> Entries, raw_ostream &OS) {
  sort(Entries);
  OS << "{\"version\": " << Version
     << ", \"tool\": \"corolint\", \"findings\": [";
  for (const auto &[I, E] : enumerate(Entries)) {
    OS << (I ? ",\n" : "\n");
    json::OStream J(OS);
    J.object([&, &Entry = E] {
      for (auto [Key, Member] : Fields)
        J.attribute(Key, Entry.*Member);
    });
  }
  OS << "\n]}\n";
}

BaselineMatch matchBaseline(ArrayRef<BaselineEntry> Entries,
                            ArrayRef<BaselineEntry> Found,
                            function_ref<bool(const std::string &)> Exists) {
  // From what is surely the same to what has moved. A function may move to
  // another file with what is around it, or with its file.
  using Same = bool (*)(const BaselineEntry &, const BaselineEntry &);
  const std::pair<Same, bool> Passes[] = {
      {[](auto &A, auto &B) {
         return A.File == B.File && A.Around == B.Around;
       },
       false},
      {[](auto &A, auto &B) { return A.File == B.File; }, false},
      {[](auto &A, auto &B) { return A.Around == B.Around; }, false},
      {[](auto &, auto &) { return true; }, /*FileIsGone=*/true},
  };
  std::multimap<std::string, const BaselineEntry *> Left;
  for (const BaselineEntry &E : Entries)
    Left.emplace(E.Fingerprint, &E);
  BaselineMatch Result;
  Result.IsKnown.resize(Found.size());
  for (auto [IsSame, FileIsGone] : Passes)
    for (auto [I, F] : enumerate(Found)) {
      if (Result.IsKnown[I])
        continue;
      auto [It, End] = Left.equal_range(F.Fingerprint);
      while (It != End && !(IsSame(*It->second, F) &&
                            !(FileIsGone && Exists(It->second->File))))
        ++It;
      if (It == End)
        continue;
      Result.IsKnown[I] = true;
      Left.erase(It);
    }
  for (const auto &[Print, E] : Left)
    Result.Unmatched.push_back(*E);
  sort(Result.Unmatched);
  return Result;
}

} // namespace corolint
