// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace net {

int port();
void refresh(int id);
void synchronise(int id);
int configured_timeout();
int fetch(int id, int timeout = configured_timeout());

} // namespace net
