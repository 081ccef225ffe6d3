// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The service against a client of its own, in one process.
#pragma once

namespace kv {

/// Runs all requests once. Prints `selftest ok`, or what went wrong, and
/// returns the exit status.
int selftest();

} // namespace kv
