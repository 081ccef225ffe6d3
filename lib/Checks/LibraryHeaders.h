// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `libraries` in .corolint.yaml => headers that Clang takes for a system's.
#pragma once

#include "Config/ProjectConfig.h"
#include "clang/Lex/Preprocessor.h"

namespace corolint {

/// Has \p PP take the headers that \p Config says are a library's, and what
/// those include, as if `-isystem` had found them. To be called before the main
/// file is entered.
void takeLibrariesForSystems(clang::Preprocessor &PP,
                             std::shared_ptr<const ProjectConfig> Config);

} // namespace corolint
