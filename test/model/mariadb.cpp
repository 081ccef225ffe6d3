// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -I/usr/include/mariadb
// absent: mysql_connect (MySQL before 4)
// absent: mysql_create_db (MySQL before 5)
// absent: mysql_drop_db (MySQL before 5)
// absent: mysql_real_connect_dns_srv (MySQL 8)
// absent: mysql_binlog_open (MySQL 8)
// absent: mysql_binlog_fetch (MySQL 8)
#include <mysql.h>
#include <mariadb_rpl.h>
