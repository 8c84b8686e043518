#include <gtest/gtest.h>

#include <random>

#include "model/syntax/printer.h"
#include "solver/rules/decider.h"
#include "solver/rules/membership.h"
#include "solver/smt/decide.h"
#include "tests/solver/world.h"

namespace agverify::solver {
namespace {

using model::ClassId;
using model::Type;
using model::Verdict;
using tests::World;

constexpr std::string_view prelude = R"(
from typing import Generic, Protocol, TypeVar
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U_co = TypeVar("U_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
class A: ...
class B(A): ...
class Con(Generic[T_contra]):
    def take(self, value: T_contra, /) -> None: ...
class Feeds(Generic[T_co]):
    def feed(self, taker: Con[T_co], /) -> None: ...
class Cell(Generic[T]):
    item: T
class Lists(Feeds[list[T]], Generic[T]):
    def more(self, value: T, /) -> None: ...
class Call(Protocol[T_contra, U_co]):
    def call(self, value: T_contra, /) -> U_co: ...
class Calls(Generic[T]):
    def call(self, value: T, /) -> list[T]: ...
class Maybe(Generic[T_co]):
    def get(self) -> T_co | None: ...
class Chain(Protocol[T_co]):
    def head(self) -> T_co: ...
    def tail(self) -> Chain[T_co]: ...
class Stream(Generic[T]):
    def head(self) -> T: ...
    def tail(self) -> Stream[T]: ...
    def put(self, value: T, /) -> None: ...
class Reads(Protocol[T_co]):
    @property
    def item(self) -> T_co: ...
class Calling(Protocol[T_contra, U_co]):
    def __call__(self, value: T_contra, /) -> U_co: ...
class Called(Generic[T]):
    def __call__(self, x: T, y: int = ...) -> T: ...
)";

/// Random types and near misses of them, a pure function of the seed.
struct Generator {
  World& world;
  std::mt19937 random;
  bool with_signatures = false;

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random()) % limit; }

  Type type(int depth) {
    if (depth <= 1 || below(5) == 0) return leaf();
    if (below(5) == 0) return world.pool.union_of({type(depth - 1), type(depth - 1)});
    if (with_signatures && below(3) > 0) return below(5) ? signature(depth) : world.pool.overload(std::vector<Type>{signature(depth), signature(depth)});
    return of_class(ClassId{below(static_cast<std::uint32_t>(world.table().size()))}, depth);
  }
  Type of_class(ClassId id, int depth) {
    std::vector<Type> arguments;
    for (std::size_t i = 0; i < world.table()[id].parameters.size(); ++i) arguments.push_back(type(depth - 1));
    return world.pool.nominal(id, arguments);
  }
  /// A few parameters of any kinds, in the order in which Python has them.
  Type signature(int depth) {
    using Kind = model::ParameterKind;
    model::SignatureShape shape;
    bool had_default = false;
    for (const Kind kind : {Kind::PositionalOnly, Kind::Standard, Kind::Standard, Kind::Variadic, Kind::KeywordOnly, Kind::KeywordVariadic}) {
      const bool packs = kind == Kind::Variadic || kind == Kind::KeywordVariadic, named = kind == Kind::Standard || kind == Kind::KeywordOnly;
      if (below(packs ? 5 : 3) != 0) continue;
      const bool has_default = !packs && ((kind != Kind::KeywordOnly && had_default) || below(3) == 0);
      had_default |= has_default;
      std::string name = named ? std::string(1, "abc"[below(3)]) : "";
      while (named && std::ranges::find(shape, name, &model::SignatureParameter::name) != shape.end()) name += 'd';
      shape.push_back({kind, has_default, name});
    }
    std::vector<Type> parts;
    for (std::size_t k = 0; k <= shape.size(); ++k) parts.push_back(type(depth - 1));
    return world.pool.callable(shape, parts);
  }
  /// The signature with one parameter left out, or with another default.
  Type other_shape(const model::Callable& from) {
    model::SignatureShape shape = *from.shape;
    std::vector<Type> parts(from.parts.begin(), from.parts.end());
    const std::uint32_t at = below(static_cast<std::uint32_t>(shape.size()));
    const bool packs = shape[at].kind == model::ParameterKind::Variadic || shape[at].kind == model::ParameterKind::KeywordVariadic;
    if (packs || below(2)) {
      shape.erase(shape.begin() + at);
      parts.erase(parts.begin() + at);
    } else {
      for (std::uint32_t k = at; k < shape.size(); ++k) shape[k].has_default |= shape[k].kind == shape[at].kind || shape[k].kind == model::ParameterKind::Standard;
    }
    return world.pool.callable(shape, parts);
  }
  Type leaf() {
    const auto& known = world.table().well_known;
    const ClassId ids[] = {known.integer, known.boolean, known.none_type, known.object, *world.table().find("builtins.str")};
    const std::uint32_t choice = below(6);
    return choice == 5 ? world.pool.never() : world.pool.nominal(ids[choice]);
  }
  /// The type with some place changed, mostly by a small step.
  Type near(Type type, int depth) {
    const auto* nominal = model::as_nominal(type);
    if (below(6) == 0 || depth == 0) return below(2) ? leaf() : world.pool.union_of({type, leaf()});
    if (nominal && below(3) == 0) return up(*nominal);
    const auto parts = model::parts_of(type);
    if (parts.empty()) return leaf();
    std::vector<Type> changed(parts.begin(), parts.end());
    if (const auto* called = model::as_callable(type); called && !called->shape->empty() && below(3) == 0) return other_shape(*called);
    for (Type& each : changed)
      if (below(2)) each = model::as_overload(type) ? each : near(each, depth - 1);
    return world.pool.with_parts(type, changed);
  }
  Type up(const model::Nominal& from) {
    const auto above = world.table().ancestors(from.class_id);
    return model::Substitution{world.pool}.parameters(above[below(static_cast<std::uint32_t>(above.size()))].specialization, from.arguments);
  }
};

