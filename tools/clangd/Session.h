// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd's conversation with its client, with us between the two: findings are
// rewritten (Findings.h), and when the index of an open file changes (Index.h),
// clangd is told to look at it again.
#pragma once

#include "Background.h"
#include "Clangd.h"
#include "Findings.h"
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace corolint {

class Session final : public clang::clangd::Transport {
public:
  /// Speaks through \p Client. \p InBackground keeps the index fresh; without
  /// such a command, others do.
  Session(std::unique_ptr<Transport> Client, BackgroundCommand InBackground);
  ~Session() override;

  void notify(llvm::StringRef Method, llvm::json::Value Params) override;
  void call(llvm::StringRef Method, llvm::json::Value Params,
            llvm::json::Value ID) override;
  void reply(llvm::json::Value ID,
             llvm::Expected<llvm::json::Value> Result) override;
  llvm::Error loop(MessageHandler &Handler) override;

private:
  class Incoming;

  void received(llvm::StringRef Method, llvm::json::Value &Params);
  void asked(llvm::StringRef Method, llvm::json::Value &Params,
             const llvm::json::Value &ID);
  void watch(Incoming &To);

  std::unique_ptr<Transport> Client;
  BackgroundCommand InBackground;

  /// Guards what follows: clangd sends from several threads.
  std::mutex Mutex;
  Findings Known;
  std::map<std::string, Findings::Request> Requests; ///< By the id's text.
  std::string InitializeId;
  std::map<std::string, std::string> Open; ///< URIs, and their paths.
  std::vector<std::string> Due;            ///< Files to run the command for.
  bool Ending = false;
  std::condition_variable Woken;
};

} // namespace corolint
