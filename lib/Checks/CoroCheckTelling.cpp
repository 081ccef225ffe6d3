// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The half of CoroCheck that tells: messages become diagnostics and details.
#include "Analysis/Coroutine.h"
#include "Checks/CoroCheck.h"
#include "Checks/MacroArgument.h"
#include "Checks/QuickFix.h"
#include "Checks/TopOfFile.h"
#include "Summary/Telling.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace corolint {

void CoroCheck::tell(Message M) {
  if (M.Function && !speaksOfBrokenCode() &&
      File->broken().restsOnBroken(*M.Function))
    return;
  bool Awaits = M.Fix && any_of(M.Fix->Hints, [](const FixItHint &Hint) {
                  return StringRef(Hint.CodeToInsert).contains("co_await");
                });
  if (Awaits && M.Function && File->locks().touchesLocks(*M.Function) &&
      File->heldLocks(*M.Function).holdsAt(M.Location)) {
    M.Fix.reset();
    M.Advice = "unlock what is locked here before anything is awaited";
  }
  if (M.Fix && losesComments(*M.Fix)) {
    M.Advice = "by hand, to keep the comment: " + M.Fix->Description +
               (M.Advice.empty() ? "" : ", " + M.Advice);
    M.Fix.reset();
  }
  if (M.Fix && crossesConditions(*M.Fix)) {
    M.Advice = "by hand, since a preprocessor's condition begins or ends in "
               "it: " +
               M.Fix->Description;
    M.Fix.reset();
  }
  agreeOnFix(M);
  sayWhich(M);
  Messages.push_back(std::move(M));
}

/// How many comments \p Code has.
static unsigned countComments(StringRef Code, const LangOptions &Options) {
  std::string Text = Code.str(); // the lexer wants a zero behind it
  Lexer Lex(SourceLocation(), Options, Text.data(), Text.data(),
            Text.data() + Text.size());
  Lex.SetCommentRetentionState(true);
  unsigned Count = 0;
  Token T;
  do {
    Lex.LexFromRawLexer(T);
    Count += T.is(tok::comment);
  } while (T.isNot(tok::eof));
  return Count;
}

bool CoroCheck::losesComments(const FixPlan &Fix) const {
  unsigned Before = 0, After = 0;
  for (const FixItHint &Hint : Fix.Hints) {
    Before += countComments(
        Lexer::getSourceText(Hint.RemoveRange, *Sources, getLangOpts()),
        getLangOpts());
    After += countComments(Hint.CodeToInsert, getLangOpts());
  }
  return After < Before;
}

static bool isInclude(const FixItHint &Hint) {
  return StringRef(Hint.CodeToInsert).ltrim().starts_with("#include");
}

/// `#if` ... `#endif`, or another branch of it, begins or ends in \p Code.
static bool hasPartOfCondition(StringRef Code) {
  int Depth = 0;
  SmallVector<StringRef> Lines;
  Code.split(Lines, '\n');
  for (StringRef Line : Lines) {
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (Line.starts_with("if"))
      ++Depth;
    else if (Line.starts_with("endif"))
      --Depth;
    if (Depth < 0 || (Depth == 0 && Line.starts_with("el")))
      return true;
  }
  return Depth != 0;
}

bool CoroCheck::crossesConditions(const FixPlan &Fix) const {
  SourceRange All;
  for (const FixItHint &Hint : Fix.Hints) {
    if (isInclude(Hint))
      continue;
    CharSourceRange Range = Hint.RemoveRange;
    if (All.isInvalid() || Range.getBegin() < All.getBegin())
      All.setBegin(Range.getBegin());
    if (All.getEnd().isInvalid() || All.getEnd() < Range.getEnd())
      All.setEnd(Range.getEnd());
  }
  return hasPartOfCondition(Lexer::getSourceText(
      CharSourceRange::getCharRange(All), *Sources, getLangOpts()));
}

