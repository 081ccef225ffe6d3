// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/Archive.h"
#include "Support/UserError.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace corolint::summary {
namespace {

constexpr StringRef Magic = "corolint";

enum Record : uint8_t { KeyRecord, DependenciesRecord, UnitRecord };

class Encoder {
public:
  explicit Encoder(raw_ostream &OS) : OS(OS) {}

  void number(auto N) { encodeULEB128(static_cast<uint64_t>(N), OS); }
  void fixed(uint64_t N) { support::endian::write(OS, N, endianness::little); }
  void text(StringRef S) {
    number(S.size());
    OS << S;
  }
  /// Sorted texts have long beginnings in common.
  void textAfter(std::string &Last, StringRef S) {
    size_t Shared =
        std::mismatch(S.begin(), S.end(), Last.begin(), Last.end()).first -
        S.begin();
    number(Shared);
    text(S.drop_front(Shared));
    Last = S.str();
  }
  template <class T> void sequence(std::vector<T> &Elements, auto Element) {
    number(Elements.size());
    for (T &E : Elements)
      Element(E);
  }

private:
  raw_ostream &OS;
};

/// After the first error everything reads as zero and empty.
class Decoder {
public:
  explicit Decoder(StringRef Bytes)
      : Data(Bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8) {}

  template <class T> void number(T &N) {
    N = static_cast<T>(Data.getULEB128(At));
  }
  void fixed(uint64_t &N) { N = Data.getU64(At); }
  void text(std::string &S) {
    S = Data.getBytes(At, Data.getULEB128(At)).str();
  }
  void textAfter(std::string &Last, std::string &S) {
    size_t Shared = 0;
    number(Shared);
    text(S);
    S.insert(0, StringRef(Last).take_front(Shared));
    Last = S;
  }
  template <class T> void sequence(std::vector<T> &Elements, auto Element) {
    uint64_t Size = Data.getULEB128(At);
    // Every element takes a byte at least.
    if (!At || Size > Data.size() - At.tell())
      Size = 0;
    Elements.resize(Size);
    for (T &E : Elements)
      Element(E);
  }
  Error finish() { return At.takeError(); }

private:
  DataExtractor Data;
  DataExtractor::Cursor At{0};
};

/// Says the fields of every kind of data once: \p IO writes or reads them.
template <class IO> class Fields {
public:
  explicit Fields(IO &Stream) : Stream(Stream) {}

  void dependency(Dependency &D, std::string &Last) {
    Stream.textAfter(Last, D.Path);
    number(D.Seen);
    if (D.Seen == Dependency::Content || D.Seen == Dependency::Listing)
      fixed(D.Hash);
  }

  void unit(Unit &U) {
    text(U.MainFile);
    sequence(U.Names, [&](auto &S) { text(S); });
    sequence(U.Files, [&](auto &S) { text(S); });
    sequence(U.Symbols, [&](auto &Id) { fixed(Id); });
    sequence(U.Assumptions, [&](Assumption &A) {
      argument(A.Runs);
      number(A.And);
    });
    sequence(U.Functions, [&](Function &F) { function(F); });
    sequence(U.Classes, [&](Class &C) {
      number(C.Id);
      number(C.Internal);
      sequence(C.Bases, [&](Ref &Base) { number(Base); });
    });
    sequence(U.Starts, [&](CoroutineStarts &S) {
      number(S.Coroutine);
      number(S.OnPools);
      number(S.Named);
    });
    sequence(U.Candidates, [&](Candidate &C) { candidate(C); });
    sequence(U.Coroutines, [&](auto &C) {
      text(C.first);
      number(C.second);
    });
    sequence(U.Errors, [&](FileError &E) {
      text(E.File);
      text(E.Message);
      place(E.At);
    });
    sequence(U.ConfigErrors, [&](auto &S) { text(S); });
  }

private:
  void number(auto &N) { Stream.number(N); }
  void fixed(auto &N) { Stream.fixed(N); }
  void text(auto &S) { Stream.text(S); }
  void sequence(auto &Elements, auto Element) {
    Stream.sequence(Elements, Element);
  }

  void place(summary::Place &P) {
    number(P.File);
    number(P.Line);
    number(P.Column);
  }
  void place(corolint::Place &P) {
    text(P.File);
    number(P.Line);
    number(P.Column);
    number(P.Offset);
  }
  void argument(Argument &A) {
    number(A.Function);
    number(A.Position);
    number(A.Receiver);
  }
  void effect(Effect &E) {
    number(E.Api);
    number(E.Kind);
    place(E.At);
    number(E.Traits);
    number(E.SyncWait);
    number(E.StaysOnThread);
    number(E.If);
  }
  void call(CallSite &C) {
    number(C.Callee);
    number(C.Receiver);
    place(C.At);
    number(C.Traits);
    number(C.RulesOut);
    number(C.If);
  }
  void function(Function &F) {
    number(F.Id);
    number(F.Name);
    number(F.File);
    number(F.Links);
    number(F.Shown);
    sequence(F.Effects, [&](Effect &E) { effect(E); });
    sequence(F.Calls, [&](CallSite &C) { call(C); });
    number(F.Class);
    sequence(F.Overrides, [&](Ref &R) { number(R); });
    sequence(F.RunsParameters, [&](unsigned &N) { number(N); });
    sequence(F.Passes, [&](PassedParameter &P) {
      number(P.Position);
      argument(P.To);
    });
  }
  void finding(Finding &F) {
    for (std::string *S :
         {&F.Check, &F.Severity, &F.Message, &F.Function, &F.Api, &F.Kind,
          &F.Scope, &F.Framework, &F.Statement, &F.Around})
      text(*S);
    number(F.Suppressed);
    place(F.Begin);
    number(F.Written);
    number(F.EndLine);
    number(F.EndColumn);
    sequence(F.Chain, [&](ChainLink &L) {
      text(L.Function);
      place(L.At);
    });
    sequence(F.Notes, [&](Note &N) {
      place(N.At);
      text(N.Message);
    });
    sequence(F.Fixes, [&](Fix &X) {
      text(X.Description);
      number(X.Safe);
      sequence(X.Edits, [&](Edit &E) {
        text(E.File);
        number(E.Offset);
        number(E.Length);
        text(E.Text);
      });
    });
  }
  void candidate(Candidate &C) {
    finding(C.What);
    number(C.Number);
    bool Through = C.On.Through.has_value();
    number(Through);
    if (Through)
      call(C.On.Through ? *C.On.Through : C.On.Through.emplace());
    text(C.On.Kinds);
    text(C.On.Offloads);
    number(C.On.If);
    sequence(C.On.Rivals, [&](Rival &R) {
      number(R.Number);
      number(R.Does);
    });
    number(C.On.Coroutine);
  }

  IO &Stream;
};

/// Where a run of dependencies ends: depends on the path alone, so that
/// archives with the same dependencies mostly have the same runs, whatever else
/// they depend on.
bool endsRun(const Dependency &D) { return xxh3_64bits(D.Path) % 16 == 0; }

Error damaged(StringRef Name) {
  return userError(Name + ": damaged; make it again");
}

/// Calls \p Visit for the records of archive \p Bytes with what they hold and
/// its hash, until it returns false.
Error forEachRecord(
    StringRef Bytes, StringRef Name,
    function_ref<Expected<bool>(Record, StringRef Content, uint64_t Hash)>
        Visit) {
  if (!Bytes.consume_front(Magic))
    return userError(Name + ": not a summary file of corolint");
  DataExtractor Header(Bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8);
  DataExtractor::Cursor At(0);
  uint32_t Version = Header.getU32(At);
  if (At && Version != ArchiveVersion)
    return userError(Name + ": a summary of version " + Twine(Version) +
                     ", this corolint has version " + Twine(ArchiveVersion) +
                     "; make it again with this corolint");
  while (At && !Header.eof(At)) {
    auto Kind = static_cast<Record>(Header.getU8(At));
    uint64_t Size = Header.getU64(At), Hash = Header.getU64(At);
    StringRef Content = Header.getBytes(At, Size);
    if (!At)
      break;
    if (xxh3_64bits(Content) != Hash)
      return damaged(Name);
    Expected<bool> GoesOn = Visit(Kind, Content, Hash);
    if (!GoesOn)
      return GoesOn.takeError();
    if (!*GoesOn)
      return Error::success();
  }
  if (Error E = At.takeError()) {
    consumeError(std::move(E));
    return userError(Name + ": truncated; make it again");
  }
  return Error::success();
}

/// Reads the content of records.
class RecordReader {
public:
  RecordReader(StringRef Name, StringRef Root) : Name(Name), Root(Root) {}

