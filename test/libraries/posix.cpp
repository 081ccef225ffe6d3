// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// POSIX and Linux: what blocks, and the arguments with which it doesn't.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <aio.h>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <grp.h>
#include <mntent.h>
#include <mqueue.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <resolv.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <syslog.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>
#include <utmpx.h>
#include <wordexp.h>

task<void> tick();

task<void> past_time_ok(pthread_t thread, sem_t *semaphore, pthread_mutex_t *mutex,
                        pthread_cond_t *condition, mqd_t queue, char *text) {
  timespec past = {};
  pthread_timedjoin_np(thread, nullptr, &past);
  pthread_clockjoin_np(thread, nullptr, CLOCK_MONOTONIC, &past);
  pthread_tryjoin_np(thread, nullptr);
  sem_timedwait(semaphore, &past);
  sem_clockwait(semaphore, CLOCK_MONOTONIC, &past);
  sem_trywait(semaphore);
  sem_post(semaphore);
  pthread_cond_timedwait(condition, mutex, &past);
  pthread_cond_signal(condition);
  mq_timedreceive(queue, text, 1, nullptr, &past);
  co_await tick();
}

task<void> later_time_bad(pthread_t thread, sem_t *semaphore, pthread_mutex_t *mutex,
                          pthread_cond_t *condition, mqd_t queue, char *text,
                          const timespec *when, pthread_barrier_t *barrier) {
  pthread_timedjoin_np(thread, nullptr, when); // warns: 'pthread_timedjoin_np'
  pthread_clockjoin_np(thread, nullptr, CLOCK_MONOTONIC, when); // warns: (wait)
  sem_timedwait(semaphore, when); // warns: (wait)
  sem_clockwait(semaphore, CLOCK_MONOTONIC, when); // warns: (wait)
  pthread_cond_wait(condition, mutex); // warns: (wait)
  pthread_cond_timedwait(condition, mutex, when); // warns: (wait)
  pthread_cond_clockwait(condition, mutex, CLOCK_MONOTONIC, when); // warns: (wait)
  pthread_barrier_wait(barrier); // warns: (wait)
  mq_timedreceive(queue, text, 1, nullptr, when); // warns: (ipc)
  mq_timedsend(queue, text, 1, 0, when); // warns: (ipc)
  co_await tick();
}

task<void> signals_bad(const sigset_t *set, int *signal, timespec *time) {
  sigsuspend(set); // warns: 'sigsuspend'
  sigwait(set, signal); // warns: (wait)
  sigwaitinfo(set, nullptr); // warns: (wait)
  sigtimedwait(set, nullptr, time); // warns: (wait)
  sigtimedwait(set, nullptr, nullptr); // warns: (wait)
  co_await tick();
}

task<void> signals_ok(const sigset_t *set) {
  timespec now = {0, 0};
  sigtimedwait(set, nullptr, &now);
  kill(getpid(), 0);
  raise(SIGUSR1);
  alarm(1);
  co_await tick();
}

task<void> polling_bad(pollfd *fds, epoll_event *events, fd_set *set, timeval *wait,
                       timespec *time) {
  poll(nullptr, 0, 100); // warns: (sleep)
  poll(fds, 1, 100); // warns: (network)
  ppoll(nullptr, 0, time, nullptr); // warns: (sleep)
  ppoll(fds, 1, time, nullptr); // warns: (network)
  ppoll(fds, 1, nullptr, nullptr); // warns: (network)
  select(0, nullptr, nullptr, nullptr, wait); // warns: (sleep)
  select(4, set, nullptr, nullptr, wait); // warns: (network)
  pselect(4, set, nullptr, nullptr, nullptr, nullptr); // warns: (network)
  epoll_pwait(3, events, 1, -1, nullptr); // warns: (network)
  epoll_pwait2(3, events, 1, nullptr, nullptr); // warns: (network)
  epoll_pwait2(3, events, 1, time, nullptr); // warns: (network)
  co_await tick();
}

task<void> polling_ok(pollfd *fds, epoll_event *events, fd_set *set) {
  timespec none{};
  timeval now = {0, 0};
  ppoll(fds, 1, &none, nullptr);
  select(4, set, nullptr, nullptr, &now);
  pselect(4, set, nullptr, nullptr, &none, nullptr);
  epoll_pwait(3, events, 1, 0, nullptr);
  epoll_pwait2(3, events, 1, &none, nullptr);
  epoll_ctl(3, EPOLL_CTL_ADD, 4, events);
  co_await tick();
}

task<void> sockets_bad(int s, msghdr *message, mmsghdr *messages, char *text) {
  sendmsg(s, message, MSG_NOSIGNAL); // warns: (network)
  recvmsg(s, message, MSG_WAITALL); // warns: (network)
  sendmmsg(s, messages, 1, 0); // warns: (network)
  recvmmsg(s, messages, 1, MSG_WAITFORONE, nullptr); // warns: (network)
  sendto(s, text, 1, 0, nullptr, 0); // warns: (network)
  co_await tick();
}

