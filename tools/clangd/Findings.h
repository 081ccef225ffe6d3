// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd's diagnostics and code actions => the same with what a client wants to
// know of our findings, as JSON of the language server protocol.
//
// clangd knows nothing of our checks but their names. It sends their findings
// as clang-tidy's, with a link to a page that doesn't exist, and has an action
// for each fix alone.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// The kind of the action that applies all safe fixes of a file.
constexpr llvm::StringRef FixAllKind = "source.fixAll.corolint";

/// What was last published of the open files. Not thread-safe.
class Findings {
public:
  /// Learns from what the client asks for at first what it understands, and
  /// asks clangd for what is needed here.
  void initialize(llvm::json::Object &Params);
  /// Adds what we can do to what clangd says it can.
  static void announce(llvm::json::Object &Result);

  /// Rewrites the parameters of a `publishDiagnostics`.
  void publish(llvm::json::Object &Params);
  void close(llvm::StringRef Uri) { Files.erase(Uri.str()); }
  /// The client has opened or edited \p Uri; that is its \p Version.
  void edit(llvm::StringRef Uri, std::optional<int64_t> Version);

  /// A request for code actions.
  struct Request {
    std::string Uri;
    /// The findings that it is about, by their numbers in the file.
    std::vector<size_t> About;
    unsigned Generation = 0; ///< Of those.
    bool QuickFixes = true, FixAll = false;
  };
  /// Reads the parameters of a `codeAction`, and makes of them what clangd
  /// expects: findings as it has published them.
  Request ask(llvm::json::Object &Params) const;
  /// Adds our actions to those of clangd.
  void answer(const Request &R, llvm::json::Array &Actions) const;

private:
  struct Finding {
    std::string Check;
    llvm::json::Value Range;
    std::string Shown, Message; ///< The message, and clangd's own.
    /// clangd's action for the fix, if there is one.
    std::optional<llvm::json::Value> Fix;
    bool Safe = false;
    llvm::json::Value Published; ///< As the client knows it.
  };
  struct File {
    /// The versions that the client has, and that the findings are of.
    std::optional<int64_t> Current, Published;
    unsigned Generation = 0; ///< How often it was published.
    std::vector<Finding> Findings;
  };

  Finding take(llvm::json::Object &Diagnostic) const;
  std::optional<llvm::json::Value>
  combine(std::vector<const Finding *> Some,
          llvm::function_ref<std::string(size_t Count)> Title,
          llvm::StringRef Kind) const;

  bool ClientTakesInlineActions = false, ClientTakesActions = false;
  std::map<std::string, File> Files;
};

} // namespace corolint
