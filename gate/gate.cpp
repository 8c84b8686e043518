// Who asks what when. A job is one run of one checker over some modules; a module that is void is asked again in halves, so
// that the guilty probe ends alone and the others keep their verdicts. At the first trouble with a checker the canaries are
// asked by themselves: one that fails them has no evidence to give, and is asked nothing more.
#include "gate/gate.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <numeric>
#include <thread>

#include <fmt/format.h>

#include "gate/run.h"

namespace agverify::gate {
namespace {

using campaign::Observation;
using campaign::Outcome;
using model::python::Prelude;
using model::python::Probe;
namespace fs = std::filesystem;

/// Questions from `begin` to `end`, which stand in one module.
struct Part {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

struct Job {
  std::size_t column;
  std::vector<Part> parts;  ///< a module each; none: only the version is asked
};

/// Jobs, of which some lead to more.
class Jobs {
 public:
  void add(Job job) {
    {
      const std::scoped_lock lock{mutex_};
      waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
  }

  /// \returns nothing when no job is left and none is being done. Each job taken must be said to be done.
  std::optional<Job> take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !waiting_.empty() || being_done_ == 0; });
    if (waiting_.empty()) return {};
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    ++being_done_;
    return job;
  }

  void done() {
    {
      const std::scoped_lock lock{mutex_};
      --being_done_;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  std::size_t being_done_ = 0;
};

/// A run, or a module of it, that was no evidence.
struct Voided {
  std::size_t begin, size;
  std::string text;
};

/// What is known of one checker so far.
struct Column {
  const Checker* checker = nullptr;
  std::vector<Observation> observations = {};
  std::string version = {};
  std::mutex mutex = {};  // of all that follows
  bool asked_canaries = false;
  std::optional<Trouble> hopeless = {};
  std::vector<Voided> voided = {};
};

/// As even parts of a range as can be, none larger than `most`.
void add_parts(std::vector<Part>& into, const Part& whole, std::size_t most) {
  const std::size_t count = whole.size(), pieces = (count + most - 1) / most;
  for (std::size_t i = 0; i < pieces; ++i) into.push_back({whole.begin + count * i / pieces, whole.begin + count * (i + 1) / pieces});
}

/// The questions of each group, which stand together.
std::vector<Part> groups_of(std::span<const campaign::Question> questions) {
  std::vector<Part> groups;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (i == 0 || questions[i].group != questions[i - 1].group) groups.push_back({i, i});
    groups.back().end = i + 1;
  }
  return groups;
}

class Asking {
 public:
  Asking(const Runner& runner, std::span<const Prelude> preludes, std::span<const Checker> checkers, std::vector<campaign::Question> questions)
      : runner_(runner), preludes_(preludes), questions_(std::move(questions)), columns_(checkers.size()) {
    for (const campaign::Question& each : questions_) probes_.push_back(campaign::probe_of(each));
    for (std::size_t i = 0; i < checkers.size(); ++i) {
      columns_[i].checker = &checkers[i];
      columns_[i].observations.resize(probes_.size());
      columns_[i].hopeless = runner.missing(checkers[i]);
    }
  }

  void ask(unsigned workers) {
    plan();
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < workers; ++i) threads.emplace_back([this] { work(); });
    work();
  }

  campaign::Answers answers() {
    campaign::Answers answers{{}, std::move(questions_), {}};
    for (Column& column : columns_) {
      if (column.hopeless) give_up(column);
      answers.participants.push_back({column.checker->name, column.version, note_of(column),
                                      !column.hopeless && !runner_.shares_stubs(*column.checker)});
      answers.observations.push_back(std::move(column.observations));
    }
    return answers;
  }

  std::chrono::nanoseconds time_in_checkers() const { return std::chrono::nanoseconds{time_}; }

 private:
  /// Small runs are those of slow checkers: they begin first, so that no worker is left with one at the end.
  void plan() {
    std::vector<std::size_t> order(columns_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return columns_[i].checker->probes_a_file * columns_[i].checker->files_a_run; });
    for (const std::size_t i : order) {
      if (columns_[i].hopeless) continue;
      plan_runs(i);
      jobs_.add({i, {}});
    }
  }

  /// Modules go together as long as they hold no more than `files_a_run` full ones do.
  void plan_runs(std::size_t column) {
    const Checker& checker = *columns_[column].checker;
    std::vector<Part> parts, runs;
    for (const Part& group : groups_of(questions_)) add_parts(parts, group, checker.probes_a_file);
    add_parts(runs, {0, probes_.size()}, checker.probes_a_file * checker.files_a_run);
    auto next = parts.begin();
    for (const Part& run : runs) {
      const auto end = std::find_if(next, parts.end(), [&](const Part& part) { return part.begin >= run.end; });
      if (next != end) jobs_.add({column, {next, end}});
      next = end;
    }
  }

  void work() {
    while (const std::optional<Job> job = jobs_.take()) {
      job->parts.empty() ? ask_version(columns_[job->column]) : run(*job);
      jobs_.done();
    }
  }

  void ask_version(Column& column) {
    const Runner::Version version = runner_.version(*column.checker, next_id_++);
    column.version = version.text;
    time_ += version.time.count();
  }

