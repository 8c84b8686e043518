#include <gtest/gtest.h>

#include <bitset>
#include <random>

#include <fmt/format.h>

#include "model/syntax/printer.h"
#include "solver/smt/decide.h"
#include "tests/solver/world.h"

namespace agverify::solver::smt {
namespace {

using model::Type;
using model::Verdict;

/// What an element may be: nothing, True, False, an int that is no bool, a str. Types of elements are sets of these.
constexpr std::size_t kinds = 5;
using Kinds = std::bitset<kinds>;
constexpr std::size_t longest = 6;

std::size_t count_lists() {
  std::size_t all = 0, of_length = 1;
  for (std::size_t length = 0; length <= longest; ++length, of_length *= kinds) all += of_length;
  return all;
}
constexpr std::size_t most_lists = 19531;
using Lists = std::bitset<most_lists>;

std::vector<std::vector<std::size_t>> all_lists() {
  std::vector<std::vector<std::size_t>> lists{{}};
  for (std::size_t from = 0, to = 1, length = 0; length < longest; ++length) {
    for (std::size_t at = from; at < to; ++at)
      for (std::size_t kind = 0; kind < kinds; ++kind) {
        lists.push_back(lists[at]);
        lists.back().push_back(kind);
      }
    from = to;
    to = lists.size();
  }
  return lists;
}

struct Element {
  std::string text;
  Kinds kinds;
};

/// By its definition: at each length the parts as they stand.
struct Form {
  std::vector<Element> parts;
  std::optional<std::size_t> unbounded;

  bool holds(const std::vector<std::size_t>& list) const {
    if (!unbounded) return fits(list, parts);
    if (list.size() + 1 < parts.size()) return false;
    std::vector<Element> here = parts;
    here.erase(here.begin() + static_cast<std::ptrdiff_t>(*unbounded));
    here.insert(here.begin() + static_cast<std::ptrdiff_t>(*unbounded), list.size() - here.size(), parts[*unbounded]);
    return fits(list, here);
  }
  static bool fits(const std::vector<std::size_t>& list, const std::vector<Element>& parts) {
    if (list.size() != parts.size()) return false;
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (!parts[k].kinds[list[k]]) return false;
    return true;
  }
  std::string text() const {
    if (parts.empty()) return "tuple[()]";
    std::string made;
    for (std::size_t k = 0; k < parts.size(); ++k)
      made += (k ? ", " : "") + (unbounded == k ? fmt::format("*tuple[{}, ...]", parts[k].text) : parts[k].text);
    return fmt::format("tuple[{}]", made);
  }
};

struct Small {
  std::string text;
  Lists values;
};

struct SmtTuple : testing::Test {
  struct Bench {
    tests::World world{R"(
from enum import Enum, Flag
from typing import NamedTuple, Generic, TypeVar, Protocol
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
class Color(Enum):
    RED = 1
    BLUE = 2
class Mode(Flag):
    ON = 1
    OFF = 2
class Box(Generic[T_co]):
    def get(self) -> T_co: ...
class Gets(Protocol[T_co]):
    def __getitem__(self, key: int, /) -> T_co: ...
class Plain: ...
)"};
    ClassLaws laws{world.table(), world.pool, world.slots};
    Decider decider{world.table(), world.pool, world.slots, laws};
    std::vector<std::vector<std::size_t>> lists = all_lists();
  };
  static Bench& bench() {
    static Bench made;
    return made;
  }
  static Answer decide(const std::string& text) { return bench().decider.decide(bench().world.query(text)); }
  static void proved(const std::string& text) {
    const Answer answer = decide(text);
    EXPECT_EQ(name_of(answer.verdict), "proved") << text << ": " << answer.reason;
  }
  static void refuted(const std::string& text) {
    const Answer answer = decide(text);
    EXPECT_EQ(name_of(answer.verdict), "refuted") << text << ": " << answer.reason;
  }
  static void unknown(const std::string& text, std::string_view reason) {
    const Answer answer = decide(text);
    EXPECT_EQ(name_of(answer.verdict), "unknown") << text;
    EXPECT_TRUE(answer.reason.starts_with(reason)) << text << ": " << answer.reason;
  }

  const std::vector<Element> elements{{"int", Kinds{"01111"}}, {"str", Kinds{"10001"}}, {"bool", Kinds{"00111"}},
                                      {"Literal[True]", Kinds{"00011"}}, {"int | str", Kinds{"11111"}}};