task<void> sockets_ok(int s, msghdr *message, mmsghdr *messages, sockaddr *to, socklen_t *size) {
  sendmsg(s, message, MSG_DONTWAIT | MSG_NOSIGNAL);
  recvmsg(s, message, MSG_ERRQUEUE);
  sendmmsg(s, messages, 1, MSG_DONTWAIT);
  bind(s, to, sizeof *to);
  listen(s, 5);
  getsockname(s, to, size);
  shutdown(s, SHUT_RDWR);
  co_await tick();
}

task<bool> connection_in_progress_ok(int s, sockaddr *to) {
  if (connect(s, to, sizeof *to) < 0 && errno != EINPROGRESS)
    co_return false;
  co_await tick();
  co_return true;
}

task<void> names_bad(sockaddr *address, passwd *entry, char *text, gaicb **requests, addrinfo *found,
                     ether_addr *ether, passwd **result) {
  getnameinfo(address, sizeof *address, text, 1, nullptr, 0, 0); // warns: (dns)
  getaddrinfo_a(GAI_WAIT, requests, 1, nullptr); // warns: (dns)
  gai_suspend(requests, 1, nullptr); // warns: (dns)
  getaddrinfo("example.org", "http", nullptr, &found); // warns: (dns)
  getpwnam("root"); // warns: (dns)
  getpwuid_r(0, entry, text, 1, result); // warns: (dns)
  getgrgid(0); // warns: (dns)
  getservbyname("http", "tcp"); // warns: (dns)
  getprotobynumber(6); // warns: (dns)
  getrpcbyname("nfs"); // warns: (dns)
  ether_hostton("host", ether); // warns: (dns)
  innetgr("group", "host", nullptr, nullptr); // warns: (dns)
  initgroups("root", 0); // warns: (dns)
  res_query("example.org", 1, 1, nullptr, 0); // warns: (dns)
  res_init(); // warns: (file)
  co_await tick();
}

task<void> names_ok(sockaddr *address, char *text, gaicb **requests, addrinfo *found, in_addr *ip) {
  getnameinfo(address, sizeof *address, text, 1, nullptr, 0, NI_NUMERICHOST | NI_NUMERICSERV);
  getaddrinfo_a(GAI_NOWAIT, requests, 1, nullptr);
  getaddrinfo(nullptr, "80", nullptr, &found);
  freeaddrinfo(found);
  inet_pton(AF_INET, "127.0.0.1", ip);
  getuid();
  gethostname(text, 1);
  co_await tick();
}

task<void> processes_bad(wordexp_t *words, siginfo_t *info) {
  wait(nullptr); // warns: (process)
  wait3(nullptr, 0, nullptr); // warns: (process)
  wait4(1, nullptr, 0, nullptr); // warns: (process)
  waitid(P_ALL, 0, info, WEXITED); // warns: (process)
  wordexp("$(date)", words, 0); // warns: (process)
  wordexp("*.txt", words, WRDE_NOCMD); // warns: (filesystem)
  system("ls"); // warns: (process)
  co_await tick();
}

task<void> processes_ok(siginfo_t *info, pid_t *child, char **argv) {
  wait3(nullptr, WNOHANG, nullptr);
  wait4(1, nullptr, WNOHANG | WUNTRACED, nullptr);
  waitid(P_ALL, 0, info, WEXITED | WNOHANG);
  system(nullptr);
  posix_spawn(child, "/bin/true", nullptr, nullptr, argv, argv);
  fork();
  co_await tick();
}

task<void> descriptors_bad(int in, int out, iovec *vectors, aiocb **requests, timespec *time,
                           termios *modes, utmpx *user) {
  openat(AT_FDCWD, "a", O_RDONLY); // warns: (file)
  creat("a", 0600); // warns: (file)
  readv(in, vectors, 1); // warns: (file)
  preadv2(in, vectors, 1, 0, 0); // warns: (file)
  sendfile(out, in, nullptr, 1); // warns: (file)
  splice(in, nullptr, out, nullptr, 1, SPLICE_F_MOVE); // warns: (file)
  copy_file_range(in, nullptr, out, nullptr, 1, 0); // warns: (file)
  fdatasync(out); // warns: (file)
  sync(); // warns: (file)
  sync_file_range(out, 0, 1, SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER); // warns: (file)
  posix_fallocate(out, 0, 1); // warns: (file)
  ftruncate(out, 0); // warns: (filesystem)
  msync(nullptr, 1, MS_SYNC); // warns: (file)
  tcdrain(out); // warns: (file)
  tcsetattr(out, TCSADRAIN, modes); // warns: (file)
  dlopen("libc.so.6", RTLD_NOW); // warns: (file)
  aio_suspend(requests, 1, time); // warns: (wait)
  lio_listio(LIO_WAIT, requests, 1, nullptr); // warns: (wait)
  klogctl(2, nullptr, 0); // warns: (wait)
  pututxline(user); // warns: (file)
  setmntent("/etc/fstab", "r"); // warns: (file)
  getpass("password: "); // warns: (console)
  char byte;
  read(STDIN_FILENO, &byte, 1); // warns: (console)
  dprintf(out, "x"); // warns: (file)
  co_await tick();
}

