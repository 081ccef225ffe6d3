// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// Some members have private overloads:
// flags: -fno-access-control
// class: tbb::concurrent_bounded_queue = tbb::concurrent_bounded_queue<int>
// class: tbb::detail::d2::concurrent_bounded_queue = tbb::concurrent_bounded_queue<int>
// class: tbb::detail::d1::unique_scoped_lock = tbb::mutex::scoped_lock
// class: tbb::detail::d1::rw_scoped_lock = tbb::rw_mutex::scoped_lock
// absent: tbb::recursive_mutex::lock (TBB 2020)
#define TBB_PREVIEW_ISOLATED_TASK_GROUP 1
#define TBB_PREVIEW_MUTEXES 1
#include <tbb/tbb.h>
#include <oneapi/tbb/mutex.h>
#include <oneapi/tbb/rw_mutex.h>