  Expected<std::string> key(StringRef Content) const {
    return read<std::string>(
        Content, [](Decoder &Stream, std::string &Key) { Stream.text(Key); });
  }

  Expected<std::vector<Dependency>> dependencies(StringRef Content) const {
    using Dependencies = std::vector<Dependency>;
    return read<Dependencies>(Content, [&](Decoder &Stream, Dependencies &All) {
      Fields<Decoder> F(Stream);
      std::string Last;
      Stream.sequence(All, [&](Dependency &D) { F.dependency(D, Last); });
      for (Dependency &D : All)
        complete(D.Path);
    });
  }

  Expected<Unit> unit(StringRef Content) const {
    return read<Unit>(Content, [&](Decoder &Stream, Unit &U) {
      Fields<Decoder>(Stream).unit(U);
      U.forEachPath([&](std::string &Path) { complete(Path); });
    });
  }

private:
  template <class T> Expected<T> read(StringRef Content, auto Fill) const {
    Decoder Stream(Content);
    T Result{};
    Fill(Stream, Result);
    if (Error E = Stream.finish()) {
      consumeError(std::move(E));
      return damaged(Name);
    }
    return Result;
  }

  void complete(std::string &Path) const {
    if (Path.empty() || Path.front() == '/')
      return;
    SmallString<128> Absolute(Root);
    sys::path::append(Absolute, Path);
    Path = Absolute.str().str();
  }

