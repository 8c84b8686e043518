#include <gtest/gtest.h>

#include "solver/rules/membership.h"
#include "solver/smt/decide.h"
#include "tests/model/small_table.h"

namespace agverify::solver::smt {
namespace {

using namespace model;
using Kind = ParameterKind;

/// Signatures over a small table, decided by what they mean.
struct SmtCallable : testing::Test {
  SmallTable t;
  Type integer = t.type(t.integer), boolean = t.type(t.boolean), text = t.type(t.text), none = t.type(t.none), object = t.type(t.object),
       never = t.pool.never();

  struct Part {
    Kind kind;
    std::string name;
    Type type;
    bool has_default = false;
  };
  Type signature(const std::vector<Part>& parameters, Type result) {
    SignatureShape shape;
    std::vector<Type> parts;
    for (const Part& each : parameters) {
      shape.push_back({each.kind, each.has_default, each.name});
      parts.push_back(each.type);
    }
    parts.push_back(result);
    return t.pool.callable(shape, parts);
  }
  static Part place(Type type, bool has_default = false) { return {Kind::PositionalOnly, "", type, has_default}; }
  static Part named(std::string name, Type type, bool has_default = false) { return {Kind::Standard, std::move(name), type, has_default}; }
  static Part keyword(std::string name, Type type, bool has_default = false) { return {Kind::KeywordOnly, std::move(name), type, has_default}; }
  static Part rest(Type type) { return {Kind::Variadic, "", type}; }
  static Part named_rest(Type type) { return {Kind::KeywordVariadic, "", type}; }
  Type function(std::initializer_list<Type> taken, Type result) {
    return t.pool.callable(std::span<const Type>{taken.begin(), taken.size()}, result);
  }
  Type either_of(std::initializer_list<Type> signatures) {
    return t.pool.overload(std::span<const Type>{signatures.begin(), signatures.size()});
  }

  Answer decide(const Query& query) {
    t.finish();
    slots = least_slots(t.table);
    laws = std::make_unique<ClassLaws>(t.table, t.pool, slots);
    Decider decider{t.table, t.pool, slots, *laws};
    return decider.decide(query);
  }
  Answer below(Type source, Type target) { return decide({{}, {}, Relation::Subtype, source, target}); }
  void proved(Type source, Type target) {
    const Answer answer = below(source, target);
    EXPECT_EQ(name_of(answer.verdict), "proved") << answer.reason;
  }
  /// And the value that is shown is in the source and not in the target.
  void refuted(Type source, Type target) {
    const Answer answer = below(source, target);
    ASSERT_EQ(name_of(answer.verdict), "refuted") << answer.reason;
    ASSERT_TRUE(answer.witness);
    Substitution substitution{t.pool};
    rules::StructuralMatcher matcher{t.table};
    rules::Membership membership{t.table, substitution, matcher, answer.witness->values};
    EXPECT_TRUE(membership.in(answer.witness->root, source));
    EXPECT_TRUE(membership.out(answer.witness->root, target));
  }
  void unknown(Type source, Type target, std::string_view reason) {
    const Answer answer = below(source, target);
    EXPECT_EQ(name_of(answer.verdict), "unknown");
    EXPECT_TRUE(answer.reason.starts_with(reason)) << answer.reason;
  }

