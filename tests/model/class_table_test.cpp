#include "model/class_table.h"

#include <gtest/gtest.h>

namespace agverify::model {
namespace {

class ClassTableTest : public ::testing::Test {
 protected:
  TypePool pool;
  ClassTable table;
  ClassId object = add("object", 0, {});

  ClassTableTest() { table.well_known = {object, object, object, object, object, object}; }

  ClassId add(std::string name, std::size_t parameters, std::vector<Type> bases) {
    Class made;
    made.name = name;
    made.qualified_name = "m." + name;
    made.parameters.resize(parameters);
    made.bases = std::move(bases);
    table.classes.push_back(std::move(made));
    return ClassId{static_cast<std::uint32_t>(table.size() - 1)};
  }

  void add_member(ClassId owner, std::string name, bool is_axiom = false) {
    table[owner].members.push_back({std::move(name), Attribute{pool.never()}, {}, is_axiom});
  }

  Type of(ClassId id, std::initializer_list<Type> arguments = {}) { return pool.nominal(id, arguments); }

  std::string order(ClassId id) const {
    std::string names;
    for (const Ancestor& each : table.ancestors(id)) names += (names.empty() ? "" : " ") + table[each.class_id].name;
    return names;
  }
};

TEST_F(ClassTableTest, LinearisesADiamondByC3) {
  const ClassId a = add("A", 0, {of(object)}), b = add("B", 0, {of(a)}), c = add("C", 0, {of(a)});
  const ClassId d = add("D", 0, {of(b), of(c)});
  ASSERT_FALSE(table.linearise(pool, object).has_value());
  EXPECT_EQ(order(d), "D B C A object");
  EXPECT_TRUE(table.derives_from(d, a));
  EXPECT_FALSE(table.derives_from(a, d));
}

TEST_F(ClassTableTest, AncestorsAreSpecialisedInTermsOfTheLowerClass) {
  const ClassId source = add("Source", 1, {of(object)});
  const ClassId lists = add("Lists", 1, {of(source, {of(source, {pool.parameter(0)})})});
  const ClassId swapped = add("Swapped", 2, {of(lists, {pool.parameter(1)})});
  ASSERT_FALSE(table.linearise(pool, object).has_value());
  EXPECT_EQ(table.ancestor(swapped, source)->specialization, of(source, {of(source, {pool.parameter(1)})}));
  EXPECT_EQ(table.ancestor(swapped, swapped)->specialization, of(swapped, {pool.parameter(0), pool.parameter(1)}));
}

TEST_F(ClassTableTest, NamesTheClassThatIsItsOwnBase) {
  const ClassId a = add("A", 0, {}), b = add("B", 0, {of(a)});
  table[a].bases = {of(b)};
  const auto problem = table.linearise(pool, object);
  ASSERT_TRUE(problem.has_value());
  EXPECT_EQ(problem->class_id, a);
}

TEST_F(ClassTableTest, RefusesOneAncestorWithTwoSpecialisations) {
  const ClassId source = add("Source", 1, {of(object)});
  const ClassId a = add("A", 0, {of(source, {of(object)})}), b = add("B", 0, {of(source, {pool.never()})});
  const ClassId both = add("Both", 0, {of(a), of(b)});
  const auto problem = table.linearise(pool, object);
  ASSERT_TRUE(problem.has_value());
  EXPECT_EQ(problem->class_id, both);
  EXPECT_NE(problem->message.find("Source"), std::string::npos);
}

TEST_F(ClassTableTest, RefusesAnOrderThatCannotBeKept) {
  const ClassId a = add("A", 0, {of(object)}), b = add("B", 0, {of(a)});
  add("Wrong", 0, {of(a), of(b)});
  EXPECT_TRUE(table.linearise(pool, object).has_value());
}

TEST_F(ClassTableTest, ExtendingKeepsWhatWasThere) {
  const ClassId a = add("A", 0, {of(object)});
  ASSERT_FALSE(table.linearise(pool, object).has_value());
  ClassTable copy = table;
  std::swap(copy, table);
  const ClassId b = add("B", 0, {of(a)});
  ASSERT_FALSE(table.linearise(pool, b).has_value());
  EXPECT_EQ(order(b), "B A object");
  EXPECT_EQ(order(a), "A object");
  EXPECT_EQ(copy.size() + 1, table.size());
}

TEST_F(ClassTableTest, MembersAreFoundInMethodResolutionOrder) {
  const ClassId upper = add("Upper", 1, {of(object)});
  const ClassId lower = add("Lower", 0, {of(upper, {of(object)})});
  add_member(upper, "x");
  add_member(upper, "y");
  add_member(lower, "x");
  ASSERT_FALSE(table.linearise(pool, object).has_value());
  EXPECT_EQ(table.find_member(lower, "x")->owner, lower);
  EXPECT_EQ(table.find_member(lower, "y")->owner_specialization, of(upper, {of(object)}));
  EXPECT_FALSE(table.find_member(upper, "z").has_value());
}

TEST_F(ClassTableTest, AProtocolAsksForNoAxiomAndForNothingOfObject) {
  const ClassId upper = add("Upper", 0, {of(object)}), lower = add("Lower", 0, {of(upper)});
  add_member(object, "o");
  add_member(upper, "x");
  add_member(upper, "__stop__", true);
  add_member(lower, "x");
  add_member(lower, "y");
  ASSERT_FALSE(table.linearise(pool, object).has_value());
  std::string names;
  for (const FoundMember& each : table.protocol_members(lower)) names += each.member->name + "@" + table[each.owner].name + " ";
  EXPECT_EQ(names, "x@Lower y@Lower ");
}

TEST_F(ClassTableTest, ClassesAreFoundByTheirQualifiedName) {
  const ClassId a = add("A", 0, {of(object)});
  EXPECT_EQ(table.find("m.A"), a);
  EXPECT_FALSE(table.find("A").has_value());
}

}  // namespace
}  // namespace agverify::model
