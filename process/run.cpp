#include "process/run.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
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

/// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(char* const* arguments, const Pipe& in, const Pipe& out, const Pipe& err, int report) {
  setpgid(0, 0);
  dup2(in.read, STDIN_FILENO);
  dup2(out.write, STDOUT_FILENO);
  dup2(err.write, STDERR_FILENO);
  execvp(arguments[0], arguments);
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
    while (out_.read >= 0 || err_.read >= 0) {
      if (!step()) {
        kill(-child_, SIGKILL);
        outcome_.kind = Outcome::Kind::TimedOut;
        break;
      }
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

  Outcome reap() {
    const bool timed_out = outcome_.kind == Outcome::Kind::TimedOut;
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {}
    kill(-child_, SIGKILL);  // what it started and left behind
    if (timed_out) return outcome_;
    outcome_.kind = WIFEXITED(status) ? Outcome::Kind::Exited : Outcome::Kind::Signalled;
    outcome_.code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    return outcome_;
  }

  const Command& command_;
  pid_t child_;
  Pipe &in_, &out_, &err_;
  Clock::time_point end_;
  std::size_t given_ = 0;
  Outcome outcome_;
};

}  // namespace

Outcome run(const Command& command) {
  std::vector<char*> arguments;
  for (const std::string& each : command.arguments) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  Pipe in, out, err, report;
  const auto before = signal(SIGPIPE, SIG_IGN);
  const pid_t child = fork();
  if (child == 0) become(arguments.data(), in, out, err, report.write);
  report.close_write();
  Outcome outcome;
  int why = 0;
  if (child > 0 && read(report.read, &why, sizeof why) == 0) {
    outcome = Running{command, child, in, out, err}.finish();
  } else if (child > 0) {
    waitpid(child, nullptr, 0);
  }
  signal(SIGPIPE, before);
  return outcome;
}

}  // namespace agverify::process
