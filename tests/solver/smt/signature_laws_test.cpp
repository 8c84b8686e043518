#include <gtest/gtest.h>

#include "solver/smt/class_laws.h"
#include "solver/smt/law_text.h"
#include "tests/model/small_table.h"

namespace agverify::solver::smt {
namespace {

using namespace model;
using Status = ClassLaw::Status;
using Kind = ParameterKind;

/// Laws of classes whose members have signatures of every kind.
struct SignatureLawTest : testing::Test {
  SmallTable t;
  Type integer = t.type(t.integer), text = t.type(t.text), none = t.type(t.none);

  Type p(std::uint32_t index = 0) { return t.parameter(index); }
  Type function(std::initializer_list<Type> taken, Type result) {
    return t.pool.callable(std::span<const Type>{taken.begin(), taken.size()}, result);
  }
  Type signature(const SignatureShape& shape, std::vector<Type> parts) { return t.pool.callable(shape, parts); }
  Type either_of(std::initializer_list<Type> signatures) {
    return t.pool.overload(std::span<const Type>{signatures.begin(), signatures.size()});
  }
  ClassLaw law(ClassId id) {
    t.finish();
    EXPECT_TRUE(t.finished());
    const Slots slots = least_slots(t.table);
    return prove_law(t.table, t.pool, slots, id);
  }
  ClassLaw law_of(Variance variance, Type callable) {
    const ClassId made = t.declare("Made", {{"T", variance}});
    t.member(made, "run", Method{callable});
    return law(made);
  }
  static bool plainly_exact(const SlotLaw& slot) { return slot.shown && slot.exact && slot.conditions.empty(); }
  static bool proved(const ClassLaw& law) { return law.status == Status::Proved; }
};

TEST_F(SignatureLawTest, AnOverloadIsOnePromiseASignature) {
  const ClassLaw found = law_of(covariant, either_of({function({integer}, p()), function({text}, none)}));
  EXPECT_TRUE(proved(found)) << found.reason;
  EXPECT_TRUE(plainly_exact(found.parameters[0].positive));
}

TEST_F(SignatureLawTest, ACallThatAnotherOverloadMindsIsACondition) {
  const ClassLaw found = law_of(covariant, either_of({function({integer}, p()), function({integer}, t.either({integer, text}))}));
  EXPECT_TRUE(proved(found)) << found.reason;
  EXPECT_THAT(found.parameters[0].positive.conditions, testing::ElementsAre("the call lies outside the other signatures of run"));
}

TEST_F(SignatureLawTest, AnOverloadThatPromisesTheSameIsNoCondition) {
  const ClassLaw found = law_of(covariant, either_of({function({}, p()), function({integer}, p())}));
  EXPECT_TRUE(proved(found)) << found.reason;
  EXPECT_TRUE(plainly_exact(found.parameters[0].positive));
}

TEST_F(SignatureLawTest, EveryKindOfParameterIsTaken) {
  for (const Kind kind : {Kind::PositionalOnly, Kind::Standard, Kind::Variadic, Kind::KeywordOnly, Kind::KeywordVariadic})
    for (const bool has_default : {false, true}) {
      const bool packs = kind == Kind::Variadic || kind == Kind::KeywordVariadic;
      const bool named = kind == Kind::Standard || kind == Kind::KeywordOnly;
      const Type taking = signature({{kind, has_default && !packs, named ? "x" : ""}}, {p(), none});
      const ClassLaw right = law_of(contravariant, taking), wrong = law_of(covariant, taking);
      EXPECT_TRUE(proved(right)) << right.reason;
      EXPECT_TRUE(plainly_exact(right.parameters[0].negative));
      EXPECT_EQ(wrong.status, Status::WrongFlag);
    }
}

TEST_F(SignatureLawTest, AnArgumentThatNobodyCanGiveDoesNotHideTheResult) {
  const ClassLaw found = law_of(contravariant, signature({{Kind::Standard, true, "x"}}, {t.pool.never(), p()}));
  EXPECT_EQ(found.status, Status::WrongFlag);
}

TEST_F(SignatureLawTest, AFunctionThatIsTakenTurnsItsParametersRound) {
  const ClassLaw taken = law_of(covariant, function({function({p()}, none)}, none));
  EXPECT_TRUE(proved(taken)) << taken.reason;
  EXPECT_TRUE(plainly_exact(taken.parameters[0].positive));
  const ClassLaw given = law_of(contravariant, function({}, function({p()}, none)));
  EXPECT_TRUE(proved(given)) << given.reason;
  EXPECT_TRUE(plainly_exact(given.parameters[0].negative));
  EXPECT_EQ(law_of(contravariant, function({}, function({}, p()))).status, Status::WrongFlag);
}

TEST_F(SignatureLawTest, AFunctionThatIsGivenNeedsItsArguments) {
  const ClassId made = t.declare("Made", {{"A", contravariant}, {"R", covariant}});
  t.member(made, "run", Method{function({}, function({p(0)}, p(1)))});
  const ClassLaw found = law(made);
  EXPECT_TRUE(proved(found)) << found.reason;
  EXPECT_TRUE(plainly_exact(found.parameters[0].negative));
  EXPECT_TRUE(found.parameters[1].positive.exact);
  EXPECT_THAT(found.parameters[1].positive.conditions, testing::ElementsAre("arguments of a call of (A) -> R exist"));
}

TEST_F(SignatureLawTest, AnOverloadThatIsGivenStandsWhereItsSignaturesDo) {
  const ClassLaw found = law_of(covariant, function({}, either_of({function({integer}, p()), function({text}, p())})));
  EXPECT_TRUE(proved(found)) << found.reason;
}

TEST_F(SignatureLawTest, SelfIsOneUnknownSet) {
  const ClassLaw found = law_of(covariant, either_of({function({t.pool.self()}, t.pool.self()), function({}, p())}));
  EXPECT_TRUE(proved(found)) << found.reason;
}

TEST_F(SignatureLawTest, WhatIsNotReadIsOneUnknownSetUnlessItNamesAParameter) {
  const Type plain = t.pool.opaque("tuple", std::vector<Type>{integer, text}), open = t.pool.opaque("tuple", std::vector<Type>{p(), text});
  EXPECT_TRUE(proved(law_of(covariant, function({plain}, p()))));
  const ClassLaw unread = law_of(covariant, function({open}, p()));
  EXPECT_EQ(unread.status, Status::Unproved);
  EXPECT_EQ(unread.reason, "unsupported tuple (member run)");
}

TEST_F(SignatureLawTest, WhatIsNotReadStandsWhereItsPartsAreTheSame) {
  const Type open = t.pool.opaque("tuple", std::vector<Type>{p(), text});
  const ClassId cell = t.declare("Cell", {{"T", invariant}});
  t.member(cell, "value", Attribute{p()});
  t.method(cell, "pair", {open}, open);
  const ClassLaw found = law(cell);
  EXPECT_TRUE(proved(found)) << found.reason;
  EXPECT_TRUE(plainly_exact(found.parameters[0].positive));
  EXPECT_TRUE(plainly_exact(found.parameters[0].negative));
}

TEST_F(SignatureLawTest, ATupleGrowsWithItsElements) {
  const ClassId gives = t.declare("Gives", {{"T_co", covariant}});
  t.method(gives, "get", {}, p());
  const std::vector<Type> pair{text, p()}, nested{t.type(gives, {p()})}, beside_never{t.pool.never(), p()};
  for (Type each : {t.pool.tuple(pair), t.pool.tuple(pair, 1), t.pool.tuple(pair, 0), t.pool.tuple(nested), t.pool.tuple(nested, 0), t.pool.tuple(beside_never)}) {
    EXPECT_TRUE(plainly_exact(law_of(covariant, function({}, each)).parameters[0].positive));
    EXPECT_TRUE(plainly_exact(law_of(contravariant, function({each}, none)).parameters[0].negative));
    EXPECT_EQ(law_of(covariant, function({each}, none)).status, Status::WrongFlag);
    EXPECT_EQ(law_of(contravariant, function({}, each)).status, Status::WrongFlag);
    EXPECT_EQ(law_of(covariant, function({}, each)).status, Status::Proved);
    EXPECT_EQ(law_of(contravariant, function({each}, none)).status, Status::Proved);
  }
  const Type other = t.pool.opaque("Annotated", std::vector<Type>{p()});
  EXPECT_EQ(law_of(covariant, function({}, other)).reason, "unsupported Annotated (member run)");
}

TEST_F(SignatureLawTest, ATupleThatTheRestOfAUnionMayTakeUpIsNoAccusation) {
  t.table.well_known.tuple = t.declare("tuple", {{"T_co", covariant}});
  const Type one = t.pool.tuple(std::vector<Type>{p()}), any_pair = t.pool.tuple(std::vector<Type>{t.type(t.object), t.type(t.object)});
  const ClassLaw beside_any = law_of(contravariant, function({}, t.either({one, t.pool.tuple(std::vector<Type>{t.type(t.object)})})));
  EXPECT_EQ(beside_any.status, Status::Unproved);
  EXPECT_FALSE(beside_any.parameters[0].positive.possible);
  EXPECT_EQ(law_of(contravariant, function({}, t.either({one, none}))).status, Status::WrongFlag);
  EXPECT_EQ(law_of(contravariant, function({}, t.either({one, any_pair}))).status, Status::WrongFlag);
  EXPECT_EQ(law_of(contravariant, function({}, t.either({one, t.pool.tuple(std::vector<Type>{t.type(t.object)}, 0)}))).status, Status::Unproved);
}

TEST_F(SignatureLawTest, WhatTheClassTupleSaysOfItselfIsNoPromise) {
  const ClassId tuple = t.declare("tuple", {{"T_co", covariant}});
  t.method(tuple, "__lt__", {t.pool.tuple(std::vector<Type>{p()}, 0)}, none);
  t.table.well_known.tuple = tuple;
  const ClassLaw found = law(tuple);
  EXPECT_EQ(found.status, Status::Proved);
  EXPECT_FALSE(found.parameters[0].negative.shown);
}

TEST_F(SignatureLawTest, ASignatureThatAnotherMayTakeTheCallsOfIsNoAccusation) {
  // As Mapping.get: what one signature takes of T the other takes of every type, and promises no less.
  const Type every = t.pool.opaque("V (type variable of the method)");
  const Type one = function({p()}, p()), other = function({every}, t.either({p(), every}));
  const ClassLaw found = law_of(covariant, either_of({one, other}));
  EXPECT_EQ(found.status, Status::Unproved);
  EXPECT_FALSE(found.parameters[0].negative.possible);
  EXPECT_EQ(law_of(covariant, one).status, Status::WrongFlag);
}

TEST_F(SignatureLawTest, TheKeyTellsSignaturesApart) {
  const ClassId made = t.declare("Made", {{"T", covariant}});
  t.member(made, "run", Method{function({}, p())});
  t.finish();
  const auto with = [&](Kind kind, bool has_default, const char* name) { return signature({{kind, has_default, name}}, {integer, p()}); };
  const Type first = function({integer}, p()), second = function({text}, none);
  const Type callables[] = {function({integer}, p()), with(Kind::PositionalOnly, true, ""), with(Kind::Standard, false, "x"),
                            with(Kind::Standard, true, "x"), with(Kind::Standard, false, "y"), with(Kind::KeywordOnly, false, "x"),
                            with(Kind::Variadic, false, ""), with(Kind::KeywordVariadic, false, ""), either_of({first, second}),
                            either_of({second, first}), function({function({integer}, p())}, p()),
                            function({with(Kind::Standard, false, "x")}, p()), function({with(Kind::KeywordOnly, false, "x")}, p()),
                            function({with(Kind::Standard, true, "x")}, p()), function({either_of({first, second})}, p()),
                            function({t.pool.self()}, p()), function({t.pool.opaque("tuple", std::vector<Type>{p()})}, p())};
  std::set<std::string> keys;
  for (Type each : callables) {
    std::get<Method>(t.table[made].members.front().form).callable = each;
    keys.insert(law_key(t.table, t.pool, made));
  }
  EXPECT_EQ(keys.size(), std::size(callables));
}

TEST_F(SignatureLawTest, ALawRestsOnClassesInsideSignatures) {
  const ClassId gives = t.declare("Gives", {{"T", covariant}}), made = t.declare("Made", {{"T", contravariant}});
  t.method(gives, "get", {}, p());
  t.member(made, "run", Method{either_of({function({integer}, none), function({function({}, t.type(gives, {p()}))}, none)})});
  t.finish();
  EXPECT_THAT(law_rests_on(t.table, t.pool, made), testing::ElementsAre(made, gives));
  EXPECT_TRUE(proved(law(made)));
}

}  // namespace
}  // namespace agverify::solver::smt
