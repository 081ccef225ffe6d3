// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// future.hpp has a template that doesn't compile but that nothing uses:
// flags: -fdelayed-template-parsing -fno-access-control
// class: boost::scoped_thread = boost::scoped_thread<>
// class: boost::strict_scoped_thread = boost::strict_scoped_thread<>
// class: boost::thread_guard = boost::thread_guard<>
// class: boost::optional = boost::optional<int>
// class: boost::future = boost::future<int>
// class: boost::shared_future = boost::shared_future<int>
// class: boost::concurrent::sync_queue = boost::concurrent::sync_queue<int>
// class: boost::concurrent::sync_deque = boost::concurrent::sync_deque<int>
// class: boost::concurrent::sync_priority_queue = boost::concurrent::sync_priority_queue<int>
// class: boost::concurrent::sync_timed_queue = boost::concurrent::sync_timed_queue<int>
// class: boost::concurrent::sync_bounded_queue = boost::concurrent::sync_bounded_queue<int>
// class: boost::unique_lock = boost::unique_lock<boost::timed_mutex>
// class: boost::shared_lock = boost::shared_lock<boost::shared_mutex>
// class: boost::upgrade_lock = boost::upgrade_lock<boost::shared_mutex>
// class: boost::lock_guard = boost::lock_guard<boost::mutex>
// class: boost::shared_lock_guard = boost::shared_lock_guard<boost::shared_mutex>
// class: boost::upgrade_to_unique_lock = boost::upgrade_to_unique_lock<boost::shared_mutex>
// class: boost::reverse_lock = boost::reverse_lock<boost::unique_lock<boost::mutex>>
// class: boost::strict_lock = boost::strict_lock<boost::mutex>
// class: boost::nested_strict_lock = boost::nested_strict_lock<boost::unique_lock<boost::mutex>>
// class: boost::synchronized_value = boost::synchronized_value<int>
// absent: boost::unique_future::get (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::get_or (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::wait (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::wait_for (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::wait_until (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::timed_wait (BOOST_THREAD_VERSION 2)
// absent: boost::unique_future::timed_wait_until (BOOST_THREAD_VERSION 2)
#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_PROVIDES_EXECUTORS
#define BOOST_THREAD_USES_DATETIME
#include <boost/optional.hpp>
#include <boost/signals2/dummy_mutex.hpp>
#include <boost/thread.hpp>
#include <boost/thread/completion_latch.hpp>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_deque.hpp>
#include <boost/thread/concurrent_queues/sync_priority_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/concurrent_queues/sync_timed_queue.hpp>
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/executors/executor.hpp>
#include <boost/thread/executors/generic_executor_ref.hpp>
#include <boost/thread/executors/loop_executor.hpp>
#include <boost/thread/executors/serial_executor.hpp>
#include <boost/thread/executors/thread_executor.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/lock_factories.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/null_mutex.hpp>
#include <boost/thread/reverse_lock.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/shared_lock_guard.hpp>
#include <boost/thread/strict_lock.hpp>
#include <boost/thread/synchronized_value.hpp>
#include <boost/thread/thread_guard.hpp>
#include <boost/thread/with_lock_guard.hpp>
