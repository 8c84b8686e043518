#include <bitset>
#include <random>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "solver/rules/decider.h"
#include "tests/solver/world.h"

namespace agverify::solver::rules {
namespace {

using logic::Rule;
using model::Basis;
using model::Strength;
using model::Type;
using model::Verdict;
using tests::World;

struct Row {
  std::string_view query;
  Verdict verdict;
  Rule rule;
  Basis basis = Basis::Spec;
  Strength strength = Strength::Must;
};

class DecideTuples : public testing::TestWithParam<Row> {
 protected:
  static World& world() {
    static World made{""};
    return made;
  }
};

TEST_P(DecideTuples, AsTheSpecSays) {
  World& here = world();
  Decider decider{here.table(), here.slots, here.pool};
  const Opinion opinion = decider.decide(here.query(GetParam().query));
  EXPECT_EQ(name_of(opinion.verdict), name_of(GetParam().verdict)) << GetParam().query << ": " << opinion.reason;
  ASSERT_TRUE(opinion.rule) << GetParam().query;
  EXPECT_EQ(name_of(*opinion.rule), name_of(GetParam().rule)) << GetParam().query;
  EXPECT_EQ(name_of(opinion.basis), name_of(GetParam().basis)) << GetParam().query;
  EXPECT_EQ(name_of(opinion.strength), name_of(GetParam().strength)) << GetParam().query;
}

INSTANTIATE_TEST_SUITE_P(Tuples, DecideTuples, testing::Values(
  Row{"tuple[bool, int] <: tuple[int, object]", Verdict::Proved, Rule::TupleElementwise},
  Row{"tuple[int, object] <: tuple[bool, int]", Verdict::Refuted, Rule::TupleElementwise},
  Row{"tuple[int] <: tuple[int, int]", Verdict::Refuted, Rule::TupleElementwise},
  Row{"tuple[()] <: tuple[int, ...]", Verdict::Proved, Rule::TupleMixedRelation},
  Row{"tuple[int, int] <: tuple[int, ...]", Verdict::Proved, Rule::TupleMixedRelation},
  Row{"tuple[int, ...] <: tuple[int]", Verdict::Refuted, Rule::TupleUnboundedIsUnion},
  Row{"tuple[int, *tuple[int, ...]] <: tuple[int, ...]", Verdict::Proved, Rule::TupleMixedRelation},
  Row{"tuple[int, ...] <: tuple[int, *tuple[int, ...]]", Verdict::Refuted, Rule::TupleMixedRelation},
  Row{"tuple[str, str] <: tuple[str, *tuple[int, ...], str]", Verdict::Proved, Rule::TupleMixedRelation},
  Row{"tuple[str, str] <: tuple[str, str, str, *tuple[str, ...]]", Verdict::Refuted, Rule::TupleMixedRelation},
  Row{"tuple[*tuple[int, ...], int] == tuple[int, *tuple[int, ...]]", Verdict::Proved, Rule::EquivalentStatic, Basis::Sets},
  Row{"tuple[*tuple[int, ...], str] <: tuple[str, *tuple[int, ...]]", Verdict::Refuted, Rule::TupleMixedRelation, Basis::Sets},
  Row{"tuple[int, ...] <: tuple[()] | tuple[int, *tuple[int, ...]]", Verdict::Proved, Rule::TupleUnboundedSplit, Basis::Sets},
  Row{"tuple[int, ...] <: tuple[()] | tuple[int]", Verdict::Refuted, Rule::TupleMixedRelation},
  Row{"tuple[int | str, bool] <: tuple[int, bool] | tuple[str, bool]", Verdict::Proved, Rule::TupleElementUnionExpands, Basis::Spec, Strength::May},
  Row{"tuple[int | str, int | str] <: tuple[int, int] | tuple[str, str]", Verdict::Refuted, Rule::TupleElementwise},
  Row{"tuple[bool] <: tuple[Literal[True]] | tuple[Literal[False]]", Verdict::Proved, Rule::TupleElementBoolEnumExpands, Basis::Spec, Strength::May},
  Row{"tuple[int] <: tuple[Literal[0]] | tuple[Literal[1]]", Verdict::Refuted, Rule::TupleElementwise},
  Row{"tuple[int | str, ...] <: tuple[int, ...] | tuple[str, ...]", Verdict::Refuted, Rule::TupleUnboundedNoExpansion},
  Row{"tuple[int | str, *tuple[bool, ...]] <: tuple[int, *tuple[bool, ...]] | tuple[str, *tuple[bool, ...]]", Verdict::Proved,
      Rule::TupleMixedFixedPartExpands, Basis::Open},
  Row{"tuple[int, *tuple[str]] == tuple[int, str]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"tuple[int, *tuple[str, ...]] <: Sequence[int | str]", Verdict::Proved, Rule::TupleIsSequence},
  Row{"tuple[int, str] <: Sequence[int]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"tuple[()] <: Sequence[Never]", Verdict::Proved, Rule::TupleIsSequence},
  Row{"tuple[int, ...] <: Sequence[Never]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"tuple[int, Never] <: tuple[int, str]", Verdict::Proved, Rule::TupleElementwise},
  Row{"tuple[int, Never] <: Never", Verdict::Refuted, Rule::NeverBottom, Basis::Open},
  Row{"Sequence[tuple[Never]] <: Sequence[int]", Verdict::Refuted, Rule::VarianceCovariant, Basis::Open},
  Row{"tuple[Never, ...] <: tuple[()]", Verdict::Refuted, Rule::TupleUnboundedIsUnion, Basis::Open},
  Row{"Sequence[tuple[Never] | str] <: Sequence[tuple[Never] | int]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"tuple[int] <: int", Verdict::Refuted, Rule::NominalBySubclassing},
  Row{"list[int] <: tuple[int, ...]", Verdict::Refuted, Rule::NominalBySubclassing},
  Row{"tuple[tuple[int | str], bool] <: tuple[tuple[int], bool] | tuple[tuple[str], bool]", Verdict::Proved,
      Rule::TupleElementUnionExpands, Basis::Spec, Strength::May},
  Row{"list[tuple[int | str]] == list[tuple[int] | tuple[str]]", Verdict::Proved, Rule::EquivalentStatic, Basis::Spec, Strength::May},
  Row{"tuple[Sequence[int | str]] <: tuple[Sequence[int]] | tuple[Sequence[str]]", Verdict::Refuted, Rule::UnionNotThroughConstructor, Basis::Sets},
  Row{"tuple[int, str] <: Sized", Verdict::Proved, Rule::TupleIsSequence},
  Row{"tuple[int] <: Callable[[], int]", Verdict::Refuted, Rule::CallableIsCallable, Basis::Sets}));

INSTANTIATE_TEST_SUITE_P(Literals, DecideTuples, testing::Values(
  Row{"Literal[3] <: int", Verdict::Proved, Rule::LiteralBelowType},
  Row{"int <: Literal[3]", Verdict::Refuted, Rule::LiteralEqual},
  Row{"list[Literal[3]] <: list[int]", Verdict::Refuted, Rule::VarianceInvariantDefault},
  Row{"Literal[20] == Literal[0x14]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"Literal[0] <: Literal[False]", Verdict::Refuted, Rule::LiteralEqual},
  Row{"Literal['a'] <: Literal[b'a']", Verdict::Refuted, Rule::LiteralEqual},
  Row{"Literal['a\\x62'] == Literal[\"ab\"]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"Literal[Literal[1, 2], None] == Literal[1, 2] | None", Verdict::Proved, Rule::EquivalentStatic},
  Row{"Literal[1, 2] <: Literal[1]", Verdict::Refuted, Rule::LiteralEqual},
  Row{"list[bool] == list[Literal[True, False]]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"bool <: Literal[True]", Verdict::Refuted, Rule::LiteralEqual},
  Row{"Literal[True] <: int", Verdict::Proved, Rule::LiteralBelowType},
  Row{"Literal['ab'] <: Sequence[str]", Verdict::Proved, Rule::LiteralBelowType},
  Row{"Literal['ab'] <: Sequence[int]", Verdict::Refuted, Rule::VarianceCovariant},
  Row{"Literal['ab'] <: Sequence[Literal['a', 'b']]", Verdict::Refuted, Rule::VarianceCovariant, Basis::Open},
  Row{"Literal[-0] == Literal[0]", Verdict::Proved, Rule::EquivalentStatic},
  Row{"forall X. Literal[True] <: X, Literal[False] <: X |- bool <: X", Verdict::Proved, Rule::BoolExpands, Basis::Sets}));

// What tuple types are by enumeration: values of at most five elements, which suffice for these types.

enum Element : int { True, False, One, Text, element_count };
constexpr std::size_t longest = 5, value_count = 1 + 4 + 16 + 64 + 256 + 1024;
using Values = std::bitset<value_count>;

class Enumerated {
 public:
  explicit Enumerated(World& world) : world_(world) {
    for (const std::string_view each : {"int", "str", "bool", "Literal[True]", "int | str"}) elements_.push_back(type(each));
    types_.push_back(type("tuple[()]"));
    for (std::size_t i = 0; i < elements_.size(); ++i) {
      add({elements_[i]});
      for (Type second : elements_) add({elements_[i], second});
    }
    for (Type each : types_) values_.push_back(values_of(each));
  }

  const std::vector<Type>& types() const { return types_; }
  const std::vector<Values>& values() const { return values_; }

 private:
  Type type(std::string_view text) { return world_.query(std::string(text) + " <: object").source; }

  void add(const std::vector<Type>& parts) {
    types_.push_back(world_.pool.tuple(parts));
    for (std::uint32_t at = 0; at < parts.size(); ++at) types_.push_back(world_.pool.tuple(parts, at));
  }

  bool holds(Element element, Type type) const {
    if (const model::Union* all = model::as_union(type)) return std::ranges::any_of(all->members, [&](Type each) { return holds(element, each); });
    if (model::as_literal(type)) return element == True;
    const model::ClassId id = model::as_nominal(type)->class_id;
    const auto& known = world_.table().well_known;
    if (id == known.boolean) return element == True || element == False;
    return id == known.integer ? element != Text : element == Text;
  }

  /// Value k of some length has the digits of k as its elements.
  Values values_of(Type type) const {
    const model::Tuple& tuple = *model::as_tuple(type);
    const std::size_t shortest = tuple.parts.size() - (tuple.unbounded ? 1 : 0);
    Values found;
    std::size_t number = 0;
    for (std::size_t length = 0, count = 1; length <= longest; ++length, count *= element_count)
      for (std::size_t k = 0; k < count; ++k, ++number) {
        bool inside = tuple.unbounded ? length >= shortest : length == shortest;
        for (std::size_t place = 0, left = k; inside && place < length; ++place, left /= element_count) {
          const std::size_t more = length - shortest;
          std::size_t part = place;
          if (tuple.unbounded && place >= *tuple.unbounded) part = place < *tuple.unbounded + more ? *tuple.unbounded : place - more + 1;
          inside = holds(static_cast<Element>(left % element_count), tuple.parts[part]);
        }
        found[number] = inside;
      }
    return found;
  }

  World& world_;
  std::vector<Type> elements_, types_;
  std::vector<Values> values_;
};

class TuplesAgainstEnumeration : public testing::Test {
 protected:
  void ask(Type source, Type target, bool expected) {
    model::Query query = world.query("int <: int");
    query.source = source;
    query.target = target;
    const Finding found = decider.find(query);
    EXPECT_EQ(name_of(found.opinion.verdict), name_of(expected ? Verdict::Proved : Verdict::Refuted))
        << model::syntax::print(query, world.table()) << ": " << found.opinion.reason;
  }

  World world{""};
  Enumerated all{world};
  Decider decider{world.table(), world.slots, world.pool};
};

TEST_F(TuplesAgainstEnumeration, OneTarget) {
  for (std::size_t s = 0; s < all.types().size(); ++s)
    for (std::size_t t = 0; t < all.types().size(); ++t)
      ask(all.types()[s], all.types()[t], (all.values()[s] & ~all.values()[t]).none());
}

TEST_F(TuplesAgainstEnumeration, UnionsOfTwo) {
  std::mt19937 random{7};
  std::uniform_int_distribution<std::size_t> any{0, all.types().size() - 1};
  for (int k = 0; k < 20'000; ++k) {
    const std::size_t s = any(random), t = any(random), u = any(random);
    ask(all.types()[s], world.pool.union_of({all.types()[t], all.types()[u]}), (all.values()[s] & ~all.values()[t] & ~all.values()[u]).none());
  }
}

/// `Sequence[T]` holds of tuples those of `tuple[T, ...]`.
TEST_F(TuplesAgainstEnumeration, UnionsWithAClassAboveTuple) {
  std::mt19937 random{13};
  std::uniform_int_distribution<std::size_t> any{0, all.types().size() - 1};
  const model::ClassId sequence = *world.table().find("typing.Sequence"), iterable = *world.table().find("typing.Iterable");
  for (int k = 0; k < 10'000; ++k) {
    const std::size_t s = any(random), t = any(random), u = any(random);
    const auto seen = [&](Type type, model::ClassId above) {
      const model::Tuple& tuple = *model::as_tuple(type);
      return tuple.unbounded && tuple.parts.size() == 1 ? world.pool.nominal(above, {tuple.parts.front()}) : type;
    };
    ask(all.types()[s], world.pool.union_of({seen(all.types()[t], sequence), seen(all.types()[u], iterable)}),
        (all.values()[s] & ~all.values()[t] & ~all.values()[u]).none());
  }
}

TEST_F(TuplesAgainstEnumeration, UnionsOfThree) {
  std::mt19937 random{11};
  std::uniform_int_distribution<std::size_t> any{0, all.types().size() - 1};
  for (int k = 0; k < 10'000; ++k) {
    const std::size_t s = any(random), t = any(random), u = any(random), v = any(random);
    ask(all.types()[s], world.pool.union_of({all.types()[t], all.types()[u], all.types()[v]}),
        (all.values()[s] & ~all.values()[t] & ~all.values()[u] & ~all.values()[v]).none());
  }
}

}  // namespace
}  // namespace agverify::solver::rules