  StringRef Name, Root;
};

} // namespace

void writeArchive(Archive A, StringRef Root, raw_ostream &OS) {
  auto Shorten = [&](std::string &Path) {
    StringRef Rest = Path;
    if (!Root.empty() && Rest.consume_front(Root) && Rest.consume_front("/"))
      Path = Rest.str();
  };
  OS << Magic;
  support::endian::write<uint32_t>(OS, ArchiveVersion, endianness::little);
  auto Write = [&](Record Kind, auto Fill) {
    SmallString<0> Bytes;
    raw_svector_ostream Buffer(Bytes);
    Encoder Stream(Buffer);
    Fill(Stream);
    OS << static_cast<char>(Kind);
    for (uint64_t N : {uint64_t(Bytes.size()), xxh3_64bits(Bytes)})
      support::endian::write(OS, N, endianness::little);
    OS << Bytes;
  };
  if (!A.Key.empty())
    Write(KeyRecord, [&](Encoder &Stream) { Stream.text(A.Key); });
  std::vector<Dependency> Run;
  for (Dependency &D : A.Dependencies) {
    Shorten(D.Path);
    Run.push_back(std::move(D));
    if (!endsRun(Run.back()) && &D != &A.Dependencies.back())
      continue;
    Write(DependenciesRecord, [&](Encoder &Stream) {
      Fields<Encoder> F(Stream);
      std::string Last;
      Stream.sequence(Run, [&](Dependency &D) { F.dependency(D, Last); });
    });
    Run.clear();
  }
  for (Unit &U : A.Units) {
    U.forEachPath(Shorten);
    Write(UnitRecord,
          [&](Encoder &Stream) { Fields<Encoder>(Stream).unit(U); });
  }
}

Expected<Archive> readArchive(StringRef Bytes, StringRef Name, StringRef Root) {
  Archive Result;
  RecordReader Reader(Name, Root);
  auto Read = [&](Record Kind, StringRef Content, uint64_t) -> Expected<bool> {
    switch (Kind) {
    case KeyRecord:
      if (Error E = Reader.key(Content).moveInto(Result.Key))
        return std::move(E);
      break;
    case DependenciesRecord: {
      auto Run = Reader.dependencies(Content);
      if (!Run)
        return Run.takeError();
      std::move(Run->begin(), Run->end(),
                std::back_inserter(Result.Dependencies));
      break;
    }
    case UnitRecord:
      if (Error E = Reader.unit(Content).moveInto(Result.Units.emplace_back()))
        return std::move(E);
      break;
    }
    return true;
  };
  if (Error E = forEachRecord(Bytes, Name, Read))
    return std::move(E);
  return Result;
}

Expected<std::vector<Unit>>
UnchangedReader::read(StringRef Bytes, StringRef Name, StringRef Key) {
  std::vector<Unit> Units;
  bool IsKeyed = false;
  RecordReader Reader(Name, Root);
  auto Read = [&](Record Kind, StringRef Content,
                  uint64_t Hash) -> Expected<bool> {
    switch (Kind) {
    case KeyRecord: {
      Expected<std::string> Its = Reader.key(Content);
      if (!Its)
        return Its.takeError();
      return IsKeyed = *Its == Key;
    }
    case DependenciesRecord: {
      auto [Known, New] = Runs.try_emplace(Hash);
      if (!New)
        return Known->second;
      auto Run = Reader.dependencies(Content);
      if (!Run)
        return Run.takeError();
      return Runs[Hash] = all_of(*Run, Holds);
    }
    case UnitRecord:
      if (!IsKeyed)
        return false;
      if (Error E = Reader.unit(Content).moveInto(Units.emplace_back()))
        return std::move(E);
      return true;
    }
    return true;
  };
  if (Error E = forEachRecord(Bytes, Name, Read))
    return std::move(E);
  return Units;
}

} // namespace corolint::summary