  Small small(const std::string& text, const auto& holds) const {
    Small made{text, {}};
    for (std::size_t k = 0; k < bench().lists.size(); ++k) made.values[k] = holds(bench().lists[k]);
    return made;
  }
  Small small(const Form& form) const { return small(form.text(), [&](const auto& list) { return form.holds(list); }); }
  Small sequence(const Element& element) const {
    return small(fmt::format("Sequence[{}]", element.text),
                 [&](const auto& list) { return std::ranges::all_of(list, [&](std::size_t kind) { return element.kinds[kind]; }); });
  }
  /// Of so many parts, with an unbounded one or without.
  std::vector<Form> forms(std::size_t parts) const {
    std::vector<Form> made{{{}, std::nullopt}};
    for (std::size_t k = 0; k < parts; ++k) {
      std::vector<Form> longer;
      for (const Form& each : made)
        for (const Element& element : elements) {
          longer.push_back(each);
          longer.back().parts.push_back(element);
        }
      made = std::move(longer);
    }
    const std::vector<Form> fixed = made;
    for (const Form& each : fixed)
      for (std::size_t k = 0; k < parts; ++k) {
        made.push_back(each);
        made.back().unbounded = k;
      }
    return made;
  }

  /// What is shown is one of the source's lists and none of the target's.
  void expect_witness(const Answer& answer, const Small& source, const Lists& target, const std::string& text) const {
    ASSERT_TRUE(answer.witness) << text;
    const auto& values = answer.witness->values;
    const model::Value& root = values[index_of(answer.witness->root)];
    ASSERT_TRUE(root.elements) << text;
    std::vector<std::size_t> list;
    for (const model::Argument& each : *root.elements) list.push_back(each ? kind_of(values[index_of(*each)]) : 0);
    const auto place = std::ranges::find(bench().lists, list) - bench().lists.begin();
    ASSERT_LT(static_cast<std::size_t>(place), bench().lists.size()) << text;
    EXPECT_TRUE(source.values[static_cast<std::size_t>(place)]) << text;
    EXPECT_FALSE(target[static_cast<std::size_t>(place)]) << text;
  }
  static std::size_t kind_of(const model::Value& value) {
    const auto& well_known = bench().world.table().well_known;
    if (value.tag == well_known.boolean) return value.literal == "True" ? 1 : 2;
    EXPECT_TRUE(value.tag == well_known.integer || value.tag == well_known.string);
    EXPECT_FALSE(value.literal);
    return value.tag == well_known.integer ? 3 : 4;
  }

  void compare(const Small& source, std::initializer_list<const Small*> targets) const {
    Lists target;
    std::string text;
    for (const Small* each : targets) {
      target |= each->values;
      text += (text.empty() ? source.text + " <: " : " | ") + each->text;
    }
    const Answer answer = decide(text);
    const bool holds = (source.values & ~target).none();
    ASSERT_EQ(name_of(answer.verdict), holds ? "proved" : "refuted") << text << ": " << answer.reason;
    if (!holds) expect_witness(answer, source, target, text);
  }
};

TEST_F(SmtTuple, EveryPairOfShortOnesAgreesWithTheEnumerationOfValues) {
  ASSERT_EQ(count_lists(), most_lists);
  std::vector<Small> all;
  for (std::size_t parts = 0; parts <= 2; ++parts)
    for (const Form& each : forms(parts)) all.push_back(small(each));
  ASSERT_EQ(all.size(), 86u);
  for (const Small& source : all)
    for (const Small& target : all) compare(source, {&target});
  for (const Small& source : all)
    for (const Element& each : elements) {
      const Small target = sequence(each);
      compare(source, {&target});
    }
}

TEST_F(SmtTuple, UnionsOfTwoAgreeWithTheEnumerationOfValues) {
  std::vector<Small> all;
  for (std::size_t parts = 0; parts <= 3; ++parts)
    for (const Form& each : forms(parts))
      if (parts < 3 || each.unbounded) all.push_back(small(each));
  for (const Element& each : elements) all.push_back(sequence(each));
  std::mt19937 random{1};
  const auto any = [&]() -> const Small& { return all[random() % all.size()]; };
  std::size_t proved = 0;
  for (int tries = 0; tries < 6000 || proved < 500; ++tries) {
    const Small &source = any(), &one = any(), &two = any();
    if (source.text.starts_with("Sequence")) continue;
    const bool holds = (source.values & ~(one.values | two.values)).none();
    if (!holds && tries % 4) continue;
    proved += holds;
    compare(source, {&one, &two});
  }
}

}  // namespace
}  // namespace agverify::solver::smt