task<void> descriptors_ok(int in, int out, iovec *vectors, aiocb **requests, termios *modes) {
  preadv2(in, vectors, 1, 0, RWF_NOWAIT);
  splice(in, nullptr, out, nullptr, 1, SPLICE_F_NONBLOCK);
  sync_file_range(out, 0, 1, SYNC_FILE_RANGE_WRITE);
  lseek(in, 0, SEEK_SET);
  dup2(in, out);
  mmap(nullptr, 1, PROT_READ, MAP_SHARED, in, 0);
  msync(nullptr, 1, MS_ASYNC);
  tcsetattr(out, TCSANOW, modes);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, modes);
  tcflush(out, TCIFLUSH);
  dlopen(nullptr, RTLD_NOW);
  aio_read(requests[0]);
  lio_listio(LIO_NOWAIT, requests, 1, nullptr);
  klogctl(10, nullptr, 0);
  write(STDERR_FILENO, "x", 1);
  dprintf(STDOUT_FILENO, "x");
  eventfd_write(out, 1);
  posix_fadvise(in, 0, 0, POSIX_FADV_WILLNEED);
  syslog(LOG_INFO, "x");
  close(in);
  co_await tick();
}

task<void> splice_until_it_would_block_ok(int in, int out) {
  while (splice(in, nullptr, out, nullptr, 1, 0) < 0 && errno == EAGAIN)
    co_await tick();
}

task<void> filesystem_bad(struct stat *info, struct statvfs *space, DIR *folder, glob_t *found,
                          struct statx *more, char *text, FTS *tree, const utimbuf *times) {
  open(".", O_PATH); // warns: (filesystem)
  lstat("a", info); // warns: (filesystem)
  fstatat(AT_FDCWD, "a", info, 0); // warns: (filesystem)
  statx(AT_FDCWD, "a", 0, 0, more); // warns: (filesystem)
  statvfs("/", space); // warns: (filesystem)
  access("a", R_OK); // warns: (filesystem)
  readdir(folder); // warns: (filesystem)
  glob("*", 0, nullptr, found); // warns: (filesystem)
  fts_read(tree); // warns: (filesystem)
  realpath("a", text); // warns: (filesystem)
  readlink("a", text, 1); // warns: (filesystem)
  symlink("a", "b"); // warns: (filesystem)
  rename("a", "b"); // warns: (filesystem)
  rmdir("a"); // warns: (filesystem)
  chmod("a", 0600); // warns: (filesystem)
  chown("a", 0, 0); // warns: (filesystem)
  utime("a", times); // warns: (filesystem)
  chdir("a"); // warns: (filesystem)
  mkdtemp(text); // warns: (filesystem)
  getxattr("a", "user.x", text, 1); // warns: (filesystem)
  umount("/mnt"); // warns: (filesystem)
  mkstemp(text); // warns: (file)
  co_await tick();
}

task<void> filesystem_ok(DIR *folder, char *text) {
  getcwd(text, 1);
  umask(022);
  dirfd(folder);
  closedir(folder);
  co_await tick();
}

task<void> ipc_bad(int fd, int id, char *text, mqd_t queue, struct flock *range) {
  sembuf take = {0, -1, 0};
  timespec limit = {1, 0};
  semop(id, &take, 1); // warns: (ipc)
  semtimedop(id, &take, 1, &limit); // warns: (ipc)
  semtimedop(id, &take, 1, nullptr); // warns: (ipc)
  fcntl(fd, F_SETLKW, range); // warns: (ipc)
  fcntl(fd, F_OFD_SETLKW, range); // warns: (ipc)
  lockf(fd, F_LOCK, 0); // warns: (ipc)
  flock(fd, LOCK_SH); // warns: (ipc)
  msgsnd(id, text, 1, 0); // warns: (ipc)
  mq_send(queue, text, 1, 0); // warns: (ipc)
  co_await tick();
}

task<void> ipc_ok(int fd, int id, char *text, struct flock *range) {
  sembuf take = {0, -1, IPC_NOWAIT};
  timespec now = {0, 0};
  semop(id, &take, 1);
  semtimedop(id, &take, 1, &now);
  fcntl(fd, F_SETLK, range);
  fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  lockf(fd, F_ULOCK, 0);
  flock(fd, LOCK_UN);
  msgsnd(id, text, 1, IPC_NOWAIT);
  semctl(id, 0, IPC_RMID);
  co_await tick();
}

task<void> rarer_bad(FILE *file, int in, int out, iovec *vectors, eventfd_t *count, passwd *entry, file_handle *handle,
                     char *text) {
  gethostid(); // warns: (dns)
  ruserok("host", 0, "a", "b"); // warns: (dns)
  fgetpwent(file); // warns: (file)
  putpwent(entry, file); // warns: (file)
  tee(in, out, 1, 0); // warns: (file)
  vmsplice(out, vectors, 1, 0); // warns: (file)
  readahead(in, 0, 1); // warns: (file)
  dlmopen(LM_ID_NEWLM, "libc.so.6", RTLD_NOW); // warns: (file)
  eventfd_read(in, count); // warns: (wait)
  open_by_handle_at(in, handle, O_RDONLY); // warns: (filesystem)
  co_await tick();
}
