// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A template that each file instantiates with a class of its own.
#pragma once

namespace util {

template <class Job> void run(Job job) { job.start(); }

} // namespace util
