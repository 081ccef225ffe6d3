// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/QuickFix.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

static constexpr StringRef Suggested = " (suggested)", Suppress = "suppress ",
                           Nolint = "NOLINT(";

std::string suggestedTitle(StringRef Description) {
  return (Description + Suggested).str();
}

bool isSuggestedTitle(StringRef Title) { return Title.ends_with(Suggested); }

std::string suppressionTitle(StringRef Check) {
  return (Suppress + Check + " in this line").str();
}

bool isSuppressionTitle(StringRef Title) { return Title.starts_with(Suppress); }

std::optional<FixItHint> suppression(SourceLocation Place, StringRef Check,
                                     const SourceManager &SM) {
  auto [File, Offset] = SM.getDecomposedLoc(Place);
  StringRef Text = SM.getBufferData(File);
  size_t Begin = Text.rfind('\n', Offset) + 1;
  StringRef Line = Text.substr(Begin, Text.find('\n', Offset) - Begin).rtrim();
  // Is the end of the line part of the next one, of a raw string or a comment?
  bool Goes = Line.ends_with("\\") || Line.contains("R\"") ||
              Line.rfind("/*") + 1 > Line.rfind("*/") + 1;
  if (Goes)
    return std::nullopt;
  auto At = [&](size_t Column) {
    return Place.getLocWithOffset(static_cast<int>(Begin + Column) -
                                  static_cast<int>(Offset));
  };
  if (size_t Known = Line.find(Nolint); Known != StringRef::npos)
    if (size_t Close = Line.find(')', Known); Close != StringRef::npos)
      return FixItHint::CreateInsertion(At(Close), (", " + Check).str());
  return FixItHint::CreateInsertion(At(Line.size()),
                                    (" // " + Nolint + Check + ")").str());
}

} // namespace corolint