/// The code that \p Fix makes.
static std::string written(const std::optional<FixPlan> &Fix) {
  std::string Text;
  if (Fix)
    for (const FixItHint &Hint : Fix->Hints)
      if (!isInclude(Hint))
        Text += Hint.CodeToInsert + "\n";
  return Text;
}

void CoroCheck::agreeOnFix(Message &M) {
  auto Other = find_if(Messages, [&](const Message &Earlier) {
    return Earlier.Location == M.Location && Earlier.Range == M.Range &&
           Earlier.Function != M.Function;
  });
  if (Other == Messages.end())
    return;
  if (written(Other->Fix) != written(M.Fix)) {
    Other->Fix.reset();
    M.Fix.reset();
    Other->Advice = M.Advice =
        "no rewriting is right for all instantiations of the template";
  } else if (M.Fix && (!M.Fix->Safe || !Other->Fix->Safe)) {
    (M.Fix->Safe ? M : *Other).Fix = (M.Fix->Safe ? *Other : M).Fix;
  }
}

/// Several calls in one macro's arguments are told at one place. Hosts take
/// what says the same there for the same, so each says which one it is.
void CoroCheck::sayWhich(Message &M) const {
  size_t Open = M.Text.find('\''), Close = M.Text.find('\'', Open + 1);
  if (Close == std::string::npos)
    return;
  StringRef Named = StringRef(M.Text).slice(Open + 1, Close);
  std::string Which = whichInMacro(M.Location, Named, *Sources, getLangOpts());
  if (!Which.empty())
    M.Text.insert(Close + 1, " (" + Which + ")");
}

void CoroCheck::onEndOfTranslationUnit() {
  if (Context)
    checkTranslationUnit(*Context);
  // Where it is told, and where that is written.
  using Where = std::pair<std::pair<FileID, unsigned>, unsigned>;
  std::multimap<Where, const Message *> InOrder;
  bool MayBeDropped = DetailsListener::current();
  for (const Message &M : Messages) {
    if (M.Location.isInvalid())
      continue;
    Where Place(Sources->getDecomposedExpansionLoc(M.Location),
                Sources->getFileOffset(Sources->getFileLoc(M.Location)));
    if (MayBeDropped || !InOrder.contains(Place))
      InOrder.emplace(Place, &M);
  }
  for (const auto &[Place, M] : InOrder)
    if (M->Fix && M->Fix->Safe)
      for (const FixItHint &Hint : M->Fix->Hints)
        SafelyIncluded.insert(includeIn(Hint));
  for (const auto &[Place, M] : InOrder)
    emit(*M, Sources->getExpansionLoc(M->Location));
  // clangd keeps the AST, but not its checks' view of it.
  Messages.clear();
  SafelyIncluded.clear();
  Included.clear();
  Context = nullptr;
}

/// The hint that includes \p Header in \p File, among its other includes; below
/// them, or as the first one, where that would be in the wrong place.
FixItHint CoroCheck::includeOf(StringRef Header, FileID File) {
  StringRef Text = Sources->getBufferData(File);
  SourceLocation Start = Sources->getLocForStartOfFile(File);
  TopOfFile Top(Text, getLangOpts());
  if (Text.contains("#include")) {
    auto Sorted = Includes.createIncludeInsertion(File, Header);
    if (Sorted &&
        Top.mayInclude(Sources->getFileOffset(Sorted->RemoveRange.getBegin())))
      return *Sorted;
  }
  if (std::optional<unsigned> Below = Top.belowIncludes())
    return FixItHint::CreateInsertion(Start.getLocWithOffset(*Below),
                                      "#include " + Header.str() + "\n");
  // Below the opening comment, include guard or `#pragma once`.
  tooling::HeaderIncludes Place("a.hpp", Top.head(), tooling::IncludeStyle());
  auto Replacement = Place.insert(Header.trim("<>\""), Header.starts_with("<"),
                                  tooling::IncludeDirective::Include);
  if (!Replacement)
    return FixItHint();
  return FixItHint::CreateInsertion(
      Start.getLocWithOffset(Replacement->getOffset()),
      Replacement->getReplacementText());
}

