#include <gtest/gtest.h>

#include <bitset>
#include <random>

#include <fmt/format.h>

#include "model/syntax/printer.h"
#include "solver/smt/decide.h"
#include "solver/smt/hypotheses.h"
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
from typing import Any, Callable, Generic, Protocol, TypeVar, final
from collections.abc import Sequence
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
class Color: ...
class Mode: ...
class Large: ...
class Pair(Sequence[int | str]):
    @property
    def first(self) -> int: ...
class Below(Pair): ...
class Many(Sequence[T_co]): ...
@final
class Last: ...
class Box(Generic[T_co]):
    def get(self) -> T_co: ...
class Gets(Protocol[T_co]):
    def __getitem__(self, key: int, /) -> T_co: ...
class Plain: ...
)"};
    Bench() {
      model::ClassTable& table = world.universe->table;
      table[id("Color")].enum_members = {"RED", "BLUE"};
      for (int k = 0; k < 200; ++k) table[id("Large")].enum_members.push_back(fmt::format("M{}", k));
      table[id("Mode")].enum_members = {"ON", "OFF"};
      table[id("Mode")].is_flag = true;
      model::TypePool& pool = world.pool;
      const Type integer = pool.nominal(table.well_known.integer), text = pool.nominal(*table.well_known.string);
      derive_from_tuple("Pair", pool.tuple(std::vector{integer, text}));
      derive_from_tuple("Many", pool.tuple(std::vector{pool.parameter(0)}, 0u));
      EXPECT_FALSE(table.linearise(pool, id("Color")));
      world.slots = model::least_slots(table);
    }
    model::ClassId id(const std::string& name) const { return *world.table().find("prelude." + name); }
    void derive_from_tuple(const std::string& name, Type base) {
      model::TypePool& pool = world.pool;
      model::Class& made = world.universe->table[id(name)];
      made.tuple_base = base;
      made.bases = {pool.nominal(*world.table().well_known.tuple, {pool.union_of(model::as_tuple(base)->parts)})};
    }
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

TEST_F(SmtTuple, UnionsOfTwoWithoutFixedPartsAgreeWithTheEnumerationOfValues) {
  std::vector<Small> sources, targets;
  for (std::size_t parts = 1; parts <= 2; ++parts)
    for (const Form& each : forms(parts)) {
      if (each.unbounded) sources.push_back(small(each));
      if (each.unbounded && parts == 1) targets.push_back(small(each));
    }
  for (const Element& each : elements) targets.push_back(sequence(each));
  for (const Small& source : sources)
    for (const Small& one : targets)
      for (const Small& two : targets)
        if (&one < &two) compare(source, {&one, &two});
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
  for (int tries = 0; tries < 4000 || proved < 300; ++tries) {
    const Small &source = any(), &one = any(), &two = any();
    if (source.text.starts_with("Sequence")) continue;
    const bool holds = (source.values & ~(one.values | two.values)).none();
    if (!holds && tries % 4) continue;
    proved += holds;
    compare(source, {&one, &two});
  }
}

TEST_F(SmtTuple, IsASequenceOfItsElementsAndOfNothingLess) {
  proved("tuple[int, str] <: Sequence[int | str]");
  refuted("tuple[int, str] <: Sequence[int] | Sequence[str]");
  proved("tuple[int | str] <: Sequence[int] | Sequence[str]");
  proved("tuple[()] <: Sequence[Never]");
  proved("tuple[int, ...] <: Sized");
  refuted("Sequence[int] <: tuple[int, ...]");
  refuted("tuple[int] <: list[int]");
  unknown("tuple[int] <: Container[str]", "structural: declared only");
}

TEST_F(SmtTuple, HasAValueWhateverItsElementsAre) {
  refuted("tuple[Never] <: Never");
  refuted("tuple[Never] <: tuple[()]");
  proved("tuple[Never] <: tuple[int]");
  refuted("tuple[Never, ...] <: tuple[()]");
  refuted("object <: tuple[()]");
}

