#include <gtest/gtest.h>

#include "solver/smt/class_laws.h"
#include "solver/smt/law_text.h"
#include "tests/solver/world.h"

namespace agverify::solver::smt {
namespace {

using model::ClassId;
using model::ClassLaw;
using model::Polarity;
using tests::World;

struct HierarchyLaws : testing::Test {
  World world;
  ClassLaws laws{world.table(), world.pool, world.slots};

  ClassId named(std::string_view name) {
    const auto found = world.table().find(name);
    EXPECT_TRUE(found) << name;
    return *found;
  }
};

TEST_F(HierarchyLaws, AreAllProvedWithTheDeclaredVariance) {
  for (std::uint32_t i = 0; i < world.table().size(); ++i) {
    const ClassLaw& law = laws.of(ClassId{i});
    EXPECT_EQ(law.status, ClassLaw::Status::Proved) << world.table().classes[i].qualified_name << ": " << law.reason << law.failing_member;
  }
}

TEST_F(HierarchyLaws, AreExactWithoutConditionsSaveForTwoSlots) {
  std::vector<std::string> others;
  for (std::uint32_t i = 0; i < world.table().size(); ++i) {
    const model::Class& each = world.table().classes[i];
    const ClassLaw& law = laws.of(ClassId{i});
    for (std::size_t k = 0; k < each.parameters.size(); ++k)
      for (const Polarity polarity : {Polarity::Positive, Polarity::Negative}) {
        if (!has_slot(each.parameters[k].declared_variance, polarity)) continue;
        const model::SlotLaw& slot = law.parameters[k].at(polarity);
        if (!slot.exact || !slot.conditions.empty())
          others.push_back(fmt::format("{}.{}{} {}", each.name, each.parameters[k].name, sign_of(polarity), fmt::join(slot.conditions, "")));
      }
  }
  EXPECT_THAT(others, testing::UnorderedElementsAre("Container.T_co+ ", "MutableMapping.ValueT- an argument of type KeyT exists"));
}

TEST_F(HierarchyLaws, NameTheMemberThatShowsASlot) {
  const ClassLaw& law = laws.of(named("typing.AsyncGenerator"));
  EXPECT_EQ(law.parameters[1].negative.member, "asend");
  EXPECT_FALSE(law.parameters[1].positive.shown);
}

TEST_F(HierarchyLaws, HaveKeysOfTheirOwn) {
  std::set<std::string> keys;
  for (std::uint32_t i = 0; i < world.table().size(); ++i) keys.insert(law_key(world.table(), world.pool, ClassId{i}));
  EXPECT_EQ(keys.size(), world.table().size());
}

}  // namespace
}  // namespace agverify::solver::smt