/// The translation unit has a file whose path holds \p Part, or ends with it.
static bool hasFile(const SourceManager &SM, StringRef Part, bool AtEnd) {
  return any_of(make_range(SM.fileinfo_begin(), SM.fileinfo_end()),
                [&](const auto &File) {
                  StringRef Name = File.first.getName();
                  return AtEnd ? Name.ends_with(Part) : Name.contains(Part);
                });
}

/// Of "<new/a.h> or <old/a.h>" the header whose folder the translation unit
/// has something of, or the first.
static StringRef headerInUse(StringRef Choice, const SourceManager &SM) {
  SmallVector<StringRef, 2> Headers;
  Choice.split(Headers, " or ");
  auto InUse = find_if(Headers, [&](StringRef Header) {
    StringRef Folder = sys::path::parent_path(Header.trim("<>\""));
    return hasFile(SM, ("/" + Folder + "/").str(), /*AtEnd=*/false);
  });
  return InUse != Headers.end() ? *InUse : Headers.front();
}

/// \p File, or what includes it, where that does so in the middle of a class or
/// a namespace: the standard library may not be included there.
FileID CoroCheck::includerFor(FileID File) const {
  while (true) {
    SourceLocation By = Sources->getIncludeLoc(File);
    if (By.isInvalid())
      return File;
    FileID Includer = Sources->getFileID(By);
    TopOfFile Top(Sources->getBufferData(Includer), getLangOpts());
    if (Top.mayInclude(Sources->getFileOffset(By)))
      return File;
    File = Includer;
  }
}

void CoroCheck::addInclude(FixPlan &Plan, SourceLocation At, StringRef Choice) {
  StringRef Header = headerInUse(Choice, *Sources);
  if (hasFile(*Sources, "/" + Header.trim("<>\"").str(), /*AtEnd=*/true))
    return;
  FileID File = includerFor(Sources->getFileID(At));
  StringRef Text = Sources->getBufferData(File);
  FixItHint Hint = includeOf(Header, File);
  if (Hint.isNull())
    return;
  if (Text.contains("\r\n"))
    Hint.CodeToInsert = StringRef(Hint.CodeToInsert).trim().str() + "\r\n";
  Plan.Hints.push_back(std::move(Hint));
}

void CoroCheck::passDetails(const Message &M, SourceLocation Place,
                            DetailsListener &Listener) {
  FindingDetails D;
  D.Check = getID();
  D.File = Sources->getFilename(Place).str();
  D.Offset = Sources->getFileOffset(Place);
  D.Written = Sources->getFileOffset(Sources->getFileLoc(M.Location));
  D.Message = M.Text;
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(M.Range.isValid() ? M.Range
                                                       : SourceRange(Place)),
      *Sources, getLangOpts());
  if (Range.isValid() &&
      Sources->getFileID(Range.getEnd()) == Sources->getFileID(Place) &&
      Sources->getFileOffset(Range.getEnd()) > D.Offset)
    D.Length = Sources->getFileOffset(Range.getEnd()) - D.Offset;
  if (M.Function) {
    D.Function = displayName(*M.Function);
    D.Scope = displayName(namedFunctionAround(*M.Function));
    if (const model::Framework *Of = frameworkOf(*M.Function, model());
        Of && coroutineBody(*M.Function))
      D.Framework = Of->Name;
  }
  D.Api = M.Api;
  D.Kind = M.Kind;
  if (M.Fix && M.Fix->Safe)
    D.FixDescription = M.Fix->Description;
  for (SourceLocation Error : M.ExplainedErrors)
    D.ExplainedErrors.push_back(
        {Sources->getFilename(Error).str(), Sources->getFileOffset(Error)});
  D.Number = Listener.FirstNumber + (&M - Messages.data());
  D.On = M.On;
  for (summary::Rival &R : D.On.Rivals)
    R.Number += Listener.FirstNumber;
  Listener.Details.push_back(std::move(D));
}

