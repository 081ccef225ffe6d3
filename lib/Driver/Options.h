// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run is asked to do: the command line as data.
#pragma once

#include "Driver/FailOn.h"
#include "Output/Formats.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Options {
  std::vector<std::string> Files; ///< Empty: the whole compile database.
  std::string BuildPath;          ///< -p; empty: search.
  /// The command after "--"; a fixed database for Files.
  std::optional<std::vector<std::string>> FixedCommand;
  std::optional<std::string> Checks, Config, ConfigFile, HeaderFilter,
      WarningsAsErrors;
  std::vector<std::string> ExtraArgs;
  bool Fix = false;
  bool FixNotes = false;
  std::string ExportFixes; ///< A path; empty: none.
  std::string FormatStyle; ///< Of what fixes write; empty: left as it is.
  /// At least one; at most one is standard output.
  std::vector<OutputTarget> Outputs;
  std::string Baseline; ///< A path; empty: none.
  std::string Profile;  ///< A path; empty: none.
  bool WriteBaseline = false;
  bool PruneBaseline = false;
  std::string Since; ///< A git revision; empty: none.
  FailOn Fails;
  unsigned Jobs = 0;             ///< 0: one per core.
  unsigned TimeoutSeconds = 600; ///< For one file; 0: none.
  bool AllBodies = false;        ///< Parse also what no analysis looks into.
  bool UseCache = true;
  bool Stats = false; ///< Say how many files were analysed.
  bool Quiet = false;
  std::optional<bool> Colors; ///< Unset: when standard output is a terminal.
  std::string ToolVersion, Homepage;
};

} // namespace corolint
