// Tuples and literals that are large: each has an answer within a second, or says honestly that it has none.
#include <ctime>
#include <random>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/documented.h"
#include "solver/certificate.h"
#include "solver/smt/decide.h"
#include "tests/properties/verified.h"

namespace agverify::properties {
namespace {

using namespace model;
using Types = std::vector<Type>;

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct TupleStress : testing::Test {
  std::unique_ptr<Documented> documentation = documented(every_construct());
  const ClassTable& table = documentation->universe.table;
  TypePool& pool = documentation->pool;
  Slots slots = least_slots(table);
  solver::rules::Decider rules{table, slots, pool};
  solver::smt::ClassLaws laws{table, pool, slots};
  Type integer = pool.nominal(table.well_known.integer), boolean = pool.nominal(table.well_known.boolean);
  Type text = pool.nominal(*table.well_known.string), object = pool.nominal(table.well_known.object);
  Type yes = pool.literal(table.well_known.boolean, "True"), no = pool.literal(table.well_known.boolean, "False");
  std::mt19937 random{1};

  Type number(std::size_t value) { return pool.literal(table.well_known.integer, std::to_string(value)); }
  Type list_of(Type type) { return pool.nominal(*table.find("builtins.list"), {type}); }
  Type sequence_of(Type type) { return pool.nominal(*table.find("typing.Sequence"), {type}); }
  Types shuffled(Types types) {
    std::ranges::shuffle(types, random);
    return types;
  }

  /// Both deciders, and the certificate. The verdict may be missing where it may be, and is never the other one.
  /// \param is_solved whether the solver is asked too: some are known to take all the time that it has
  void expect(std::string_view family, Type source, Type target, Verdict wanted, bool is_solved = true) {
    const Query query{{}, {}, Relation::Subtype, source, target};
    const double start = seconds();
    const auto finding = rules.find(query);
    const double decided = seconds();
    const auto rejected = finding.opinion.verdict == Verdict::Unknown ? std::nullopt
                                                                      : verified(solver::write_certificate(query, finding.evidence, table, pool));
    const double checked = seconds();
    solver::smt::Decider smt{table, pool, slots, laws};
    const auto answer = is_solved ? smt.decide(query) : solver::smt::Answer{};
    const double solved = seconds();
    fmt::print("  {:46} rules {:8} {:6.3f} s, certificate {:6.3f} s, smt {:8} {:6.3f} s {}{}\n", family, name_of(finding.opinion.verdict),
               decided - start, checked - decided, name_of(answer.verdict), solved - checked, finding.opinion.reason, answer.reason);
    for (const Verdict verdict : {finding.opinion.verdict, answer.verdict})
      EXPECT_TRUE(verdict == Verdict::Unknown || verdict == wanted) << family << ": " << name_of(verdict);
    EXPECT_FALSE(rejected) << family << rejected->substr(0, 500);
    EXPECT_TRUE(finding.opinion.verdict == wanted || finding.opinion.reason.starts_with("limit")) << family << ": " << finding.opinion.reason;
    EXPECT_LT(decided - start, 1.0) << family;
    EXPECT_LT(solved - checked, 10.0) << family;
  }
};

/// Where the first False stands: one tuple for each place, and one for none.
TEST_F(TupleStress, CoversOfTuplesOfBool) {
  constexpr std::size_t length = 12;
  const Type source = pool.tuple(Types(length, boolean));
  Types first_false{pool.tuple(Types(length, yes))}, neighbours;
  for (std::size_t at = 0; at < length; ++at) {
    Types parts(length, boolean);
    std::ranges::fill_n(parts.begin(), static_cast<std::ptrdiff_t>(at), yes);
    parts[at] = no;
    first_false.push_back(pool.tuple(parts));
  }
  Types every;
  for (std::size_t bits = 0; bits < std::size_t{1} << length; ++bits) {
    Types parts;
    for (std::size_t at = 0; at < length; ++at) parts.push_back((bits >> at & 1U) != 0 ? yes : no);
    every.push_back(pool.tuple(parts));
  }
  // Two neighbours alike somewhere, or none.
  for (std::size_t at = 0; at + 1 < length; ++at)
    for (const Type value : {yes, no}) {
      Types parts(length, boolean);
      parts[at] = parts[at + 1] = value;
      neighbours.push_back(pool.tuple(parts));
    }
  for (const bool begins : {false, true}) {
    Types parts;
    for (std::size_t at = 0; at < length; ++at) parts.push_back((at % 2 == 0) == begins ? yes : no);
    neighbours.push_back(pool.tuple(parts));
  }
  for (const auto& [name, cover] : {std::pair{"first False", first_false}, std::pair{"two neighbours alike", neighbours},
                                    std::pair{"every value", every}}) {
    expect(fmt::format("bool^12, {}", name), source, pool.union_of(shuffled(cover)), Verdict::Proved);
    Types less = cover;
    less.pop_back();
    expect(fmt::format("bool^12, {}, one missing", name), source, pool.union_of(shuffled(less)), Verdict::Refuted);
  }
}

TEST_F(TupleStress, UnionsOfManyDeepMembers) {
  Types source, target;
  for (std::size_t k = 0; k < 50; ++k) {
    Type inside = number(k), outside = pool.union_of({number(k), number(k + 1)});
    for (std::size_t depth = 0; depth < 8; ++depth) {
      inside = depth % 2 == 0 ? pool.tuple(Types{inside, boolean}) : sequence_of(inside);
      outside = depth % 2 == 0 ? pool.tuple(Types{outside, boolean}) : sequence_of(outside);
    }
    source.push_back(inside);
    target.push_back(outside);
  }
  expect("unions of 50 members, 8 deep", pool.union_of(source), pool.union_of(shuffled(target)), Verdict::Proved, false);
  target.erase(target.begin() + 20, target.begin() + 22);
  expect("unions of 50 members, 8 deep, two missing", pool.union_of(source), pool.union_of(shuffled(target)), Verdict::Refuted, false);
}

TEST_F(TupleStress, LongTuples) {
  constexpr std::size_t length = 1'000;
  Types low, high;
  for (std::size_t k = 0; k < length; ++k) low.push_back(number(k)), high.push_back(k % 3 == 0 ? object : integer);
  const Type source = pool.tuple(low);
  expect("1,000 elements", source, pool.tuple(high), Verdict::Proved);
  expect("1,000 elements as any number", source, pool.tuple(Types{integer}, 0), Verdict::Proved);
  expect("1,000 elements as a sequence", source, sequence_of(integer), Verdict::Proved);
  expect("1,000 elements one more", source, pool.tuple(Types(length + 1, integer)), Verdict::Refuted);
  expect("any number as 1,000 elements or more", pool.tuple(Types{integer}, 0), pool.tuple(high, 500), Verdict::Refuted);
  high[700] = text;
  expect("1,000 elements, one wrong", source, pool.tuple(high), Verdict::Refuted);
  low[500] = boolean;
  expect("1,000 elements as a sequence, one wrong", pool.tuple(low), sequence_of(pool.union_of({integer, text})), Verdict::Proved);
  low[501] = text;
  expect("1,000 elements as a sequence, one wrong", pool.tuple(low), sequence_of(integer), Verdict::Refuted);
  expect("ends of 1,000 elements", pool.tuple(Types(length, integer), 400), pool.tuple(Types(length, integer), 600), Verdict::Proved);
  expect("any number, split on both sides",  pool.tuple(Types{boolean}, 0),
         pool.union_of({pool.tuple(Types(101, boolean), 50), pool.tuple(Types{integer}, 0)}), Verdict::Proved);
}

TEST_F(TupleStress, ManyLiterals) {
  Types values;
  for (std::size_t k = 0; k < 2'000; ++k) values.push_back(number(k));
  const Type all = pool.union_of(values), other = pool.union_of(shuffled(values));
  expect("2,000 literals", all, other, Verdict::Proved);
  expect("a tuple of 2,000 literals", pool.tuple(Types{all, all}), pool.tuple(Types{other, all}), Verdict::Proved);
  expect("a list of 2,000 literals", list_of(all), list_of(other), Verdict::Proved);
  Types less = values;
  less.erase(less.begin() + 1'000);
  expect("2,000 literals, one missing", all, pool.union_of(shuffled(less)), Verdict::Refuted);
  Types others;
  for (std::size_t k = 0; k < 2'000; ++k) others.push_back(number(2'000 + k));
  expect("2,000 literals beside as many others", all, pool.union_of({pool.union_of(others), integer}), Verdict::Proved);
  Types with_class = others;
  with_class.push_back(integer);
  expect("2,000 literals beside as many others, flat", all, pool.union_of(with_class), Verdict::Proved);
  expect("2,000 literals to as many others", all, pool.union_of(others), Verdict::Refuted);
  Types tuples;
  for (Type each : values) tuples.push_back(pool.tuple(Types{each, integer}));
  expect("a tuple of 2,000 literals taken apart", pool.tuple(Types{all, boolean}), pool.union_of(shuffled(tuples)), Verdict::Proved);
  tuples.pop_back();
  expect("the same, one missing", pool.tuple(Types{all, boolean}), pool.union_of(shuffled(tuples)), Verdict::Refuted);
}

TEST_F(TupleStress, DeepTuples) {
  Type low = boolean, high = pool.union_of({yes, no}), apart = yes, other = no;
  for (std::size_t depth = 0; depth < 400; ++depth) {
    low = pool.tuple(Types{low}), high = pool.tuple(Types{high});
    apart = pool.tuple(Types{apart}), other = pool.tuple(Types{other});
  }
  expect("400 deep", low, high, Verdict::Proved);
  expect("400 deep, turned", high, low, Verdict::Proved);
  expect("400 deep, taken apart", low, pool.union_of({apart, other}), Verdict::Proved);
  expect("400 deep, one missing", low, apart, Verdict::Refuted);
}

}  // namespace
}  // namespace agverify::properties
