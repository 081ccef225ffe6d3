// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// source file => the model that holds for it: the built-in one, with what the
// nearest `.corolint.yaml` above the file adds.
#pragma once

#include "Model/Model.h"
#include <memory>

namespace corolint {

/// The model for \p SourceFile, an absolute path. Models are cached by folder
/// for the life of the process. The error names the configuration file and the
/// line. Thread-safe.
llvm::Expected<std::shared_ptr<const model::Model>>
modelForFile(llvm::StringRef SourceFile);

} // namespace corolint
