// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// absent: SQLite::Savepoint::rollbackTo (SQLiteCpp 3.3)
// absent: SQLite::Transaction::rollback (SQLiteCpp 3.3)
#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/ExecuteMany.h>
#include <SQLiteCpp/Savepoint.h>
