#include "report/story.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/deed.h"
#include "solver/rules/tuple_parts.h"

namespace agverify::report {

using namespace model;

namespace {

constexpr std::size_t most_levels = 4;
constexpr std::size_t most_breaches = 2;
constexpr std::size_t most_elements = 8;
constexpr std::size_t most_tried = 100;  // of values that literals may name

struct Plain {
  std::string_view class_name, before, first, after;  // of what is written: what stands around a number, or letter, that may go on
};
/// Values that everybody can write down, of each class.
constexpr std::array<Plain, 8> plain_values{{{"builtins.int", "", "1", ""},
                                             {"builtins.bool", "", "True", ""},
                                             {"builtins.str", "\"", "a", "\""},
                                             {"builtins.bytes", "b\"", "a", "\""},
                                             {"builtins.float", "", "1.5", ""},
                                             {"builtins.complex", "", "1j", ""},
                                             {"builtins.object", "", "object()", ""},
                                             {"types.NoneType", "", "None", ""}}};

/// The k-th of them: of texts with one letter, from a to z, then with a number after it.
std::string written_value(const Plain& plain, std::size_t k) {
  if (plain.first == "1") return std::to_string(k + 1);
  if (plain.first != "a") return std::string(plain.first);
  const std::string letter(1, static_cast<char>('a' + k % 26));
  return fmt::format("{}{}{}{}", plain.before, letter, k < 26 ? "" : std::to_string(k / 26), plain.after);
}

std::string with_article(std::string text) {
  const bool vowel = !text.empty() && std::string_view{"AEIOUaeiou"}.find(text.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::move(text);
}

/// "no tuple[int]: it has 2 elements, not 1".
std::string of_length(const std::vector<Argument>& elements, const Tuple& target, std::string_view text) {
  const std::size_t wanted = solver::rules::shortest(target);
  return fmt::format("no {}: it has {} element{}, not {}{}", text, elements.size(), elements.size() == 1 ? "" : "s", wanted, target.unbounded ? " or more" : "");
}

const Refutation& refutation(const Answer& answer) { return std::get<Refutation>(answer.judgement.evidence); }

}  // namespace

Story::Story(const Answer& answer)
    : answer_(answer),
      witness_(refutation(answer).witness),
      text_(answer.whole_table(), answer.query.variables),
      finder_(answer.whole_table(), answer.pool, witness_),
      source_(finder_.substitution().variables(answer.query.source, witness_.instances)),
      target_(finder_.substitution().variables(answer.query.target, witness_.instances)) {
  if (refutation(answer).direction == Direction::TargetToSource) std::swap(source_, target_);
}

/// Of those that the instance or a value names.
std::vector<std::string> Story::fresh_classes() {
  std::vector<std::string> lines;
  const std::set<ClassId> used = used_classes();
  const std::size_t first = answer_.whole_table().size() - witness_.fresh_classes.size();
  for (std::size_t i = 0; i < witness_.fresh_classes.size(); ++i) {
    const FreshClass& each = witness_.fresh_classes[i];
    if (!used.contains(ClassId{static_cast<std::uint32_t>(first + i)})) continue;
    std::vector<std::string> bases;
    for (Type base : each.bases) bases.push_back(text_.text(base));
    lines.push_back(bases.empty() ? fmt::format("class {}: ...", each.name)
                                  : fmt::format("class {}({}): ...", each.name, fmt::join(bases, ", ")));
  }
  return lines;
}

std::set<ClassId> Story::used_classes() const {
  std::set<ClassId> used;
  std::vector<Type> open = witness_.instances;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    if (const Nominal* nominal = as_nominal(next)) used.insert(nominal->class_id);
    const auto parts = parts_of(next);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  for (const Value& each : witness_.values) used.insert(each.tag);
  return used;
}

std::string Story::instance() {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < witness_.instances.size(); ++i)
    parts.push_back(fmt::format("{} = {}", answer_.query.variables[i], text_.text(witness_.instances[i])));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string Story::witness() {
  const Sight root{witness_.root, source_, target_};
  const std::vector<Breach> found = telling(root);
  if (found.empty()) return without_breach(root, finder_.of(root.value, target_));
  return fmt::format("{} {}; {}", plain(root), deeds(root, found, true, most_levels), demands(root, most_levels));
}

/// The breaches that show something, as many as a sentence bears.
std::vector<Breach> Story::telling(const Sight& sight) {
  if (!sight.target) return {};
  std::vector<Breach> found = finder_.of(sight.value, *sight.target);
  std::erase_if(found, [](const Breach& each) { return each.kind != Breach::Kind::Slot && each.kind != Breach::Kind::Member && each.kind != Breach::Kind::Element; });
  if (found.size() > most_breaches) found.erase(found.begin() + most_breaches, found.end());
  return found;
}

/// The class alone, or a member that it lacks, tells the value from the target.
std::string Story::without_breach(const Sight& sight, const std::vector<Breach>& found) {
  const std::string value = plain(sight), target = text_.text(*sight.target), source = with_article(text_.text(*sight.source));
  const bool is_same = value == source || witness_.values[index_of(sight.value)].is_callable;
  const std::string is = is_same ? value + " is" : fmt::format("{} is {} and", value, source);
  const std::string_view tag = text_.name(witness_.values[index_of(sight.value)].tag);
  const auto& elements = witness_.values[index_of(sight.value)].elements;
  if (found.empty() || found.front().kind == Breach::Kind::Empty) return fmt::format("{} is a value, and {} has none", value, target);
  if (found.size() > 1) return fmt::format("{} in no member of {}", is, target);
  if (found.front().kind == Breach::Kind::Tag && witness_.values[index_of(sight.value)].is_callable)
    return fmt::format("{} no {}: that it can be called does not make it an instance of a class", is, target);
  if (found.front().kind == Breach::Kind::Tag)
    return fmt::format("{} no {}: {} does not derive from {}", is, target, tag, text_.name(found.front().owner));
  if (found.front().kind == Breach::Kind::Length) return fmt::format("{} {}", is_same ? is : fmt::format("{} is {} and", written(*elements), source), of_length(*elements, *as_tuple(found.front().target), target));
  if (found.front().kind == Breach::Kind::Other) return fmt::format("{} no {}", is, target);
  const std::string_view asks = found.front().refuses_call.empty() ? "requires" : "admits";
  return fmt::format("{}, which {} {}", misfit(is_same ? value : fmt::format("{}, {},", value, source), found.front()), target, asks);
}

/// A value as a noun: what is written for it, or its class with the arguments that it is seen at.
std::string Story::plain(const Sight& sight) {
  const ClassTable& table = answer_.whole_table();
  if (witness_.values[index_of(sight.value)].is_callable) return sight.source ? "a value of " + text_.text(finder_.part_with(sight.value, *sight.source)) : "a callable";
  const ClassId tag = witness_.values[index_of(sight.value)].tag;
  if (const auto& shown_by = witness_.values[index_of(sight.value)].class_object) return fmt::format("the class {}", text_.name(*shown_by));
  if (const auto which = which_one(sight.value)) return *which;
  const auto& elements = witness_.values[index_of(sight.value)].elements;
  if (elements && sight.source && as_tuple(finder_.part_with(sight.value, *sight.source))) return with_article(text_.text(finder_.part_with(sight.value, *sight.source)));
  if (elements && tag == table.well_known.tuple) return written(*elements);
  if (table[tag].parameters.empty()) return with_article(std::string(text_.name(tag)));
  if (sight.source) {
    const Type seen = finder_.part_with(sight.value, *sight.source);
    const Nominal* type = as_nominal(seen);
    if (type && type->class_id == tag) return with_article(text_.text(seen));
  }
  return with_article(std::string(text_.name(tag)));
}

/// What is written for a value of a class that everybody can write values of, and for one that a literal names.
std::optional<std::string> Story::which_one(ValueId id) {
  const ClassTable& table = answer_.whole_table();
  const Value& value = witness_.values[index_of(id)];
  const Class& definition = table[value.tag];
  if (value.literal) return definition.enum_members.empty() ? *value.literal : fmt::format("{}.{}", text_.name(value.tag), *value.literal);
  const auto known = std::ranges::find(plain_values, definition.qualified_name, &Plain::class_name);
  if (known == plain_values.end()) return std::nullopt;
  std::size_t k = 0;
  while (k < most_tried && is_named(value.tag, written_value(*known, k))) ++k;
  return written_value(*known, k);
}

/// Whether a literal of the question is that value.
bool Story::is_named(ClassId id, std::string_view text) const {
  std::vector<Type> open{source_, target_};
  std::unordered_set<Type> seen;
  while (!open.empty()) {
    const Type next = open.back();
    open.pop_back();
    const Literal* literal = as_literal(next);
    if (literal && literal->class_id == id && *literal->value == text) return true;
    if (!seen.insert(next).second) continue;
    const auto parts = parts_of(next);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  return false;
}

/// `(1, "a")`: each element by itself, a tuple inside as one.
std::string Story::written(const std::vector<Argument>& elements) {
  std::vector<std::string> parts;
  for (const Argument& each : elements) {
    if (parts.size() == most_elements) break;
    const auto which = each ? which_one(*each) : std::optional<std::string>{"<no value>"};
    parts.push_back(which ? *which : with_article(std::string(text_.name(witness_.values[index_of(*each)].tag))));
  }
  if (parts.size() < elements.size()) parts.emplace_back("...");
  return fmt::format("({}{})", fmt::join(parts, ", "), elements.size() == 1 ? "," : "");
}

/// A value with what it does.
std::string Story::described(const Sight& sight, std::size_t levels) {
  const std::vector<Breach> found = telling(sight);
  if (found.empty()) return plain(sight);
  return fmt::format("{} that {}", plain(sight), levels == 0 ? "..." : deeds(sight, found, false, levels));
}

/// What it does, things done in one way told together.
std::string Story::deeds(const Sight& sight, const std::vector<Breach>& found, bool may, std::size_t levels) {
  std::vector<std::pair<std::string, std::vector<std::string>>> ways;
  for (const Breach& each : found) {
    const Deed how = deed_of(each, answer_.whole_table(), answer_.slots);
    const std::string& verb = may ? how.verb : how.verb_for_one;
    const std::string way = how.way.empty() ? verb : fmt::format("{}, {},", verb, how.way);
    if (ways.empty() || ways.back().first != way) ways.emplace_back(way, std::vector<std::string>{});
    const std::string what = described(shown(sight, each), levels - 1);
    if (std::ranges::find(ways.back().second, what) == ways.back().second.end()) ways.back().second.push_back(what);
  }
  std::vector<std::string> parts;
  for (const auto& [way, things] : ways) parts.push_back(fmt::format("{} {}", way, fmt::join(things, " and ")));
  return (may ? "may " : "") + fmt::format("{}", fmt::join(parts, " and "));
}

/// What the target asks for where the value fails it, level by level along the first breach.
std::string Story::demands(const Sight& sight, std::size_t levels) {
  std::vector<std::string> parts;
  Sight here = sight;
  for (std::size_t level = 0; level < levels; ++level) {
    const std::vector<Breach> found = telling(here);
    if (found.empty()) break;
    std::vector<std::string> said;
    for (const Breach& each : found)
      if (const std::string part = demand(here, each); std::ranges::find(said, part) == said.end()) said.push_back(part);
    parts.push_back(fmt::format("{}", fmt::join(said, " and ")));
    here = shown(here, found.front());
  }
  if (!telling(here).empty()) parts.push_back("...");
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string Story::demand(const Sight& sight, const Breach& breach) {
  const std::string target = text_.text(breach.target);
  const Sight below = shown(sight, breach);
  if (breach.refuses)
    return fmt::format("every {} must take {}", target, telling(below).empty() ? plain(below) : "every " + text_.text(*breach.asked));
  const Deed how = deed_of(breach, answer_.whole_table(), answer_.slots);
  return is_never(*breach.asked) ? fmt::format("no {} {} anything there", target, how.verb_for_one)
                                 : fmt::format("every {} {} only {}", target, how.verb_for_one, text_.text(*breach.asked));
}

/// What is handed out is in the source's argument and not in the target's; what is refused the other way round.
Story::Sight Story::shown(const Sight& sight, const Breach& breach) {
  std::optional<Type> own;
  if (sight.source) {
    const Type seen = finder_.part_with(sight.value, *sight.source);
    own = breach.kind == Breach::Kind::Element ? finder_.element_at(seen, sight.value, breach.parameter)
          : breach.kind == Breach::Kind::Slot ? finder_.argument_at(seen, breach.owner, breach.parameter) : finder_.member_at(seen, breach);
  }
  if (breach.refuses) return {breach.shown, breach.asked, own};
  return {breach.shown, own, breach.asked};
}

}  // namespace agverify::report
