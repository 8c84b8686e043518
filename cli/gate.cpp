#include "cli/gate.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "campaign/campaign.h"
#include "cli/input/files.h"
#include "cli/pairs/campaign_pairs.h"
#include "cli/session/ask.h"
#include "cli/terminal.h"
#include "gate/checker.h"
#include "gate/gate.h"
#include "gate/reduction.h"
#include "logic/switches.h"
#include "report/gate_json.h"
#include "report/gate_markdown.h"
#include "report/gate_table.h"
#include "report/gate_words.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using campaign::Campaign;
using campaign::Finding;

Failure failure_of(const gate::GateError& error, ExitCode code) {
  model::syntax::ParseError made;
  made.message = error.message;
  made.file = error.file;
  made.line = error.line;
  made.column = error.column;
  return {code, {std::move(made)}};
}

tl::expected<std::vector<gate::Checker>, Failure> checkers_of(const GateOptions& options) {
  std::vector<gate::Checker> known = gate::shipped_checkers();
  for (const std::string& path : options.files) {
    const auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    auto more = gate::read_checkers(*text, path, std::move(known));
    if (!more) return tl::unexpected(failure_of(more.error(), ExitCode::BadInput));
    known = std::move(*more);
  }
  if (std::ranges::find(options.checkers, "all") != options.checkers.end()) return known;
  auto chosen = gate::chosen(known, options.checkers);
  if (!chosen) return tl::unexpected(failure_of(chosen.error(), ExitCode::Usage));
  return std::move(*chosen);
}

/// Makes the folder and tries whether it takes files.
tl::expected<void, Failure> open_folder(const std::string& path) {
  if (auto made = make_folder(path); !made) return made;
  const std::string trial = path + "/.agverify";
  if (auto written = write_file(trial, ""); !written) return written;
  std::remove(trial.c_str());
  return {};
}

std::string tools_folder(const GateOptions& options) {
  if (options.tools) return *options.tools;
  return environment("AGVERIFY_CHECKERS").value_or("tools/checkers");
}

gate::GateOptions gate_options(const GateOptions& options) {
  gate::GateOptions made;
  made.tools = tools_folder(options);
  made.typeshed = made.tools / "typeshed";
  made.workers = options.jobs;
  made.time = std::chrono::milliseconds{options.milliseconds};
  return made;
}

/// Reports are the same wherever checkers are installed.
void forget_place(std::string& text, const std::string& place) {
  constexpr std::string_view name = "{tools}";
  for (std::size_t at = 0; (at = text.find(place, at)) != std::string::npos; at += name.size()) text.replace(at, place.size(), name);
}

/// The options that gave pairs or classes, as words of a command.
std::string given_by(const pairs::PairOptions& options) {
  std::vector<std::string> words;
  if (options.file) words.push_back("--file " + *options.file);
  if (!options.cases.empty()) words.push_back(fmt::format("--cases {}", fmt::join(options.cases, " ")));
  for (const std::string& each : options.texts.preludes) words.push_back("--prelude " + each);
  for (const std::string& each : logic::texts_of(options.texts.assumed)) words.push_back("--assume " + each);
  return fmt::format("{}", fmt::join(words, " "));
}

/// One campaign from the first pair to the last report.
class Campaigner {
 public:
  Campaigner(const GateOptions& options, std::vector<gate::Checker> checkers, pairs::CampaignPairs& pairs)
      : options_(options), gate_options_(gate_options(options)), checkers_(std::move(checkers)), pairs_(pairs) {}

  ExitCode run() {
    if (const auto asked = ask(); !asked) return failed(asked.error());
    show_progress({});
    print(report::gate_table(campaign_, wants_colours()));
    return worse(write_reports(), worse(code_, outcome()));
  }

 private:
  tl::expected<void, Failure> ask() {
    show_progress("deciding pairs");
    auto decided = pairs_.decide();
    if (!decided) return tl::unexpected(decided.error());
    campaign_.seed = options_.asked.seed;
    campaign_.profile = options_.asked.file ? "file" : options_.asked.cases.empty() ? options_.asked.profile : "cases";
    campaign_.given = given_by(options_.asked);
    campaign_.pairs = decided->pairs;
    campaign_.unknown = std::move(decided->unknown);
    preludes_ = std::move(decided->preludes);
    show_progress(fmt::format("asking {} about {}", report::counted(checkers_.size(), "checker"), report::counted(decided->questions.size(), "pair")));
    auto answers = gate::ask(preludes_, checkers_, std::move(decided->questions), gate_options_);
    if (!answers) return tl::unexpected(failure_of(answers.error(), ExitCode::InputOutput));
    campaign_.answers = std::move(*answers);
    forget_places(campaign_.answers);
    judge_differences();
    campaign_.differences = campaign::differences(campaign_.answers);
    campaign_.findings = campaign::findings_of(campaign_.answers, campaign_.differences);
    if (const auto examined = examine_findings(); !examined) return tl::unexpected(failure_of(examined.error(), ExitCode::InputOutput));
    return {};
  }

