// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Finding/StatementText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

bool isWord(char C) { return isAlnum(C) || C == '_'; }

/// Walks a source and says which bytes are to be kept.
class Walker {
public:
  Walker(StringRef Source, function_ref<void(size_t, char, bool)> Keep)
      : Source(Source), Keep(Keep) {}

  void walk() {
    while (At < Source.size()) {
      char C = Source[At];
      if (rest().starts_with("//"))
        skipLine();
      else if (rest().starts_with("/*"))
        At = std::min(Source.find("*/", At + 2), Source.size() - 2) + 2;
      else if (C == '#' && AtLineStart)
        directive();
      else if (C == '"')
        quoted('"');
      else if (C == '\'' && !isDigit(WordStart))
        quoted('\'');
      else
        plain(C);
    }
  }

private:
  StringRef rest() const { return Source.drop_front(At); }

  void plain(char C) {
    if (C == '\n')
      AtLineStart = true;
    else if (!isSpace(C))
      AtLineStart = false;
    if (!isWord(C) && C != '\'')
      WordStart = 0;
    else if (!WordStart)
      WordStart = C;
    if (!isSpace(C) && !(C == '\\' && rest().ltrim("\\\r").starts_with("\n")))
      Keep(At, C, /*InLiteral=*/false);
    ++At;
  }

  void skipLine() {
    while (At < Source.size() && Source[At] != '\n')
      At += Source[At] == '\\' ? 2 : 1;
  }

  /// A directive parts what stands before it from what stands behind.
  void directive() {
    Keep(At, ';', /*InLiteral=*/false);
    skipLine();
  }

  void quoted(char Quote) {
    size_t End = At + 1;
    if (Quote == '"' && At > 0 && Source[At - 1] == 'R') {
      StringRef Delimiter = Source.slice(End, Source.find('(', End));
      std::string Close = (")" + Delimiter + "\"").str();
      size_t Found = Source.find(Close, End);
      End = Found == StringRef::npos ? Source.size() : Found + Close.size();
    } else {
      while (End < Source.size() && Source[End] != Quote && Source[End] != '\n')
        End += Source[End] == '\\' ? 2 : 1;
      ++End;
    }
    for (End = std::min(End, Source.size()); At < End; ++At)
      Keep(At, Source[At], /*InLiteral=*/true);
    WordStart = 0;
    AtLineStart = false;
  }

  StringRef Source;
  function_ref<void(size_t, char, bool)> Keep;
  size_t At = 0;
  bool AtLineStart = true;
  char WordStart = 0; ///< Of the word or number that At is in.
};

} // namespace

StatementText::StatementText(StringRef Source) {
  Walker(Source, [&](size_t At, char C, bool Literal) {
    Kept += C;
    Offsets.push_back(At);
    InLiteral.push_back(Literal);
  }).walk();
}

bool StatementText::isBoundary(size_t I) const {
  return !InLiteral[I] && StringRef(";{}").contains(Kept[I]);
}

StatementText::Range StatementText::statement(unsigned Begin,
                                              unsigned End) const {
  size_t First = lower_bound(Offsets, Begin) - Offsets.begin();
  size_t Last =
      lower_bound(Offsets, std::max(Begin + 1, End)) - Offsets.begin();
  while (First > 0 && !isBoundary(First - 1))
    --First;
  while (Last < Kept.size() && !isBoundary(Last))
    ++Last;
  return {First, std::max(First, Last)};
}

StatementText::Range StatementText::before(size_t Begin) const {
  size_t End = Begin;
  while (End > 0 && isBoundary(End - 1))
    --End;
  size_t First = End;
  while (First > 0 && !isBoundary(First - 1))
    --First;
  return {First, End};
}

StatementText::Range StatementText::after(size_t End) const {
  size_t First = End;
  while (First < Kept.size() && isBoundary(First))
    ++First;
  size_t Last = First;
  while (Last < Kept.size() && !isBoundary(Last))
    ++Last;
  return {First, Last};
}

std::string StatementText::at(unsigned Begin, unsigned End) const {
  return text(statement(Begin, End));
}

std::string StatementText::around(unsigned Begin, unsigned End) const {
  Range R = statement(Begin, End);
  return text(before(R.Begin)) + "\n" + text(after(R.End));
}

} // namespace corolint