  Slots slots;
  std::unique_ptr<ClassLaws> laws;
};

TEST_F(SmtCallable, ParametersAreReversedAndTheResultIsNot) {
  proved(function({integer}, boolean), function({boolean}, integer));
  refuted(function({boolean}, integer), function({integer}, integer));
  proved(function({}, boolean), function({}, integer));
  refuted(function({}, integer), function({}, boolean));
  proved(function({object}, none), function({integer}, none));
  refuted(function({never}, none), function({integer}, none));
}

TEST_F(SmtCallable, CallableFormIsPositional) {
  proved(function({integer}, none), signature({place(integer)}, none));
  refuted(function({integer}, none), signature({named("x", integer)}, none));
  refuted(function({}, none), function({integer}, none));
}

TEST_F(SmtCallable, NothingElseCanBeCalled) {
  proved(function({integer}, none), function({never}, none));
  refuted(integer, function({never}, none));
  refuted(object, function({never}, none));
  refuted(none, function({never}, none));
  refuted(function({integer}, none), integer);
  proved(function({integer}, none), object);
  proved(never, function({integer}, none));
}

TEST_F(SmtCallable, AnArgumentOfNeverHasNoValueAndTheRestOfTheCallCounts) {
  for (const auto& [source, target] : {std::pair{function({never}, none), function({never, text}, none)},
                                       std::pair{function({}, none), function({never}, none)},
                                       std::pair{function({never}, integer), function({never}, text)}}) {
    const Answer answer = below(source, target);
    EXPECT_EQ(answer.verdict, model::Verdict::Refuted);
    EXPECT_TRUE(answer.witness);
  }
  proved(function({text}, none), function({never}, none));
}

TEST_F(SmtCallable, UnionsDoNotGoThroughSignatures) {
  refuted(function({}, t.either({integer, text})), t.either({function({}, integer), function({}, text)}));
  proved(t.either({function({}, integer), function({}, text)}), function({}, t.either({integer, text})));
}

TEST_F(SmtCallable, KeywordOnlyParameters) {
  proved(signature({named("a", integer), named("b", integer)}, none), signature({keyword("b", integer), keyword("a", integer)}, none));
  refuted(signature({keyword("a", integer)}, none), signature({named("a", integer)}, none));
}

TEST_F(SmtCallable, PositionalOnlyParameters) {
  proved(signature({named("a", integer)}, none), signature({place(integer)}, none));
  refuted(signature({place(integer)}, none), signature({named("a", integer)}, none));
}

TEST_F(SmtCallable, StandardParameters) {
  proved(signature({rest(integer), named_rest(integer)}, none), signature({named("a", integer)}, none));
  refuted(signature({rest(integer)}, none), signature({named("a", integer)}, none));
  refuted(signature({named("b", integer)}, none), signature({named("a", integer)}, none));
}

TEST_F(SmtCallable, OneParameterMayReachTwo) {
  proved(signature({named("x", integer, true), keyword("a", integer, true)}, none), signature({named("a", integer)}, none));
  refuted(signature({named("x", integer, true), keyword("a", text, true)}, none), signature({named("a", integer)}, none));
}

TEST_F(SmtCallable, VariadicParameters) {
  proved(signature({rest(object)}, none), signature({rest(integer)}, none));
  refuted(function({}, none), signature({rest(integer)}, none));
  proved(signature({rest(t.either({integer, text}))}, none), function({integer, text}, none));
  refuted(signature({rest(integer)}, none), function({integer, text}, none));
  refuted(signature({place(text, true), rest(integer)}, none), signature({rest(integer)}, none));
}

TEST_F(SmtCallable, KeywordVariadicParameters) {
  proved(signature({named_rest(object)}, none), signature({named_rest(integer)}, none));
  refuted(function({}, none), signature({named_rest(integer)}, none));
  proved(signature({keyword("a", integer), named_rest(text)}, none), signature({keyword("a", integer), keyword("b", text)}, none));
  refuted(signature({named_rest(integer)}, none), signature({keyword("a", integer), keyword("b", text)}, none));
  refuted(signature({keyword("a", text, true), named_rest(integer)}, none), signature({named_rest(integer)}, none));
}

TEST_F(SmtCallable, DefaultsMayBeDropped) {
  proved(signature({named("x", integer, true)}, none), signature({named("x", integer)}, none));
  proved(signature({named("x", integer, true)}, none), function({}, none));
  refuted(signature({named("x", integer)}, none), signature({named("x", integer, true)}, none));
  refuted(signature({named("x", integer)}, none), function({}, none));
}

TEST_F(SmtCallable, OverloadedSourceMayCoverTogether) {
  const Type source = either_of({function({integer}, integer), function({text}, text)});
  proved(source, signature({place(integer)}, integer));
  proved(source, function({t.either({integer, text})}, t.either({integer, text})));
  refuted(source, function({t.either({integer, text})}, integer));
  refuted(source, function({object}, object));
  refuted(source, function({t.either({integer, none})}, object));
}

TEST_F(SmtCallable, OverloadedSourceIsRefusedByOneCallWithSeveralReasons) {
  const Type source = either_of({signature({rest(integer)}, none), signature({rest(text)}, none)});
  proved(source, function({t.either({integer, text})}, none));
  refuted(source, function({t.either({integer, text}), t.either({integer, text})}, none));
  refuted(source, signature({rest(t.either({integer, text}))}, none));
  const Type names = either_of({signature({keyword("a", text, true), named_rest(object)}, none), signature({keyword("b", text, true), named_rest(object)}, none)});
  refuted(names, signature({named_rest(integer)}, none));
}

TEST_F(SmtCallable, OverloadedTargetAsksForEach) {
  const Type target = either_of({function({integer}, integer), function({text}, integer)});
  proved(function({t.either({integer, text})}, integer), target);
  refuted(function({text}, integer), target);
}

TEST_F(SmtCallable, ClassesAreCalledByTheirMethod) {
  const ClassId caller = t.declare("Caller"), silent = t.declare("Silent"), closed = t.declare("Closed"), open = t.declare("Open");
  t.member(caller, "__call__", Method{signature({named("x", integer)}, boolean)});
  t.member(open, "__call__", Unread{"overload"});
  t.table[closed].is_final = true;
  proved(t.type(caller), function({boolean}, integer));
  refuted(t.type(caller), function({text}, integer));
  refuted(t.type(silent), function({integer}, integer));
  refuted(function({integer}, boolean), t.type(caller));
  unknown(t.type(open), function({integer}, integer), "unsupported overload");
}

TEST_F(SmtCallable, CallbackProtocolsAskForOneMember) {
  const ClassId callback = t.declare("Callback"), more = t.declare("More"), reads = t.declare("Reads");
  t.table[callback].is_protocol = t.table[more].is_protocol = t.table[reads].is_protocol = true;
  t.method(callback, "__call__", {integer}, integer);
  t.method(more, "__call__", {integer}, integer);
  t.member(more, "extra", Property{integer});
  t.member(reads, "__call__", Property{integer});
  proved(function({integer}, integer), t.type(callback));
  proved(t.type(callback), function({integer}, integer));
  refuted(function({text}, integer), t.type(callback));
  refuted(function({integer}, integer), t.type(more));
  unknown(function({integer}, integer), t.type(reads), "structural");
}

TEST_F(SmtCallable, MethodsOfProtocolsTakeCallsOfEveryKind) {
  const ClassId wanted = t.declare("Wanted"), had = t.declare("Had"), less = t.declare("Less");
  t.table[wanted].is_protocol = true;
  t.member(wanted, "run", Method{either_of({signature({named("x", integer), keyword("deep", boolean, true)}, integer), function({text}, text)})});
  t.member(had, "run", Method{either_of({signature({named("x", integer), named_rest(object)}, boolean), function({text}, text)})});
  t.member(less, "run", Method{signature({named("x", integer), keyword("deep", boolean, true)}, integer)});
  proved(t.type(had), t.type(wanted));
  refuted(t.type(less), t.type(wanted));
}

TEST_F(SmtCallable, SelfIsTheTypeLookedThrough) {
  const ClassId wanted = t.declare("Wanted"), had = t.declare("Had"), other = t.declare("Other"), copies = t.declare("Copies"), odd = t.declare("Odd");
  for (ClassId each : {wanted, copies}) t.table[each].is_protocol = true;
  t.member(copies, "copy", Method{function({}, t.pool.self())});
  t.method(wanted, "copy", {}, t.type(wanted));
  t.member(had, "copy", Method{function({}, t.pool.self())});
  t.method(other, "copy", {}, integer);
  t.member(odd, "copy", Method{function({integer}, t.pool.self())});
  proved(t.type(had), t.type(wanted));
  proved(t.type(had), t.type(copies));
  unknown(t.type(other), t.type(copies), "structural: Self");
  refuted(t.type(odd), t.type(wanted));
}

TEST_F(SmtCallable, WhatIsNotReadIsEqualToItselfAlone) {
  const ClassId wanted = t.declare("Wanted"), had = t.declare("Had"), other = t.declare("Other");
  t.table[wanted].is_protocol = true;
  const Type pair = t.pool.opaque("tuple", std::vector<Type>{integer, integer}), pairs = t.pool.opaque("tuple", std::vector<Type>{integer, text});
  t.method(wanted, "pair", {pair}, pair);
  t.method(had, "pair", {pair}, pair);
  t.method(other, "pair", {pair}, pairs);
  proved(t.type(had), t.type(wanted));
  unknown(t.type(other), t.type(wanted), "unsupported tuple");
}

TEST_F(SmtCallable, SignaturesNestInBothDirections) {
  const auto taking = [&](Type type) { return function({function({type}, none)}, none); };
  proved(taking(boolean), taking(integer));
  refuted(taking(integer), taking(boolean));
  Type low = boolean, high = integer;
  for (int k = 0; k < 40; ++k) {
    low = function({low}, low);
    high = function({high}, high);
  }
  refuted(low, high);
  proved(low, low);
}

TEST_F(SmtCallable, TooManyFormsOfACallAreALimit) {
  std::vector<Part> many, few;
  for (int k = 0; k < 40; ++k) many.push_back(keyword("k" + std::to_string(k), integer, true));
  const Type one = signature(many, none), two = signature({named_rest(integer)}, none);
  proved(one, signature({keyword("k7", boolean)}, none));
  unknown(either_of({one, two}), signature([&] {
            auto wider = many;
            for (Part& each : wider) each.type = boolean;
            return wider;
          }(), object), "limit");
}

TEST_F(SmtCallable, LawsOfSignaturesHoldForAllTypes) {
  const Type a = t.pool.variable(0), b = t.pool.variable(1), q = t.pool.variable(2), r = t.pool.variable(3);
  const auto query = [&](std::vector<Hypothesis> hypotheses) {
    return Query{{"A", "B", "Q", "R"}, std::move(hypotheses), Relation::Subtype, function({a}, q), function({b}, r)};
  };
  const RelationHypothesis parameters{Relation::Subtype, b, a}, results{Relation::Subtype, q, r};
  EXPECT_EQ(decide(query({parameters, results})).verdict, Verdict::Proved);
  EXPECT_EQ(decide(query({parameters})).verdict, Verdict::Refuted);
  EXPECT_EQ(decide(query({results})).verdict, Verdict::Refuted);
}

TEST_F(SmtCallable, AnInstanceRefutesALawThatFails) {
  const Type x = t.pool.variable(0);
  const Answer answer = decide({{"X"}, {}, Relation::Subtype, function({x}, none), function({object}, none)});
  EXPECT_EQ(answer.verdict, Verdict::Refuted);
  EXPECT_TRUE(answer.witness);
}

TEST_F(SmtCallable, HypothesesBetweenSignaturesAreNotTakenApart) {
  const Type x = t.pool.variable(0), y = t.pool.variable(1);
  const RelationHypothesis given{Relation::Subtype, function({x}, none), function({y}, none)};
  const Answer answer = decide({{"X", "Y"}, {given}, Relation::Subtype, y, x});
  EXPECT_EQ(answer.verdict, Verdict::Unknown);
  EXPECT_TRUE(answer.reason.starts_with("structural")) << answer.reason;
}

}  // namespace
}  // namespace agverify::solver::smt
