#include "report/text.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "logic/rule_table.h"
#include "report/explain.h"
#include "report/story.h"
#include "report/type_text.h"
#include "report/why.h"

namespace agverify::report {

using namespace model;

namespace {

constexpr std::size_t label_width = 10;

std::string coloured(Verdict verdict, bool colours) {
  const std::string word{name_of(verdict)};
  if (!colours) return word;
  const int colour = verdict == Verdict::Proved ? 32 : verdict == Verdict::Refuted ? 31 : 33;
  return fmt::format("\033[1;{}m{}\033[0m", colour, word);
}

/// Lines of at most `width` columns, broken at spaces; a longer word stands alone.
std::vector<std::string> broken(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Page {
 public:
  explicit Page(const TextStyle& style) : style_(style) {}

  void head(Verdict verdict, std::string_view statement) {
    out_ += fmt::format("{}{}{}\n", coloured(verdict, style_.colours), std::string(label_width - name_of(verdict).size(), ' '), statement);
  }

  void row(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    for (const std::string& line : broken(text, style_.width - label_width - 2)) {
      out_ += fmt::format("  {:<{}}{}\n", label, label_width, line);
      label = {};
    }
  }

  void block(std::string_view label, const std::string& lines) {
    if (!lines.empty()) out_ += fmt::format("  {}\n{}", label, lines);
  }

  std::string take() { return std::move(out_); }

 private:
  const TextStyle& style_;
  std::string out_;
};

void refutation_rows(Page& page, const Answer& answer) {
  Story story{answer};
  const std::string instance = story.instance();
  if (!instance.empty()) {
    const std::vector<std::string> classes = story.fresh_classes();
    page.row("instance", classes.empty() ? "take " + instance : fmt::format("take {} with {}", instance, fmt::join(classes, ", ")));
  }
  page.row("witness", story.witness());
}

std::string rule_text(const solver::Judgement& judgement) {
  if (judgement.verdict == Verdict::Unknown) return {};
  std::string rule = "none";
  if (judgement.rule) {
    const std::string_view anchor = logic::entry_of(*judgement.rule).anchor;
    rule = fmt::format("{} ({})", logic::name_of(*judgement.rule), anchor == "(none)" ? "no section of the spec" : anchor);
  }
  return fmt::format("{}, basis {}, {}", rule, name_of(judgement.basis), name_of(judgement.strength));
}

std::string evidence_text(const solver::Judgement& judgement) {
  const bool says_why = judgement.verdict != Verdict::Unknown && !judgement.smt_reason.empty();
  return fmt::format("{}; rules: {}, smt: {}{}", solver::name_of(judgement.evidence_kind), solver::opinion_name(judgement.rules),
                     solver::opinion_name(judgement.smt), says_why ? " (" + judgement.smt_reason + ")" : "");
}

std::string stubs_text(const Answer& answer) {
  return fmt::format("{} for Python {}.{}", answer.stubs_digest.substr(0, 12), answer.version.major, answer.version.minor);
}

}  // namespace

std::string answer_text(const Answer& answer, const TextStyle& style) {
  const solver::Judgement& judgement = answer.judgement;
  Page page{style};
  page.head(judgement.verdict, TypeText{answer.table, answer.query.variables}.statement(answer.query));
  if (judgement.direction)
    page.row("fails", *judgement.direction == Direction::SourceToTarget ? "left to right" : "right to left");
  if (judgement.verdict == Verdict::Unknown) page.row("reason", judgement.reason);
  page.row("why", why(answer));
  if (std::holds_alternative<Refutation>(judgement.evidence)) refutation_rows(page, answer);
  page.row("rule", rule_text(judgement));
  page.row("evidence", evidence_text(judgement));
  page.row("stubs", stubs_text(answer));
  if (style.milliseconds) page.row("time", fmt::format("{:.3f} ms", *style.milliseconds));
  if (style.explain) page.block(judgement.verdict == Verdict::Refuted ? "values" : "derivation", explanation(answer));
  return page.take();
}

std::string unread_text(std::string_view question, std::string_view reason, const TextStyle& style) {
  Page page{style};
  page.head(Verdict::Unknown, question);
  page.row("reason", reason);
  page.row("why", why_unknown(reason));
  page.row("evidence", "none; rules: skipped, smt: skipped");
  return page.take();
}

}  // namespace agverify::report