  void run(const Job& job) {
    Column& column = columns_[job.column];
    if (is_hopeless(column)) return;
    std::vector<Runner::Module> modules;
    for (const Part& part : job.parts) modules.push_back({prelude_of(part), std::span{probes_}.subspan(part.begin, part.size())});
    RunResult result = runner_.run(*column.checker, modules, next_id_++);
    time_ += result.time.count();
    if (result.trouble) return run_is_void(job, *result.trouble);
    for (std::size_t i = 0; i < job.parts.size(); ++i) {
      if (result.modules[i]) {
        std::ranges::move(*result.modules[i], column.observations.begin() + static_cast<std::ptrdiff_t>(job.parts[i].begin));
      } else {
        part_is_void(job.column, job.parts[i], result.modules[i].error());
      }
    }
  }

  void run_is_void(const Job& job, const Trouble& trouble) {
    if (job.parts.size() == 1) return part_is_void(job.column, job.parts.front(), trouble);
    if (is_no_use(columns_[job.column], {job.parts.front().begin, job.parts.back().end}, trouble)) return;
    for (const Part& part : job.parts) jobs_.add({job.column, {part}});
  }

  void part_is_void(std::size_t index, const Part& part, const Trouble& trouble) {
    Column& column = columns_[index];
    if (is_no_use(column, part, trouble)) return;
    if (part.size() == 1) {
      column.observations[part.begin] = {trouble.outcome, trouble.text};
      return;
    }
    const std::size_t middle = part.begin + part.size() / 2;
    jobs_.add({index, {{part.begin, middle}}});
    jobs_.add({index, {{middle, part.end}}});
  }

  /// Notes the trouble, and asks the canaries when it is the first. \returns whether nothing more is to be asked
  bool is_no_use(Column& column, const Part& part, const Trouble& trouble) {
    const std::scoped_lock lock{column.mutex};
    column.voided.push_back({part.begin, part.size(), trouble.text});
    if (!column.asked_canaries) column.hopeless = trouble_with_canaries(*column.checker);
    column.asked_canaries = true;
    return column.hopeless.has_value();
  }

  std::optional<Trouble> trouble_with_canaries(const Checker& checker) {
    const Prelude no_declarations{preludes_.empty() ? std::string{} : preludes_.front().imports};
    const std::vector<Runner::Module> canaries_alone{{no_declarations, {}}};
    RunResult result = runner_.run(checker, canaries_alone, next_id_++);
    time_ += result.time.count();
    if (result.trouble) return result.trouble;
    return result.modules.front() ? std::nullopt : std::optional{result.modules.front().error()};
  }

  const Prelude& prelude_of(const Part& part) const { return preludes_[questions_[part.begin].group]; }

  static bool is_hopeless(Column& column) {
    const std::scoped_lock lock{column.mutex};
    return column.hopeless.has_value();
  }

  /// What it answered in other runs is no evidence either.
  static void give_up(Column& column) {
    const Outcome outcome = column.hopeless->outcome == Outcome::Unsupported ? Outcome::Missing : column.hopeless->outcome;
    std::ranges::fill(column.observations, Observation{outcome, column.hopeless->text});
  }

  static std::string note_of(Column& column) {
    const std::string& name = column.checker->name;
    if (column.hopeless) return fmt::format("{} {}.", name, column.hopeless->text);
    std::string note;
    if (column.version.empty() && !column.checker->version_arguments.empty()) note = fmt::format("{} told no version.", name);
    if (column.voided.empty()) return note;
    const auto first = std::ranges::min_element(column.voided, {}, [](const Voided& each) { return std::pair{each.begin, ~each.size}; });
    return note + fmt::format("{}{} void: asked again in halves until a question stood alone; the first because {} {}.",
                              note.empty() ? "" : " ", column.voided.size() == 1 ? "1 run was" : fmt::format("{} runs were", column.voided.size()),
                              name, first->text);
  }

  const Runner& runner_;
  std::span<const Prelude> preludes_;
  std::vector<campaign::Question> questions_;
  std::vector<Probe> probes_;
  std::vector<Column> columns_;
  Jobs jobs_;
  std::atomic<std::size_t> next_id_ = 0;
  std::atomic<std::chrono::nanoseconds::rep> time_ = 0;  // in processes of checkers
};

/// A folder of our own, as long as it is needed.
class OwnFolder {
 public:
  explicit OwnFolder(const fs::path& parent) : path_((parent / "agverify_XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

tl::expected<campaign::Answers, GateError> ask(std::span<const Prelude> preludes, std::span<const Checker> checkers,
                                               std::vector<campaign::Question> questions, const GateOptions& options, GateTimes* times) {
  const auto begin = std::chrono::steady_clock::now();
  const OwnFolder folder{options.temporary};
  if (folder.path().empty())
    return tl::unexpected{GateError{"no folder for the runs of checkers can be made here", options.temporary.string()}};
  const Runner runner{options, folder.path()};
  Asking asking{runner, preludes, checkers, std::move(questions)};
  asking.ask(options.workers);
  campaign::Answers answers = asking.answers();
  if (times != nullptr) *times = {std::chrono::steady_clock::now() - begin, asking.time_in_checkers()};
  return answers;
}

}  // namespace agverify::gate
