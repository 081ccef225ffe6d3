// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is run with and without `corolint profile` (profile.py):
//   bench-profile serve [blocking]  an echo server on a bare epoll loop, which
//                                   prints its port and process, and ends with
//                                   its last connection; its sockets don't
//                                   block unless that is said
//   bench-profile load ROUNDS PORT PROCESS PORT PROCESS
//                                   loads two such servers in turn, for some
//                                   milliseconds each; prints, for each round
//                                   and of both, nanoseconds of processor time
//                                   and of wall time for a message
//   bench-profile call COUNT        calls that return at once, in a turn;
//                                   prints nanoseconds of a read, of a read of
//                                   a socket that doesn't block, and of a turn
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <netinet/tcp.h>
#include <sched.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

static constexpr int Connections = 8;

template <class T> static T check(T Result, const char *What) {
  if (Result < 0) {
    perror(What);
    exit(1);
  }
  return Result;
}

static double now() {
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

static sockaddr_in local(int Port) {
  sockaddr_in Address{};
  Address.sin_family = AF_INET;
  Address.sin_port = htons(Port);
  Address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return Address;
}

/// Runs on one processor from now on: the first that it may, or the last. So
/// the scheduler doesn't decide what is measured.
static void stay(bool First) {
  cpu_set_t May, Only;
  check(sched_getaffinity(0, sizeof May, &May), "sched_getaffinity");
  int Chosen = -1;
  for (int I = 0; I < CPU_SETSIZE; ++I)
    if (CPU_ISSET(I, &May) && (Chosen < 0 || !First))
      Chosen = I;
  CPU_ZERO(&Only);
  CPU_SET(Chosen, &Only);
  check(sched_setaffinity(0, sizeof Only, &Only), "sched_setaffinity");
}

static void serve(int Flags) {
  stay(/*First=*/true);
  int Listener = check(socket(AF_INET, SOCK_STREAM | Flags, 0), "socket");
  sockaddr_in Address = local(0);
  socklen_t Size = sizeof Address;
  auto *Any = reinterpret_cast<sockaddr *>(&Address);
  check(bind(Listener, Any, Size), "bind");
  check(listen(Listener, Connections), "listen");
  check(getsockname(Listener, Any, &Size), "getsockname");
  printf("%d %d\n", ntohs(Address.sin_port), getpid());
  fflush(stdout);
  int Events = check(epoll_create1(0), "epoll_create1");
  auto Watch = [&](int File) {
    epoll_event Event{};
    Event.events = EPOLLIN;
    Event.data.fd = File;
    check(epoll_ctl(Events, EPOLL_CTL_ADD, File, &Event), "epoll_ctl");
  };
  Watch(Listener);
  int Accepted = 0, Open = 0;
  while (Accepted < Connections || Open > 0) {
    epoll_event Ready[Connections];
    int Count = epoll_wait(Events, Ready, Connections, -1);
    for (int I = 0; I < Count; ++I) {
      int File = Ready[I].data.fd;
      if (File == Listener) {
        int Peer = check(accept4(Listener, nullptr, nullptr, Flags), "accept");
        int On = 1;
        setsockopt(Peer, IPPROTO_TCP, TCP_NODELAY, &On, sizeof On);
        Watch(Peer);
        ++Open;
        ++Accepted;
        continue;
      }
      char Message[256];
      ssize_t Length = read(File, Message, sizeof Message);
      if (Length <= 0) {
        close(File);
        --Open;
      } else if (write(File, Message, Length) != Length) {
        exit(1);
      }
    }
  }
}

namespace {
/// A server, seen from outside.
class Server {
public:
  Server(int Port, const char *Process)
      : Statistics(std::string("/proc/") + Process + "/schedstat") {
    sockaddr_in Address = local(Port);
    for (int &File : Files) {
      File = check(socket(AF_INET, SOCK_STREAM, 0), "socket");
      check(
          connect(File, reinterpret_cast<sockaddr *>(&Address), sizeof Address),
          "connect");
      int On = 1;
      setsockopt(File, IPPROTO_TCP, TCP_NODELAY, &On, sizeof On);
    }
  }

  struct Cost {
    double Processor, Wall; ///< Nanoseconds of a message.
  };
  Cost load(int Count) {
    double Processor = processorTime(), Begin = now();
    char Message[64] = "a message of sixty-four bytes";
    for (int I = 0; I < Count; ++I) {
      for (int File : Files)
        check(write(File, Message, sizeof Message), "write");
      for (int File : Files)
        check(read(File, Message, sizeof Message), "read");
    }
    double End = now(), Messages = double(Count) * Connections;
    return {(processorTime() - Processor) / Messages,
            (End - Begin) * 1e9 / Messages};
  }

private:
  /// Nanoseconds, up to its last wait or the scheduler's last tick.
  double processorTime() {
    double Result = 0;
    std::ifstream(Statistics) >> Result;
    return Result;
  }
  std::string Statistics;
  int Files[Connections];
};
} // namespace

static void load(int Rounds, Server A, Server B) {
  stay(/*First=*/false);
  constexpr int Count = 100;
  for (int I = 0; I < Rounds; ++I) {
    bool Swapped = I % 2;
    Server::Cost First = (Swapped ? B : A).load(Count);
    Server::Cost Second = (Swapped ? A : B).load(Count);
    if (Swapped)
      std::swap(First, Second);
    printf("%.2f %.2f %.2f %.2f\n", First.Processor, First.Wall,
           Second.Processor, Second.Wall);
  }
}

static void call(long Count) {
  int Events = check(epoll_create1(0), "epoll_create1");
  int Zero = check(open("/dev/zero", O_RDONLY), "open");
  epoll_event Ready;
  auto Turn = [&] { epoll_wait(Events, &Ready, 1, 0); };
  int Sockets[2];
  check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, Sockets),
        "socketpair");
  char Byte;
  auto Measure = [&](auto Step) {
    Turn();
    // So short that some round isn't interrupted by other programs.
    constexpr int Length = 200;
    double Fastest = 1e9;
    for (long Round = 0; Round < Count / Length; ++Round) {
      double Begin = now();
      for (int I = 0; I < Length; ++I)
        Step();
      double Each = (now() - Begin) * 1e9 / Length;
      Fastest = Each < Fastest ? Each : Fastest;
      Turn();
    }
    return Fastest;
  };
  double Read = Measure([&] { (void)!read(Zero, &Byte, 0); });
  double Socket = Measure([&] { (void)!read(Sockets[0], &Byte, 1); });
  printf("%.2f %.2f %.2f\n", Read, Socket, Measure(Turn));
}

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "serve"))
    serve(SOCK_NONBLOCK);
  else if (argc == 3 && !strcmp(argv[1], "serve") &&
           !strcmp(argv[2], "blocking"))
    serve(0);
  else if (argc == 7 && !strcmp(argv[1], "load"))
    load(atoi(argv[2]), Server(atoi(argv[3]), argv[4]),
         Server(atoi(argv[5]), argv[6]));
  else if (argc == 3 && !strcmp(argv[1], "call"))
    call(atol(argv[2]));
  else
    return 2;
}
