#include "model/slots.h"

#include <gtest/gtest.h>

#include "tests/model/small_table.h"

namespace agverify::model {
namespace {

struct SlotsTest : testing::Test {
  SmallTable t;
  Type p(std::uint32_t index = 0) { return t.parameter(index); }

  const ParameterSlots slots(ClassId id, std::uint32_t index = 0) {
    t.finish();
    EXPECT_TRUE(t.finished());
    return least_slots(t.table)[index_of(id)][index];
  }
  Variance variance(ClassId id, std::uint32_t index = 0) { return slots(id, index).variance(); }
};

TEST_F(SlotsTest, AResultIsHandedOutAndAnArgumentMayBeRefused) {
  const ClassId gives = t.declare("Gives", {{"T", invariant}}), takes = t.declare("Takes", {{"T", invariant}});
  t.method(gives, "get", {}, p());
  t.method(takes, "put", {t.type(t.integer), p()}, t.type(t.none));
  EXPECT_EQ(variance(gives), covariant);
  EXPECT_EQ(variance(takes), contravariant);
  EXPECT_EQ(slots(gives).positive->place, std::nullopt);
  EXPECT_EQ(slots(takes).negative->place, 1u);
  EXPECT_TRUE(slots(gives).positive->unconditional && slots(takes).negative->unconditional);
}

TEST_F(SlotsTest, DeclaredVarianceIsNotRead) {
  const ClassId wrong = t.declare("Wrong", {{"T_contra", contravariant}});
  t.method(wrong, "get", {}, p());
  EXPECT_EQ(variance(wrong), covariant);
}

TEST_F(SlotsTest, AttributesAreReadAndWrittenAndPropertiesWrittenIfSettable) {
  const ClassId cell = t.declare("Cell", {{"T", invariant}}), view = t.declare("View", {{"T", covariant}}),
                slot = t.declare("Slot", {{"T", invariant}}), unread = t.declare("Odd", {{"T", covariant}});
  t.member(cell, "value", Attribute{p()});
  t.member(view, "value", Property{p(), false});
  t.member(slot, "value", Property{p(), true});
  t.member(unread, "value", Unread{"overload"});
  EXPECT_EQ(variance(cell), invariant);
  EXPECT_EQ(variance(view), covariant);
  EXPECT_EQ(variance(slot), invariant);
  EXPECT_EQ(variance(unread), Variance::Bivariant);
  EXPECT_EQ(slots(cell).negative->place, 0u);
}

TEST_F(SlotsTest, PolaritiesMultiplyThroughTheSlotsOfOtherClasses) {
  const ClassId put = t.declare("Put", {{"T", contravariant}}), feeds = t.declare("Feeds", {{"T", covariant}}),
                twice = t.declare("Twice", {{"T", contravariant}});
  t.method(put, "put", {p()}, t.type(t.none));
  t.method(feeds, "feed", {t.type(put, {p()})}, t.type(t.none));
  t.method(twice, "feed", {t.type(put, {t.type(put, {p()})})}, t.type(t.none));
  EXPECT_EQ(variance(feeds), covariant);
  EXPECT_EQ(variance(twice), contravariant);
  ASSERT_EQ(slots(twice).negative->path.size(), 2u);
  EXPECT_EQ(slots(twice).negative->path[0].polarity, Polarity::Negative);
}

TEST_F(SlotsTest, InheritedMembersCountWithTheArgumentsOfTheBase) {
  const ClassId put = t.declare("Put", {{"T", contravariant}}), base = t.declare("Base", {{"T", covariant}}),
                derived = t.declare("Derived", {{"S", contravariant}, {"U", covariant}});
  t.method(put, "put", {p()}, t.type(t.none));
  t.method(base, "get", {}, p());
  t.derive(derived, {t.type(base, {t.type(put, {p(0)})})});
  EXPECT_EQ(variance(derived, 0), contravariant);
  EXPECT_EQ(variance(derived, 1), Variance::Bivariant);
  EXPECT_EQ(slots(derived, 0).negative->owner, base);
  EXPECT_EQ(slots(derived, 0).negative->path.size(), 1u);
}

TEST_F(SlotsTest, AnOverriddenMemberIsNotSeen) {
  const ClassId base = t.declare("Base", {{"T", covariant}}), derived = t.declare("Derived", {{"T", covariant}});
  t.method(base, "get", {}, p());
  t.derive(derived, {t.type(base, {p()})});
  t.method(derived, "get", {}, t.pool.never());
  EXPECT_EQ(variance(derived), Variance::Bivariant);
}

TEST_F(SlotsTest, ARecursiveClassShowsOnlyWhatSomeMemberShows) {
  const ClassId chain = t.declare("Chain", {{"T", covariant}}), tail = t.declare("OnlyTail", {{"T", covariant}});
  t.method(chain, "tail", {}, t.type(chain, {p()}));
  t.method(chain, "head", {}, p());
  t.method(tail, "tail", {}, t.type(tail, {p()}));
  EXPECT_EQ(variance(chain), covariant);
  EXPECT_EQ(slots(chain).positive->member, 1u);
  EXPECT_EQ(variance(tail), Variance::Bivariant);
}

TEST_F(SlotsTest, PolymorphicRecursionEnds) {
  const ClassId list = t.declare("list", {{"T", invariant}}), grow = t.declare("Grow", {{"T", invariant}});
  t.member(list, "item", Attribute{p()});
  t.method(grow, "next", {}, t.type(grow, {t.type(list, {p()})}));
  t.method(grow, "head", {}, p());
  EXPECT_EQ(variance(grow), invariant);
}

TEST_F(SlotsTest, BasesThatNestAClassInItselfEnd) {
  const ClassId put = t.declare("Put", {{"T", contravariant}}), expand = t.declare("Expand", {{"T", invariant}});
  t.method(put, "put", {p()}, t.type(t.none));
  t.derive(expand, {t.type(put, {t.type(put, {t.type(expand, {t.type(expand, {p()})})})})});
  EXPECT_EQ(variance(expand), Variance::Bivariant);
}

TEST_F(SlotsTest, AUnionMemberBesideObjectShowsNothing) {
  const ClassId wide = t.declare("Wide", {{"T", covariant}}), optional = t.declare("Optional", {{"T", covariant}});
  t.method(wide, "get", {}, t.either({t.either({p(), t.type(t.none)}), t.type(t.object)}));
  t.method(optional, "get", {}, t.either({p(), t.type(t.none)}));
  EXPECT_EQ(variance(wide), Variance::Bivariant);
  EXPECT_EQ(variance(optional), covariant);
  EXPECT_FALSE(slots(optional).positive->unconditional);
}

TEST_F(SlotsTest, AUnionMemberThatBecomesObjectHidesTheOthers) {
  const ClassId base = t.declare("Base", {{"A", covariant}, {"B", covariant}}), derived = t.declare("Derived", {{"T", covariant}});
  t.method(base, "get", {}, t.either({p(0), p(1)}));
  t.derive(derived, {t.type(base, {p(), t.type(t.object)})});
  EXPECT_EQ(variance(derived), Variance::Bivariant);
}

TEST_F(SlotsTest, AnObservationThatNeedsAnArgumentIsConditional) {
  const ClassId function = t.declare("Function", {{"In", contravariant}, {"Out", covariant}});
  t.method(function, "call", {p(0)}, p(1));
  EXPECT_TRUE(slots(function, 0).negative->unconditional);
  EXPECT_FALSE(slots(function, 1).positive->unconditional);
}

TEST_F(SlotsTest, AnUnconditionalReasonOfALaterRoundIsPreferred) {
  const ClassId gives = t.declare("Gives", {{"T", covariant}}), both = t.declare("Both", {{"K", contravariant}, {"T", covariant}});
  t.method(both, "call", {p(0)}, p(1));
  t.method(both, "give", {}, t.type(gives, {p(1)}));
  t.method(gives, "get", {}, p());
  const ParameterSlots found = slots(both, 1);
  EXPECT_TRUE(found.positive->unconditional);
  EXPECT_EQ(found.positive->member, 1u);
}

TEST_F(SlotsTest, AReasonThatIsOneOfSeveralSignaturesComesLast) {
  const ClassId map = t.declare("Map", {{"K", invariant}, {"V", invariant}});
  const Type one = t.pool.callable(std::vector<Type>{p()}, p(1)), two = t.pool.callable(std::vector<Type>{p(), p(1)}, p(1));
  t.member(map, "get", Method{t.pool.overload(std::vector<Type>{one, two})});
  t.method(map, "set", {p(), p(1)}, t.type(t.none));
  const ParameterSlots found = slots(map, 1);
  EXPECT_EQ(found.negative->member, 1u);
  EXPECT_FALSE(found.negative->unconditional);
  EXPECT_EQ(found.positive->member, 0u);
}

TEST_F(SlotsTest, AnAxiomCountsAsAnObservation) {
  const ClassId coroutine = t.declare("Coroutine", {{"R", covariant}});
  t.table[coroutine].members.push_back({"__stop__", Method{t.pool.callable({}, p())}, {}, true});
  EXPECT_EQ(variance(coroutine), covariant);
}

}  // namespace
}  // namespace agverify::model
