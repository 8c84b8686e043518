#include "solver/smt/law_text.h"

#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/smt/class_laws.h"
#include "solver/smt/promises.h"
#include "solver/smt/type_text.h"

namespace agverify::solver::smt {
namespace {

using model::ClassLaw;
using model::SlotLaw;

constexpr std::string_view version = "class law 5";

std::string described(const model::ClassTable& table, model::TypePool& pool, model::ClassId id) {
  std::string text = fmt::format("class {}\n", table[id].qualified_name);
  for (const model::TypeParameter& each : table[id].parameters)
    text += fmt::format("parameter {} {}\n", each.name, name_of(each.declared_variance));
  if (table[id].unsupported) text += fmt::format("unsupported {}\n", *table[id].unsupported);
  const Promises promises = promises_of(table, pool, id);
  for (const UnreadMember& each : promises.unread) text += fmt::format("unread {} {} {}\n", each.name, each.construct, fmt::join(each.parameters, " "));
  for (const Promise& each : promises.promises) {
    text += fmt::format("promise {} {}", each.name, each.signature);
    for (std::size_t k = 0; k < each.taken.size(); ++k)
      text += fmt::format(" ({}{})", shown_before(each.shape[k]), canonical(table, each.taken[k]));
    text += each.given ? fmt::format(" -> {}\n", canonical(table, *each.given)) : "\n";
  }
  return text;
}

void write(std::string& text, std::string_view sign, const SlotLaw& law) {
  text += fmt::format("slot {} {} {} {} {} {}\n", sign, law.shown, law.exact, law.absorbed, law.possible, law.member);
  for (const std::string& each : law.conditions) text += fmt::format("condition {}\n", each);
}

constexpr std::string_view statuses[] = {"proved", "wrong-flag", "unproved"};

/// Reads what `to_text` wrote, line by line; `fail` is set by the first line that is not understood.
struct Reader {
  std::string_view rest;
  bool failed = false;

  std::string_view line() {
    const std::size_t end = rest.find('\n');
    const std::string_view found = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return found;
  }
  /// The line after its first word, when that is `word`.
  std::string expect(std::string_view word) {
    const std::string_view found = line();
    failed |= !found.starts_with(word) || found.size() <= word.size() || found[word.size()] != ' ';
    return failed ? std::string{} : std::string{found.substr(word.size() + 1)};
  }
  bool next_is(std::string_view word) const { return rest.starts_with(word); }

  bool flag(std::string_view& words) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    failed |= word != "true" && word != "false";
    return word == "true";
  }

  SlotLaw slot(std::string_view sign) {
    const std::string whole = expect(fmt::format("slot {}", sign));
    std::string_view words = whole;
    SlotLaw law;
    law.shown = flag(words);
    law.exact = flag(words);
    law.absorbed = flag(words);
    law.possible = flag(words);
    law.member = words;
    while (!failed && next_is("condition ")) law.conditions.push_back(expect("condition"));
    return law;
  }

  ClassLaw::Status status() {
    const std::string word = expect("status");
    for (std::size_t k = 0; k < std::size(statuses); ++k)
      if (word == statuses[k]) return static_cast<ClassLaw::Status>(k);
    failed = true;
    return ClassLaw::Status::Unproved;
  }

  double number(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    failed |= error != std::errc{} || end != text.data() + text.size();
    return value;
  }
};

}  // namespace

std::string law_key(const model::ClassTable& table, model::TypePool& pool, model::ClassId id) {
  std::string text = fmt::format("{}\nobject {}\n", version, table[table.well_known.object].qualified_name);
  for (model::ClassId each : law_rests_on(table, pool, id)) text += described(table, pool, each);
  return text;
}

std::string to_text(const ClassLaw& law) {
  std::string text = fmt::format("{}\nstatus {}\n", version, statuses[static_cast<std::size_t>(law.status)]);
  text += fmt::format("milliseconds {}\nmember {}\nreason {}\n", law.milliseconds, law.failing_member, law.reason);
  for (const ClassLaw::PerParameter& each : law.parameters) {
    write(text, "+", each.positive);
    write(text, "-", each.negative);
    text += fmt::format("unread {}\n", each.unread);
  }
  return text;
}

std::optional<ClassLaw> from_text(std::string_view text) {
  Reader reader{text};
  if (reader.line() != version) return std::nullopt;
  ClassLaw law;
  law.status = reader.status();
  law.milliseconds = reader.number(reader.expect("milliseconds"));
  law.failing_member = reader.expect("member");
  law.reason = reader.expect("reason");
  while (!reader.failed && !reader.rest.empty()) {
    ClassLaw::PerParameter each;
    each.positive = reader.slot("+");
    each.negative = reader.slot("-");
    each.unread = reader.expect("unread");
    law.parameters.push_back(std::move(each));
  }
  if (reader.failed) return std::nullopt;
  return law;
}

}  // namespace agverify::solver::smt
