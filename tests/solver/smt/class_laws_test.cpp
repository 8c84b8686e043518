#include "solver/smt/class_laws.h"

#include <map>

#include <gtest/gtest.h>

#include "solver/smt/law_text.h"
#include "tests/model/small_table.h"

namespace agverify::solver::smt {
namespace {

using namespace model;
using Status = ClassLaw::Status;

struct ClassLawTest : testing::Test {
  SmallTable t;
  Type p(std::uint32_t index = 0) { return t.parameter(index); }

  ClassLaw law(ClassId id) {
    t.finish();
    EXPECT_TRUE(t.finished());
    const Slots slots = least_slots(t.table);
    return prove_law(t.table, t.pool, slots, id);
  }
  static bool plainly_exact(const SlotLaw& slot) { return slot.shown && slot.exact && slot.conditions.empty(); }

  /// The async hierarchy in small; the flags of AsyncGenerator as given.
  struct Async {
    ClassId awaitable, iterable, iterator, generator;
  };
  Async async(Variance yields = covariant, Variance sends = contravariant) {
    Async made{t.declare("Awaitable", {{"T_co", covariant}}), t.declare("AsyncIterable", {{"T_co", covariant}}),
               t.declare("AsyncIterator", {{"T_co", covariant}}),
               t.declare("AsyncGenerator", {{"YieldT_co", yields}, {"SendT_contra", sends}})};
    t.table[made.awaitable].members.push_back({"__stop__", Method{t.pool.callable({}, p())}, {}, true});
    t.method(made.iterable, "__aiter__", {}, t.type(made.iterator, {p()}));
    t.derive(made.iterator, {t.type(made.iterable, {p()})});
    t.method(made.iterator, "__anext__", {}, t.type(made.awaitable, {p()}));
    t.derive(made.generator, {t.type(made.iterator, {p()})});
    t.method(made.generator, "asend", {p(1)}, t.type(made.awaitable, {p()}));
    return made;
  }
};

TEST_F(ClassLawTest, TheAsyncHierarchyIsSoundAndExact) {
  const Async classes = async();
  for (ClassId id : {classes.awaitable, classes.iterable, classes.iterator, classes.generator}) {
    const ClassLaw found = law(id);
    EXPECT_EQ(found.status, Status::Proved) << t.table[id].name << ": " << found.reason;
    EXPECT_TRUE(plainly_exact(found.parameters[0].positive)) << t.table[id].name;
    EXPECT_FALSE(found.parameters[0].negative.shown);
  }
  const ClassLaw generator = law(classes.generator);
  EXPECT_TRUE(plainly_exact(generator.parameters[1].negative));
  EXPECT_EQ(generator.parameters[1].negative.member, "asend");
}

TEST_F(ClassLawTest, AWrongFlagIsNamedByTheMember) {
  const ClassLaw sends = law(async(covariant, covariant).generator);
  EXPECT_EQ(sends.status, Status::WrongFlag);
  EXPECT_EQ(sends.failing_member, "asend");
}

TEST_F(ClassLawTest, AWrongFlagOfTheYieldTypeIsNamedByTheMember) {
  const ClassLaw yields = law(async(contravariant, contravariant).generator);
  EXPECT_EQ(yields.status, Status::WrongFlag);
  EXPECT_EQ(yields.failing_member, "__anext__");
}

TEST_F(ClassLawTest, AWrongFlagOfOneClassDoesNotAccuseAnother) {
  const Async classes = async(covariant, covariant);
  const ClassId factory = t.declare("Factory", {{"S", contravariant}});
  t.method(factory, "make", {}, t.type(classes.generator, {t.type(t.integer), p()}));
  EXPECT_EQ(law(factory).status, Status::Proved);
}

TEST_F(ClassLawTest, AClassThatIsNotReadHasNoLawNorHasWhatRestsOnIt) {
  const ClassId outer = t.declare("Outer", {{"T_co", covariant}}), inner = t.declare("Inner", {{"T_co", covariant}});
  t.method(outer, "inner", {}, t.type(inner, {p()}));
  EXPECT_EQ(law(outer).status, Status::Proved);
  t.table[inner].unsupported = "metaclass";
  EXPECT_EQ(law(inner).reason, "unsupported metaclass");
  EXPECT_EQ(law(outer).reason, "unsupported metaclass in Inner");
  EXPECT_EQ(law(outer).status, Status::Unproved);
}

TEST_F(ClassLawTest, ADeclaredSlotThatNoMemberShowsIsDeclaredOnly) {
  const ClassId container = t.declare("Container", {{"T_co", covariant}});
  t.method(container, "__contains__", {t.type(t.object)}, t.type(t.boolean));
  const ClassLaw found = law(container);
  EXPECT_EQ(found.status, Status::Proved);
  EXPECT_TRUE(declared_only(found.parameters[0].positive, covariant, Polarity::Positive));
}

TEST_F(ClassLawTest, AnObservationThatNeedsAnArgumentSaysSo) {
  const ClassId function = t.declare("Function", {{"In_contra", contravariant}, {"Out_co", covariant}});
  t.method(function, "__call__", {p(0)}, p(1));
  const ClassLaw found = law(function);
  EXPECT_EQ(found.status, Status::Proved);
  EXPECT_TRUE(found.parameters[1].positive.exact);
  EXPECT_THAT(found.parameters[1].positive.conditions, testing::ElementsAre("an argument of type In_contra exists"));
  EXPECT_TRUE(plainly_exact(found.parameters[0].negative));
}

TEST_F(ClassLawTest, AValueBesideOtherMembersOfAUnionSaysSo) {
  const ClassId optional = t.declare("Optional", {{"T_co", covariant}}), gives = t.declare("Gives", {{"T_co", covariant}});
  t.method(optional, "get", {}, t.either({p(), t.type(t.none)}));
  t.method(gives, "get", {}, t.type(optional, {p()}));
  EXPECT_THAT(law(optional).parameters[0].positive.conditions, testing::ElementsAre("the value lies outside None"));
  EXPECT_TRUE(law(gives).parameters[0].positive.exact);
  EXPECT_THAT(law(gives).parameters[0].positive.conditions,
              testing::ElementsAre("in Optional: the value lies outside None"));
}

TEST_F(ClassLawTest, ABinaryMethodMakesAGetterInvariant) {
  const ClassId binary = t.declare("Binary", {{"T", invariant}});
  t.method(binary, "get", {}, p());
  t.method(binary, "merge", {t.type(binary, {p()})}, t.type(t.none));
  const ClassLaw found = law(binary);
  EXPECT_EQ(found.status, Status::Proved);
  EXPECT_TRUE(plainly_exact(found.parameters[0].positive));
  EXPECT_TRUE(plainly_exact(found.parameters[0].negative));
}

TEST_F(ClassLawTest, AMutableAttributeIsReadAndWritten) {
  const ClassId cell = t.declare("Cell", {{"T", covariant}});
  t.member(cell, "value", Attribute{p()});
  const ClassLaw found = law(cell);
  EXPECT_EQ(found.status, Status::WrongFlag);
  EXPECT_EQ(found.failing_member, "value");
}

TEST_F(ClassLawTest, PolymorphicRecursionHasALaw) {
  const ClassId cell = t.declare("Cell", {{"T", invariant}}), grow = t.declare("Grow", {{"T", invariant}});
  t.member(cell, "value", Attribute{p()});
  t.method(grow, "head", {}, p());
  t.method(grow, "next", {}, t.type(grow, {t.type(cell, {p()})}));
  EXPECT_EQ(law(grow).status, Status::Proved);
  EXPECT_TRUE(law(grow).parameters[0].negative.exact);
}

TEST_F(ClassLawTest, AMemberThatIsNotReadLeavesTheLawOpen) {
  const ClassId odd = t.declare("Odd", {{"T_co", covariant}}), user = t.declare("User", {{"T_co", covariant}}),
                other = t.declare("Other", {{"T_co", covariant}});
  t.method(odd, "get", {}, p());
  t.member(odd, "put", Unread{"overload", "(self, value: " + t.table[odd].parameters[0].name + ") -> None"});
  t.method(user, "odd", {}, t.type(odd, {p()}));
  t.method(other, "odd", {}, t.type(odd, {t.type(t.integer)}));
  t.method(other, "get", {}, p());
  EXPECT_EQ(law(odd).status, Status::Unproved);
  EXPECT_EQ(law(odd).reason, "unsupported overload (member put)");
  EXPECT_EQ(law(user).reason, "unsupported overload (member put) in Odd");
  EXPECT_EQ(law(other).status, Status::Proved);
}

TEST_F(ClassLawTest, AMemberThatIsNotReadIsTheSameWhereTheParametersThatItNamesAre) {
  const ClassId cell = t.declare("Cell", {{"T", invariant}, {"U_co", covariant}}), user = t.declare("User", {{"T", invariant}}),
                narrow = t.declare("Narrow", {{"T_co", covariant}});
  t.member(cell, "value", Attribute{p()});
  t.method(cell, "other", {}, p(1));
  t.member(cell, "sort", Unread{"annotated receiver", "(self: Cell[T]) -> None"});
  t.method(user, "cell", {}, t.type(cell, {p(), t.type(t.integer)}));
  t.method(narrow, "cell", {}, t.type(cell, {t.type(t.integer), p()}));
  for (const ClassId id : {cell, user, narrow}) {
    const ClassLaw found = law(id);
    EXPECT_EQ(found.status, Status::Proved) << t.table[id].name << ": " << found.reason;
    EXPECT_TRUE(plainly_exact(found.parameters[0].positive)) << t.table[id].name;
  }
  EXPECT_EQ(law(cell).parameters[0].unread, "sort");
  EXPECT_EQ(law(cell).parameters[1].unread, "");
}

TEST_F(ClassLawTest, AMemberThatIsNotReadDoesNotHideAWrongFlag) {
  const ClassId cell = t.declare("Cell", {{"T_co", covariant}});
  t.member(cell, "first", Unread{"overload", "(self) -> T_co"});
  t.method(cell, "put", {p()}, t.type(t.none));
  const ClassLaw found = law(cell);
  EXPECT_EQ(found.status, Status::WrongFlag);
  EXPECT_EQ(found.failing_member, "put");
}

TEST_F(ClassLawTest, AClassStandsByMoreSlotsWhereSomethingThatItRestsOnIsNotRead) {
  // What Hidden shows is not known: it may take what it is applied to, and so may Gives; Taker, which takes one, may give it.
  const ClassId hidden = t.declare("Hidden", {{"T_co", covariant}}), gives = t.declare("Gives", {{"T_co", covariant}}),
                taker = t.declare("Taker", {{"T_contra", contravariant}}), cell = t.declare("Cell", {{"T", invariant}});
  t.table[hidden].unsupported = "NamedTuple";
  t.method(gives, "hidden", {}, t.type(hidden, {p()}));
  t.method(taker, "take", {t.type(gives, {p()})}, t.type(t.none));
  t.method(cell, "taker", {}, t.type(taker, {p()}));
  for (const ClassId id : {gives, taker}) EXPECT_EQ(law(id).reason, "unsupported NamedTuple in Hidden") << t.table[id].name;
  EXPECT_EQ(law(cell).status, Status::Proved) << law(cell).reason;
}

TEST_F(ClassLawTest, LawsDoNotDependOnWhichIsAskedForFirst) {
  const ClassId hidden = t.declare("Hidden", {{"T_co", covariant}}), gives = t.declare("Gives", {{"T_co", covariant}}),
                cell = t.declare("Cell", {{"T", invariant}});
  t.table[hidden].unsupported = "NamedTuple";
  t.method(gives, "hidden", {}, t.type(hidden, {p()}));
  t.method(gives, "cell", {}, t.type(cell, {p()}));
  t.method(cell, "gives", {}, t.type(gives, {p()}));
  t.finish();
  const Slots slots = least_slots(t.table);
  const auto told = [&](std::initializer_list<ClassId> order) {
    ClassLaws laws{t.table, t.pool, slots};
    std::map<ClassId, std::string> found;
    for (ClassId id : order) {
      ClassLaw law = laws.of(id);
      law.milliseconds = 0;
      found[id] = to_text(law);
    }
    return found;
  };
  EXPECT_EQ(told({hidden, gives, cell}), told({cell, gives, hidden}));
  EXPECT_EQ(told({hidden, gives, cell}), told({gives, cell, hidden}));
}

TEST_F(ClassLawTest, TextOfALawReadsBackTheSame) {
  const ClassId optional = t.declare("Optional", {{"T_co", covariant}});
  t.method(optional, "get", {}, t.either({p(), t.type(t.none)}));
  const std::string text = to_text(law(optional));
  const auto read = from_text(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(to_text(*read), text);
  EXPECT_EQ(read->parameters[0].positive.conditions.size(), 1u);
  EXPECT_FALSE(from_text("class law 0\n"));
  EXPECT_FALSE(from_text(text.substr(0, text.size() / 2)));
}

TEST_F(ClassLawTest, TheKeyChangesWithWhatTheLawRestsOnAndWithNothingElse) {
  const ClassId gives = t.declare("Gives", {{"T_co", covariant}}), user = t.declare("User", {{"T_co", covariant}}),
                stranger = t.declare("Stranger", {{"T_co", covariant}});
  t.method(gives, "get", {}, p());
  t.method(user, "gives", {}, t.type(gives, {p()}));
  t.finish();
  const std::string before = law_key(t.table, t.pool, user);
  t.method(stranger, "get", {}, p());
  t.finish();
  EXPECT_EQ(law_key(t.table, t.pool, user), before);
  t.method(gives, "put", {p()}, t.type(t.none));
  t.finish();
  EXPECT_NE(law_key(t.table, t.pool, user), before);
}

TEST_F(ClassLawTest, AKnownLawIsNotProvedAgain) {
  const Async classes = async();
  t.finish();
  const Slots slots = least_slots(t.table);
  ClassLaws laws{t.table, t.pool, slots};
  ClassLaw known;
  known.reason = "given";
  laws.add(classes.generator, known);
  EXPECT_EQ(laws.of(classes.generator).reason, "given");
  EXPECT_TRUE(laws.proved_here().empty());
  EXPECT_EQ(laws.of(classes.iterator).status, Status::Proved);
  EXPECT_EQ(laws.proved_here().size(), 1u);
}

}  // namespace
}  // namespace agverify::solver::smt
