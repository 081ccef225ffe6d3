// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>
#include <wchar.h>
