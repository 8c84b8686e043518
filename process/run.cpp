#include "process/run.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace agverify::process {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) read = ends[0], write = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() { close_read(), close_write(); }
  void close_read() { shut(read); }
  void close_write() { shut(write); }
  static void shut(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

/// Words as exec takes them. \pre the words outlive it
std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> made;
  for (const std::string& each : words) made.push_back(const_cast<char*>(each.c_str()));
  made.push_back(nullptr);
  return made;
}

/// Keeps a pipe that nobody reads from killing us, in this thread alone.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;
  ~NoBrokenPipe() {
    const timespec at_once{};
    if (sigismember(&before_, SIGPIPE) == 0) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  const sigset_t& before() const { return before_; }

 private:
  sigset_t pipe_{}, before_{};
};

/// What the child needs, made before fork.
struct Start {
  std::vector<char*> arguments;
  std::optional<std::vector<char*>> environment;
  const char* folder;
  rlimit memory, processor;
  sigset_t signals;
};

bool prepare(const Start& start) {
  setpgid(0, 0);
  sigprocmask(SIG_SETMASK, &start.signals, nullptr);
  if (start.memory.rlim_cur != RLIM_INFINITY && setrlimit(RLIMIT_DATA, &start.memory) != 0) return false;
  if (start.processor.rlim_cur != RLIM_INFINITY && setrlimit(RLIMIT_CPU, &start.processor) != 0) return false;
  return start.folder == nullptr || chdir(start.folder) == 0;
}

/// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(const Start& start, const Pipe& in, const Pipe& out, const Pipe& err, int report) {
  dup2(in.read, STDIN_FILENO);
  dup2(out.write, STDOUT_FILENO);
  dup2(err.write, STDERR_FILENO);
  if (prepare(start)) execvpe(start.arguments[0], start.arguments.data(), start.environment ? start.environment->data() : environ);
  const int why = errno;
  [[maybe_unused]] const ssize_t told = write(report, &why, sizeof why);
  _exit(127);
}

class Running {
 public:
  Running(const Command& command, pid_t child, Pipe& in, Pipe& out, Pipe& err)
      : command_(command), child_(child), in_(in), out_(out), err_(err), end_(Clock::now() + command.time) {}

  Outcome finish() {
    in_.close_read(), out_.close_write(), err_.close_write();
    fcntl(in_.write, F_SETFL, O_NONBLOCK);
    if (command_.input.empty()) in_.close_write();
    while (out_.read >= 0 || err_.read >= 0) {
      if (!step()) return killed(Outcome::Kind::TimedOut);
      if (command_.ends_when_flooded && outcome_.output_cut) return killed(Outcome::Kind::Flooded);
    }
    return reap();
  }

 private:
  /// Waits for something to read or write. \returns false when the time is over
  bool step() {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 3> ends{{{out_.read, POLLIN, 0}, {err_.read, POLLIN, 0}, {in_.write, POLLOUT, 0}}};
    if (poll(ends.data(), ends.size(), static_cast<int>(left)) < 0 && errno != EINTR) return false;
    if (ends[0].revents != 0) take(out_, outcome_.output);
    if (ends[1].revents != 0) take(err_, outcome_.error);
    if (ends[2].revents != 0) give();
    return true;
  }

  void take(Pipe& from, std::string& into) {
    std::array<char, 65536> buffer{};
    const ssize_t count = read(from.read, buffer.data(), buffer.size());
    if (count <= 0) return from.close_read();
    const std::size_t room = command_.output_bytes - into.size(), size = static_cast<std::size_t>(count);
    into.append(buffer.data(), std::min(room, size));
    outcome_.output_cut |= size > room;
  }

  void give() {
    const ssize_t count = write(in_.write, command_.input.data() + given_, command_.input.size() - given_);
    if (count > 0) given_ += static_cast<std::size_t>(count);
    if (given_ == command_.input.size() || (count < 0 && errno != EAGAIN)) in_.close_write();
  }

  Outcome killed(Outcome::Kind kind) {
    kill(-child_, SIGKILL);
    while (waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {}
    outcome_.kind = kind;
    return std::move(outcome_);
  }

  /// It has closed its outputs, which is not yet its end.
  Outcome reap() {
    int status = 0;
    auto nap = std::chrono::microseconds{50};
    for (pid_t ended = 0; ended == 0 || (ended < 0 && errno == EINTR);) {
      ended = waitpid(child_, &status, WNOHANG);
      if (ended == 0 && Clock::now() >= end_) return killed(Outcome::Kind::TimedOut);
      if (ended == 0) std::this_thread::sleep_for(nap);
      nap = std::min(nap * 2, std::chrono::microseconds{10'000});
    }
    kill(-child_, SIGKILL);  // what it started and left behind
    outcome_.kind = WIFEXITED(status) ? Outcome::Kind::Exited : Outcome::Kind::Signalled;
    outcome_.code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    return std::move(outcome_);
  }

  const Command& command_;
  pid_t child_;
  Pipe &in_, &out_, &err_;
  Clock::time_point end_;
  std::size_t given_ = 0;
  Outcome outcome_;
};

Start start_of(const Command& command, const sigset_t& signals) {
  Start start{pointers(command.arguments), {}, nullptr, {RLIM_INFINITY, RLIM_INFINITY}, {RLIM_INFINITY, RLIM_INFINITY}, signals};
  if (command.environment) start.environment = pointers(*command.environment);
  if (!command.folder.empty()) start.folder = command.folder.c_str();
  if (command.memory_bytes != 0) start.memory = {command.memory_bytes, command.memory_bytes};
  // The hard limit is a second later: a program that ignores the signal is killed.
  const auto seconds = static_cast<rlim_t>(command.processor_time.count());
  if (seconds != 0) start.processor = {seconds, seconds + 1};
  return start;
}

}  // namespace

Outcome run(const Command& command) {
  const NoBrokenPipe guard;
  const Start start = start_of(command, guard.before());
  Pipe in, out, err, report;
  const pid_t child = fork();
  if (child == 0) become(start, in, out, err, report.write);
  report.close_write();
  Outcome outcome;
  int why = 0;
  if (child > 0 && read(report.read, &why, sizeof why) == 0) {
    outcome = Running{command, child, in, out, err}.finish();
  } else if (child > 0) {
    waitpid(child, nullptr, 0);
  }
  return outcome;
}

}  // namespace agverify::process