  void forget_places(campaign::Answers& answers) const {
    const std::string place = std::filesystem::absolute(gate_options_.tools).string();
    for (auto& each : answers.participants) forget_place(each.note, place);
    for (auto& column : answers.observations)
      for (auto& each : column) forget_place(each.message, place);
  }

  /// Before an answer is said to differ, both deciders are asked and the certificate is checked. Where they do not agree no
  /// verdict is left to differ from.
  void judge_differences() {
    std::set<std::size_t> which;
    for (const auto& each : campaign::differences(campaign_.answers)) which.insert(each.question);
    for (const std::size_t i : which) {
      show_progress(fmt::format("judging {} with both deciders", report::counted(which.size(), "pair")));
      campaign::Question& question = campaign_.answers.questions[i];
      if (!judge(question.index, properties::query_of(pairs_.pair_at(question.index)))) question.verdict = model::Verdict::Unknown;
    }
  }

  /// \param index of the pair that the query was made from
  /// \returns nothing, once it is written down, where the deciders do not agree or the certificate is not accepted
  std::optional<solver::Judgement> judge(std::uint64_t index, const model::Query& query) {
    Hierarchy& hierarchy = pairs_.subject_of(index).hierarchy();
    solver::Judgement judgement = hierarchy.judge.judge(query);
    if (!judgement.internal_error) return judgement;
    print_error("agverify: " + keep_internal_error(hierarchy, query, judgement));
    code_ = worse(code_, ExitCode::Internal);
    return std::nullopt;
  }

  tl::expected<void, gate::GateError> examine_findings() {
    if (campaign_.findings.empty()) return {};
    const gate::Panel panel{preludes_, checkers_, campaign_.answers, gate_options_};
    show_progress(fmt::format("making {} smaller", report::counted(campaign_.findings.size(), "pair")));
    if (auto done = gate::reduce(campaign_.findings, pairs_, panel); !done) return done;
    for (Finding& each : campaign_.findings) judge_minimal(each);
    show_progress("asking about each pair alone");
    if (auto done = gate::confirm(campaign_.findings, pairs_, panel); !done) return done;
    for (Finding& each : campaign_.findings)
      if (!each.judgement.rules) judge_minimal(each);
    return {};
  }

  void judge_minimal(Finding& finding) {
    if (auto judgement = judge(finding.minimal.index, *finding.query)) {
      finding.judgement = std::move(*judgement);
      return;
    }
    gate::take_drawn(finding, pairs_);
    finding.judgement = pairs_.subject_of(finding.minimal.index).hierarchy().judge.judge(*finding.query);
  }

  ExitCode outcome() const {
    ExitCode code = ExitCode::Success;
    for (const auto& each : campaign_.differences)
      if (each.kind == campaign::DifferenceKind::Deviation) code = ExitCode::Refuted;
    for (std::size_t who = 0; who < checkers_.size(); ++who)
      if (!campaign::answered(campaign_.answers, who)) code = ExitCode::Unavailable;
    return code;
  }

  ExitCode write_reports() {
    if (!options_.report) return ExitCode::Success;
    std::vector<report::GateSetting> settings;
    for (const Finding& each : campaign_.findings) settings.push_back(pairs_.subject_of(each.minimal.index).setting());
    ExitCode code = keep("campaign.json", report::gate_json(campaign_, pairs_.common().setting(), settings));
    code = worse(code, keep("summary.txt", report::gate_table(campaign_, false)));
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const Finding& each = campaign_.findings[i];
      code = worse(code, keep(report::file_of(campaign_, each), report::gate_markdown(campaign_, each, settings[i])));
    }
    if (code == ExitCode::Success)
      print(fmt::format("\n{} and campaign.json are in {}\n", report::counted(campaign_.findings.size(), "report"), *options_.report));
    return code;
  }

  ExitCode keep(const std::string& name, const std::string& text) const {
    const auto written = write_file(fmt::format("{}/{}", *options_.report, name), text);
    return written ? ExitCode::Success : failed(written.error());
  }

  static ExitCode failed(const Failure& failure) {
    show_progress({});
    print_error(failure.text());
    return failure.code;
  }

  const GateOptions& options_;
  const gate::GateOptions gate_options_;
  const std::vector<gate::Checker> checkers_;
  pairs::CampaignPairs& pairs_;
  std::vector<model::python::Prelude> preludes_;
  Campaign campaign_;
  ExitCode code_ = ExitCode::Success;
};

}  // namespace

ExitCode gate(const GateOptions& options) {
  const auto failed = [](const Failure& failure) {
    print_error(failure.text());
    return failure.code;
  };
  auto checkers = checkers_of(options);
  if (!checkers) return failed(checkers.error());
  if (options.report)
    if (const auto opened = open_folder(*options.report); !opened) return failed(opened.error());
  const auto pairs = pairs::CampaignPairs::open(options.asked);
  if (!pairs) return failed(pairs.error());
  return Campaigner{options, std::move(*checkers), **pairs}.run();
}

}  // namespace agverify::cli