void CoroCheck::emitChain(const summary::Witness &W) {
  for (size_t I = 0; I < W.Steps.size(); ++I) {
    const corolint::Place &At = W.Steps[I].At;
    // It may be in a file that this translation unit doesn't include.
    SourceManager &SM = Context->getSourceManager();
    SourceLocation Place;
    if (auto File = SM.getFileManager().getOptionalFileRef(At.File))
      Place = SM.translateLineCol(SM.getOrCreateFileID(*File, SrcMgr::C_User),
                                  At.Line, At.Column);
    diag(Place, "%0", DiagnosticIDs::Note) << stepText(W, I);
  }
}

/// See offerQuickFixes(). Set before there are threads.
static bool OffersQuickFixes = false;

void CoroCheck::offerQuickFixes() { OffersQuickFixes = true; }

CoroCheck::Include CoroCheck::includeIn(const FixItHint &Hint) const {
  return {Sources->getFileID(Hint.RemoveRange.getBegin()), Hint.CodeToInsert};
}

bool CoroCheck::isIncludedElsewhere(const FixItHint &Hint, bool Safe) {
  if (areDiagsSelfContained() || !isInclude(Hint))
    return false;
  Include I = includeIn(Hint);
  if (Sources->getBufferData(I.first).contains("NOLINT"))
    return false;
  return (!Safe && SafelyIncluded.contains(I)) || !Included.insert(I).second;
}

void CoroCheck::addHints(DiagnosticBuilder &To, const FixPlan &Fix) {
  for (const FixItHint &Hint : Fix.Hints)
    if (!isIncludedElsewhere(Hint, Fix.Safe))
      To << Hint;
}

void CoroCheck::emitFix(const FixPlan &Fix, SourceLocation Place,
                        StringRef Title) {
  DiagnosticBuilder Note = diag(Place, "%0", DiagnosticIDs::Note) << Title;
  addHints(Note, Fix);
}

void CoroCheck::offerSuppression(SourceLocation Place) {
  if (auto Hint = suppression(Place, getID(), *Sources))
    diag(Place, "%0", DiagnosticIDs::Note)
        << suppressionTitle(getID()) << *Hint;
}

void CoroCheck::emit(const Message &M, SourceLocation Place) {
  DetailsListener *Listener = DetailsListener::current();
  if (Listener)
    passDetails(M, Place, *Listener);
  unsigned SuppressedBefore = Tidy.getStats().ErrorsIgnoredNOLINT;
  {
    DiagnosticBuilder Warning = diag(Place, "%0") << M.Text;
    if (M.Range.isValid() && M.Range.getBegin().isFileID() &&
        M.Range.getEnd().isFileID())
      Warning << M.Range;
    if (M.Fix && M.Fix->Safe && !OffersQuickFixes)
      addHints(Warning, *M.Fix);
  }
  if (Listener)
    Listener->Details.back().Suppressed =
        Tidy.getStats().ErrorsIgnoredNOLINT != SuppressedBefore;
  for (const PlacedNote &N : M.Notes)
    diag(N.Location, "%0", DiagnosticIDs::Note) << N.Text;
  if (M.Through)
    emitChain(*M.Through);
  if (M.Fix && OffersQuickFixes)
    emitFix(*M.Fix, Place,
            M.Fix->Safe ? M.Fix->Description
                        : suggestedTitle(M.Fix->Description));
  else if (M.Fix && !M.Fix->Safe)
    emitFix(*M.Fix, Place, M.Fix->Description);
  if (!M.Advice.empty())
    diag(Place, "%0", DiagnosticIDs::Note) << M.Advice;
  if (OffersQuickFixes)
    offerSuppression(Place);
}

} // namespace corolint