/// What the certificate's definitions say of a value that Z3's model was read back as.
void expect_accepted(World& world, const model::Query& query, const model::Witness& witness) {
  model::Substitution substitution{world.pool};
  rules::StructuralMatcher matcher{world.table()};
  rules::Membership membership{world.table(), substitution, matcher, witness.values};
  EXPECT_TRUE(membership.in(witness.root, query.source)) << "not in the source: " << model::syntax::print(query, world.table());
  EXPECT_TRUE(membership.out(witness.root, query.target)) << "not outside the target: " << model::syntax::print(query, world.table());
}

/// How often the two say what, on random pairs; fails where they contradict each other.
struct Counts {
  std::map<std::pair<std::string, std::string>, int> seen = {};
  int without_answer = 0, witnesses = 0;

  int both(const char* verdict) { return seen[{verdict, verdict}]; }
};

void compare(Generator generator, int pairs, Counts& counts) {
  World& world = generator.world;
  rules::Decider by_rules{world.table(), world.slots, world.pool};
  smt::ClassLaws laws{world.table(), world.pool, world.slots};
  smt::Decider by_meaning{world.table(), world.pool, world.slots, laws};
  for (int k = 0; k < pairs; ++k) {
    const Type source = generator.type(3), target = k % 4 == 0 ? generator.type(3) : generator.near(source, 3);
    const model::Query query{{}, {}, model::Relation::Subtype, k % 8 < 4 ? source : target, k % 8 < 4 ? target : source};
    const rules::Opinion rules = by_rules.decide(query);
    const smt::Answer meaning = by_meaning.decide(query);
    ++counts.seen[{std::string(name_of(rules.verdict)), std::string(name_of(meaning.verdict))}];
    if (meaning.verdict == Verdict::Unknown) ++counts.without_answer;
    if (meaning.witness && meaning.witness->fresh_classes.empty()) {
      ++counts.witnesses;
      expect_accepted(world, query, *meaning.witness);
    }
    if (rules.verdict == Verdict::Unknown || meaning.verdict == Verdict::Unknown) continue;
    ASSERT_EQ(name_of(rules.verdict), name_of(meaning.verdict)) << model::syntax::print(query, world.table());
  }
}

TEST(Agreement, RulesAndMeaningNeverContradictEachOther) {
  World world{prelude};
  Counts counts;
  compare({world, std::mt19937{7}}, 4000, counts);
  EXPECT_GT(counts.both("proved"), 1000);
  EXPECT_GT(counts.both("refuted"), 1000);
  EXPECT_LT(counts.without_answer, 40);
  EXPECT_GT(counts.witnesses, 1000);
}

TEST(Agreement, RulesAndMeaningNeverContradictEachOtherOverSignatures) {
  World world{prelude};
  Counts counts;
  compare({world, std::mt19937{11}, true}, 4000, counts);
  EXPECT_GT(counts.both("proved"), 500);
  EXPECT_GT(counts.both("refuted"), 1500);
  EXPECT_LT(counts.without_answer, 60);
  EXPECT_GT(counts.witnesses, 1500);
}

}  // namespace
}  // namespace agverify::solver
