// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// Some members have private overloads:
// flags: -fno-access-control
// class: boost::interprocess::message_queue_t = boost::interprocess::message_queue
// class: boost::interprocess::basic_managed_mapped_file = boost::interprocess::managed_mapped_file
// class: boost::interprocess::scoped_lock = boost::interprocess::scoped_lock<boost::interprocess::interprocess_mutex>
// class: boost::interprocess::sharable_lock = boost::interprocess::sharable_lock<boost::interprocess::interprocess_sharable_mutex>
// class: boost::interprocess::upgradable_lock = boost::interprocess::upgradable_lock<boost::interprocess::interprocess_upgradable_mutex>
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/ipc/message_queue.hpp>
#include <boost/interprocess/managed_mapped_file.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_condition_any.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/interprocess_recursive_mutex.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/interprocess/sync/interprocess_sharable_mutex.hpp>
#include <boost/interprocess/sync/interprocess_upgradable_mutex.hpp>
#include <boost/interprocess/sync/named_condition.hpp>
#include <boost/interprocess/sync/named_condition_any.hpp>
#include <boost/interprocess/sync/named_mutex.hpp>
#include <boost/interprocess/sync/named_recursive_mutex.hpp>
#include <boost/interprocess/sync/named_semaphore.hpp>
#include <boost/interprocess/sync/named_sharable_mutex.hpp>
#include <boost/interprocess/sync/named_upgradable_mutex.hpp>
#include <boost/interprocess/sync/null_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/interprocess/sync/sharable_lock.hpp>
#include <boost/interprocess/sync/upgradable_lock.hpp>
