// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <cstdio>
#include <readline/history.h>
#include <readline/readline.h>
