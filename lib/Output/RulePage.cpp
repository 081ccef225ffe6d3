// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/RulePage.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Regex.h"

using namespace llvm;

namespace corolint {

static std::string firstParagraph(StringRef Page, StringRef Section) {
  StringRef Rest = Page.split((Twine("## ") + Section + "\n\n").str()).second;
  std::string Text;
  for (char C : Rest.take_front(Rest.find("\n\n")))
    Text += C == '\n' ? ' ' : C;
  std::string Alone = rulePageAlone(Text);
  erase(Alone, '`');
  // What a list follows ends here.
  if (StringRef(Alone).ends_with(":"))
    Alone.back() = '.';
  return Alone;
}

std::string ruleSummary(StringRef Page) {
  return firstParagraph(Page, "What it does");
}

std::string ruleReason(StringRef Page) {
  return firstParagraph(Page, "Why it matters");
}

std::string rulePageAlone(StringRef Page) {
  // No code of a page has "](" with a name that ends like a page's.
  static Regex Link("\\[([^][]*)\\]\\([^() ]*\\.md(#[^() ]*)?\\)");
  std::string Result;
  SmallVector<StringRef, 3> Match;
  while (Link.match(Page, &Match)) {
    Result += Page.take_front(Match[0].data() - Page.data());
    Result += Match[1];
    Page = Page.drop_front(Match[0].end() - Page.data());
  }
  return Result + Page.str();
}

} // namespace corolint
