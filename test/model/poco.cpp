// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -fno-access-control
// class: std::basic_istream = std::istream
// class: std::basic_ostream = std::ostream
// class: Poco::ActiveResult = Poco::ActiveResult<int>
// class: Poco::Activity = Poco::Activity<Runs>
// class: Poco::ObjectPool = Poco::ObjectPool<int>
// class: Poco::ScopedLock = Poco::ScopedLock<Poco::Mutex>
// class: Poco::ScopedLockWithUnlock = Poco::ScopedLockWithUnlock<Poco::Mutex>
// class: Poco::RecursiveDirectoryIterator = Poco::SimpleRecursiveDirectoryIterator
// class: Poco::PBKDF2Engine = Poco::PBKDF2Engine<Poco::HMACEngine<Poco::SHA1Engine>>
// absent: Poco::MongoDB::Connection::readResponse (later than POCO 1.11)
// absent: Poco::MongoDB::Database::createIndex (later than POCO 1.11)
// absent: Poco::MongoDB::Database::queryBuildInfo (later than POCO 1.11)
// absent: Poco::MongoDB::Database::queryServerHello (later than POCO 1.11)
// absent: Poco::MongoDB::OpMsgCursor::kill (later than POCO 1.11)
// absent: Poco::MongoDB::OpMsgCursor::next (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSet::getConnection (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSet::getPrimaryConnection (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSet::getSecondaryConnection (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSet::refreshTopology (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSet::waitForServerAvailability (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSetConnection::readResponse (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSetConnection::reconnect (later than POCO 1.11)
// absent: Poco::MongoDB::ReplicaSetConnection::sendRequest (later than POCO 1.11)
// absent: Poco::Net::SocketProactor::run (later than POCO 1.11)
// absent: Poco::Net::StreamSocket::sendFile (later than POCO 1.11)
#include <Poco/ActiveResult.h>
#include <Poco/Activity.h>
#include <Poco/Condition.h>
#include <Poco/Event.h>
#include <Poco/File.h>
#include <Poco/FileStream.h>
#include <Poco/Glob.h>
#include <Poco/Mutex.h>
#include <Poco/NamedEvent.h>
#include <Poco/NamedMutex.h>
#include <Poco/NotificationQueue.h>
#include <Poco/ObjectPool.h>
#include <Poco/PBKDF2Engine.h>
#include <Poco/HMACEngine.h>
#include <Poco/SHA1Engine.h>
#include <Poco/Path.h>
#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/PriorityNotificationQueue.h>
#include <Poco/Process.h>
#include <Poco/RWLock.h>
#include <Poco/RecursiveDirectoryIterator.h>
#include <Poco/ScopedLock.h>
#include <Poco/Semaphore.h>
#include <Poco/SharedLibrary.h>
#include <Poco/SortedDirectoryIterator.h>
#include <Poco/StreamCopier.h>
#include <Poco/TaskManager.h>
#include <Poco/Thread.h>
#include <Poco/ThreadPool.h>
#include <Poco/TimedNotificationQueue.h>
#include <Poco/Timer.h>
#include <Poco/URIStreamOpener.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionFactory.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/SessionPoolContainer.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>
#include <Poco/MongoDB/Connection.h>
#include <Poco/MongoDB/Cursor.h>
#include <Poco/MongoDB/Database.h>
#include <Poco/MongoDB/ReplicaSet.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/DatagramSocket.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/FTPClientSession.h>
#include <Poco/Net/FTPSClientSession.h>
#include <Poco/Net/FTPStreamFactory.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPSStreamFactory.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/HTTPStreamFactory.h>
#include <Poco/Net/ICMPClient.h>
#include <Poco/Net/NTPClient.h>
#include <Poco/Net/POP3ClientSession.h>
#include <Poco/Net/PollSet.h>
#include <Poco/Net/RawSocket.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureSMTPClientSession.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/Net/SocketStream.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/WebSocket.h>
#include <Poco/Redis/Client.h>
#include <Poco/Util/Application.h>
#include <Poco/Util/IniFileConfiguration.h>
#include <Poco/Util/JSONConfiguration.h>
#include <Poco/Util/PropertyFileConfiguration.h>
#include <Poco/Util/ServerApplication.h>
#include <Poco/Util/Timer.h>
#include <Poco/Util/XMLConfiguration.h>
#include <Poco/Zip/Compress.h>
#include <Poco/Zip/Decompress.h>

struct Runs {
  void run();
};