TEST_F(SmtTuple, IsKnownToOtherProtocolsByWhatAllElementsHaveInCommon) {
  proved("tuple[bool, int] <: Gets[int]");
  refuted("tuple[int, str] <: Gets[int]");
  unknown("tuple[int | str] <: Gets[int] | Gets[str]", "structural: elements of a tuple shown by members");
  proved("tuple[int | str] <: Gets[int | str] | tuple[str]");
  refuted("tuple[int] <: Callable[[], int]");
}

TEST_F(SmtTuple, ClassesBelowItAreInTheTupleThatTheyDeriveFrom) {
  proved("Pair <: tuple[int, str]");
  proved("Below <: tuple[int, *tuple[str, ...]]");
  refuted("Below <: tuple[int, *tuple[bytes, ...]]");
  refuted("tuple[int, str] <: Pair");
  proved("Pair <: Sequence[int | str]");
  refuted("Pair <: Sequence[int]");
  proved("Many[bool] <: tuple[int, ...]");
  refuted("Many[int] <: tuple[bool, ...]");
  proved("Many[bool] <: Many[int]");
  refuted("Many[int] <: Many[bool]");
  unknown("Many[int | str] <: Many[int] | Many[str]", "structural: elements of a tuple shown by members");
  refuted("Pair <: Many[int | str]");
}

TEST_F(SmtTuple, MeetsNoClassThatIsClosed) {
  refuted("forall X. X <: tuple[int, ...], X <: Plain |- X <: Never");
  proved("forall X. X <: tuple[int, ...], X <: Last |- X <: Never");
  proved("forall X. X <: tuple[int], X <: tuple[int, int] |- X <: Never");
  proved("forall X. X <: tuple[int, ...], X <: tuple[bool] |- X <: tuple[bool]");
  proved("forall X. X <: tuple[object, ...], X <: Sequence[int] |- X <: tuple[int, ...]");
}

TEST_F(SmtTuple, SplitsInsideOtherTuplesAndNotInsideClasses) {
  proved("tuple[tuple[bool]] <: tuple[tuple[Literal[True]]] | tuple[tuple[Literal[False]]]");
  refuted("tuple[Box[bool]] <: tuple[Box[Literal[True]]] | tuple[Box[Literal[False]]]");
  proved("list[tuple[bool]] == list[tuple[Literal[True]] | tuple[Literal[False]]]");
}

TEST_F(SmtTuple, HypothesesAreTakenApartPartByPart) {
  proved("forall A, B, T. tuple[A] <: T, T <: tuple[B] |- A <: B");
  refuted("forall A, B, T. tuple[A] <: T, T <: tuple[B] |- B <: A");
  proved("forall A, B, C. tuple[A, *tuple[B, ...]] <: tuple[C, ...] |- A | B <: C");
  proved("forall X. tuple[X, ...] <: Sequence[int] |- X <: int");
  proved("forall X. Pair <: tuple[X, X] |- int | str <: X");
  unknown("forall A. tuple[A] <: tuple[A, A] |- A <: Never", vacuous_hypothesis);
  unknown("forall A. tuple[A, ...] <: tuple[A] |- A <: Never", vacuous_hypothesis);
  unknown("forall A, B, C. tuple[A | B] <: tuple[C] | tuple[B] |- A <: C", "unsupported union");
}

TEST_F(SmtTuple, LongOnesAndLargeUnionsAreDecided) {
  const auto repeated = [](const std::string& part, std::size_t times) {
    std::string made;
    for (std::size_t k = 0; k < times; ++k) made += (k ? ", " : "") + part;
    return made;
  };
  const std::string bools = "tuple[" + repeated("bool", 1000) + "]";
  proved(bools + " <: tuple[" + repeated("int", 1000) + "]");
  proved(bools + " <: Sequence[int] | Sequence[str]");
  refuted("tuple[int, ...] <: " + bools);
  refuted(bools + " <: tuple[Literal[True], ...] | tuple[Literal[False], ...]");
  std::string covers;
  for (std::size_t k = 0; k < 4096; ++k) {
    covers += k ? " | tuple[" : "tuple[";
    for (std::size_t bit = 0; bit < 12; ++bit) covers += std::string(bit ? ", " : "") + (k >> bit & 1 ? "Literal[True]" : "Literal[False]");
    covers += "]";
  }
  proved("tuple[" + repeated("bool", 12) + "] <: " + covers);
  refuted("tuple[" + repeated("bool", 11) + ", int] <: " + covers);
}

