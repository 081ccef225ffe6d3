// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Session.h"
#include "Index.h"
#include "Support/Uri.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace corolint {

/// How often the index is looked at, which is a few calls of stat(), and a
/// background run that may have ended.
static constexpr std::chrono::milliseconds Interval(1000), IntervalOfRuns(100);

static std::string text(const json::Value &ID) {
  std::string Text;
  raw_string_ostream(Text) << ID;
  return Text;
}

static StringRef uriOf(const json::Value &Params) {
  const json::Object *Object = Params.getAsObject();
  const json::Object *Document =
      Object ? Object->getObject("textDocument") : nullptr;
  return Document ? Document->getString("uri").value_or("") : "";
}

/// What clangd receives. It wants one message at a time, and there are two that
/// send: the client, and we.
class Session::Incoming final : public MessageHandler {
public:
  Incoming(Session &Ours, MessageHandler &Clangd)
      : Ours(Ours), Clangd(Clangd) {}

  bool onNotify(StringRef Method, json::Value Params) override {
    Ours.received(Method, Params);
    std::lock_guard Lock(OneAtATime);
    return Clangd.onNotify(Method, std::move(Params));
  }
  bool onCall(StringRef Method, json::Value Params, json::Value ID) override {
    Ours.asked(Method, Params, ID);
    std::lock_guard Lock(OneAtATime);
    return Clangd.onCall(Method, std::move(Params), std::move(ID));
  }
  bool onReply(json::Value ID, Expected<json::Value> Result) override {
    std::lock_guard Lock(OneAtATime);
    return Clangd.onReply(std::move(ID), std::move(Result));
  }

  /// Has clangd look at the open files, one of which is \p Uri, again. It
  /// builds those for which something has changed.
  void lookAgain(StringRef Uri) {
    std::lock_guard Lock(OneAtATime);
    Clangd.onNotify("textDocument/didSave",
                    json::Object{{"textDocument", json::Object{{"uri", Uri}}}});
  }

private:
  Session &Ours;
  MessageHandler &Clangd;
  std::mutex OneAtATime;
};

Session::Session(std::unique_ptr<Transport> Client,
                 BackgroundCommand InBackground)
    : Client(std::move(Client)), InBackground(std::move(InBackground)) {}

Session::~Session() = default;

void Session::notify(StringRef Method, json::Value Params) {
  if (Method == "textDocument/publishDiagnostics" && Params.getAsObject()) {
    std::lock_guard Lock(Mutex);
    Known.publish(*Params.getAsObject());
  }
  Client->notify(Method, std::move(Params));
}

void Session::call(StringRef Method, json::Value Params, json::Value ID) {
  Client->call(Method, std::move(Params), std::move(ID));
}

void Session::reply(json::Value ID, Expected<json::Value> Result) {
  {
    std::lock_guard Lock(Mutex);
    std::string Id = text(ID);
    if (auto Request = Requests.extract(Id); !Request.empty() && Result) {
      if (json::Array *Actions = Result->getAsArray())
        Known.answer(Request.mapped(), *Actions);
    } else if (Id == InitializeId && Result && Result->getAsObject()) {
      Findings::announce(*Result->getAsObject());
      InitializeId.clear();
    }
  }
  Client->reply(std::move(ID), std::move(Result));
}

void Session::received(StringRef Method, json::Value &Params) {
  StringRef Uri = uriOf(Params);
  if (Uri.empty())
    return;
  std::string File = pathOfUri(Uri);
  std::lock_guard Lock(Mutex);
  if (Method == "textDocument/didOpen" || Method == "textDocument/didChange")
    Known.edit(
        Uri,
        Params.getAsObject()->getObject("textDocument")->getInteger("version"));
  if (Method == "textDocument/didOpen")
    Open[Uri.str()] = File;
  if (Method == "textDocument/didClose") {
    Known.close(Uri);
    Open.erase(Uri.str());
  }
  if ((Method == "textDocument/didOpen" || Method == "textDocument/didSave") &&
      !File.empty()) {
    Due.push_back(std::move(File));
    Woken.notify_all();
  }
}

void Session::asked(StringRef Method, json::Value &Params,
                    const json::Value &ID) {
  if (!Params.getAsObject())
    return;
  std::lock_guard Lock(Mutex);
  if (Method == "initialize") {
    Known.initialize(*Params.getAsObject());
    InitializeId = text(ID);
  } else if (Method == "textDocument/codeAction") {
    Requests[text(ID)] = Known.ask(*Params.getAsObject());
  }
}

void Session::watch(Incoming &To) {
  BackgroundRuns Runs(InBackground);
  std::unique_lock Lock(Mutex);
  while (!Ending) {
    std::vector<std::string> Files = std::exchange(Due, {});
    std::vector<std::string> OpenFiles;
    for (const auto &[Uri, File] : Open)
      OpenFiles.push_back(File);
    std::string SomeUri = Open.empty() ? "" : Open.begin()->first;
    Lock.unlock();
    if (!InBackground.Words.empty()) {
      for (const std::string &File : Files)
        Runs.want(File);
      Runs.proceed();
    }
    if (IndexStamps::ofThisProcess().changed(OpenFiles))
      To.lookAgain(SomeUri);
    Lock.lock();
    Woken.wait_for(Lock, Runs.isIdle() ? Interval : IntervalOfRuns,
                   [&] { return Ending || !Due.empty(); });
  }
}

Error Session::loop(MessageHandler &Handler) {
  Incoming Messages(*this, Handler);
  std::thread Watching([&] { watch(Messages); });
  Error E = Client->loop(Messages);
  {
    std::lock_guard Lock(Mutex);
    Ending = true;
  }
  Woken.notify_all();
  Watching.join();
  return E;
}

} // namespace corolint
