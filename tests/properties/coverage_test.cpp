#include "properties/coverage.h"

#include <gtest/gtest.h>

#include "properties/documented.h"
#include "properties/pairs.h"
#include "properties/universal.h"

namespace agverify::properties {
namespace {

using namespace model;
using logic::Rule;

TEST(Coverage, EveryRuleIsVisitedAtBothSigns) {
  const auto documentation = documented_with_tuples();
  const World world{documentation->universe.table, documentation->pool};
  Coverage coverage{world};
  for (std::uint64_t index = 0; index < 10'000; ++index) {
    coverage.count(query_of(pair_at(world, 1, index), index % 10 == 0 ? Relation::Equivalent : Relation::Subtype));
    if (index % 4 == 0) coverage.count(universal_query_at(world, 1, index));
  }
  for (std::uint64_t index = 0; index < 6'000; ++index) coverage.count(query_of(pair_at(world, 1, index, signature_profile())));
  for (std::uint64_t index = 0; index < 6'000; ++index) coverage.count(query_of(pair_at(world, 1, index, tuple_profile())));
  fmt::print("seed 1, 10000 pairs, 6000 with signatures, 6000 with tuples, and 2500 queries with variables\n{}", coverage.text());
  for (std::size_t i = 0; i < logic::rule_names.size(); ++i) {
    const Rule rule = static_cast<Rule>(i);
    if (rule == Rule::AnyConsistentWithAll) continue;  // no drawn class has Any in a base or a member
    if (rule >= Rule::TupleElementwise && rule <= Rule::AliasRecursive) continue;  // no drawn type is a tuple, a literal, of class objects or an alias
    for (const Polarity polarity : {Polarity::Positive, Polarity::Negative})
      EXPECT_GT(coverage.of(rule, polarity), 0U) << logic::rule_names[i] << " at " << sign_of(polarity);
  }
}

TEST(Coverage, AliasesAreUnfoldedAtBothSigns) {
  const auto documentation = documented_with_aliases();
  const World world{documentation->universe.table, documentation->pool};
  Coverage coverage{world};
  for (std::uint64_t index = 0; index < 1'000; ++index) coverage.count(query_of(pair_at(world, 1, index, alias_profile())));
  for (const Rule rule : {Rule::AliasRecursive, Rule::ProtocolRecursive})
    for (const Polarity polarity : {Polarity::Positive, Polarity::Negative}) EXPECT_GT(coverage.of(rule, polarity), 0U) << sign_of(polarity);
}

TEST(Coverage, TheRulesAboutClassObjectsAreVisited) {
  const auto documentation = documented_with_class_objects();
  const World world{documentation->universe.table, documentation->pool};
  Coverage coverage{world};
  for (std::uint64_t index = 0; index < 6'000; ++index) coverage.count(query_of(pair_at(world, 1, index, class_object_profile())));
  for (const Rule rule : {Rule::TypeOfClass, Rule::TypeCovariant, Rule::TypeDistributes, Rule::TypeObjectAllClasses, Rule::TypeBelowMetaclass})
    EXPECT_GT(coverage.of(rule, Polarity::Positive), 0U) << logic::name_of(rule);
}

}  // namespace
}  // namespace agverify::properties