TEST_F(SmtTuple, LiteralsAreSingleValuesOfExactlyTheirClass) {
  proved("Literal[3] <: int");
  refuted("int <: Literal[3]");
  refuted("Literal[3] <: Literal[4]");
  refuted("Literal[0] <: Literal[False]");
  proved("Literal[True] <: int");
  proved("bool == Literal[True, False]");
  refuted("bool <: Literal[True]");
  proved("Literal['a'] <: Sequence[str]");
  refuted("Literal['a'] <: Literal[b'a']");
  refuted("Literal[3] <: Callable[[], int]");
  proved("forall X. X <: Literal[3], X <: Plain |- X <: Never");
  proved("forall X. X <: Literal[1], X <: Literal[True] |- X <: Never");
  refuted("Literal[3] <: float");
}

TEST_F(SmtTuple, EnumsAreTheirLiteralsAndFlagsAreMore) {
  proved("Color == Literal[Color.RED, Color.BLUE]");
  refuted("Color <: Literal[Color.RED]");
  refuted("Mode <: Literal[Mode.ON, Mode.OFF]");
  proved("Literal[Mode.ON] <: Mode");
  proved("tuple[Color, Color] <: tuple[Literal[Color.RED], Color] | tuple[Color, Literal[Color.RED]] | tuple[Literal[Color.BLUE], Literal[Color.BLUE]]");
  refuted("tuple[Color, Color] <: tuple[Literal[Color.RED], Color] | tuple[Color, Literal[Color.RED]]");
  proved("forall X. X <: Color, X <: Plain |- X <: Never");
  const Answer answer = decide("Color <: Literal[Color.RED]");
  ASSERT_TRUE(answer.witness);
  EXPECT_EQ(answer.witness->values.back().literal, "BLUE");
}

TEST_F(SmtTuple, AVariableHoldsALiteralAtEachOccurrenceOrAtNone) {
  proved("forall X, Y. int <: X | Y |- tuple[Literal[3], Literal[3]] <: tuple[X, X] | tuple[Y, Y]");
  refuted("forall X, Y. int <: X | Y |- tuple[int, int] <: tuple[X, X] | tuple[Y, Y]");
  refuted("forall X, Y. int <: X | Y |- tuple[Literal[3], Literal[4]] <: tuple[X, X] | tuple[Y, Y]");
  proved("forall X, Y. str <: X | Y |- tuple[Literal['a'], Literal['a']] <: tuple[X, X] | tuple[Y, Y]");
  proved("forall X, Y. Color <: X | Y |- tuple[Color, Color, Color] <: tuple[X, X, Color] | tuple[Y, Y, Color] | tuple[X, Color, X] | "
         "tuple[Y, Color, Y] | tuple[Color, X, X] | tuple[Color, Y, Y]");
  proved("forall X. bool <: X | Literal[True] |- Literal[False] <: X");
}

TEST_F(SmtTuple, LiteralsByTheThousandAreDecided) {
  std::string up, down;
  for (int k = 0; k < 2000; ++k) {
    up += (k ? ", " : "") + std::to_string(k);
    down += (k ? ", " : "") + std::to_string(2000 - k);
  }
  refuted("Literal[" + up + "] <: Literal[" + down + "]");
  proved("Literal[" + up + "] <: Literal[" + down + ", 0]");
  std::string members;
  for (int k = 1; k < 200; ++k) members += fmt::format("Large.M{}, ", k);
  refuted("tuple[Large, Large] <: tuple[Literal[" + members + "], Large] | tuple[Large, Literal[" + members + "]]");
  proved("tuple[Large, Large] <: tuple[Literal[" + members + "Large.M0], Large]");
}

}  // namespace
}  // namespace agverify::solver::smt
