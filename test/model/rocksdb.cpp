// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: rocksdb::DB::MultiGetEntity (RocksDB 8)
// absent: rocksdb::DB::OpenAsFollower (RocksDB 9)
// absent: rocksdb::DB::WaitForCompact (RocksDB 8)
// absent: rocksdb_create_column_families (RocksDB 8)
// absent: rocksdb_flush_cfs (RocksDB 8)
#include <rocksdb/c.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/system_clock.h>
#include <rocksdb/transaction_log.h>
#include <rocksdb/utilities/backup_engine.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/utilities/db_ttl.h>
#include <rocksdb/utilities/optimistic_transaction_db.h>
#include <rocksdb/utilities/options_util.h>
#include <rocksdb/utilities/transaction_db.h>
