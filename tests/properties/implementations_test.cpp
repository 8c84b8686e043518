#include "properties/implementations.h"

#include <map>

#include <gtest/gtest.h>

#include "model/syntax/printer.h"
#include "properties/pairs.h"
#include "properties/table_text.h"
#include "properties/tables.h"
#include "solver/rules/decider.h"

namespace agverify::properties {
namespace {

using namespace model;

/// The class at its own parameters, each at the same closed type on both sides.
Query query_of(const DirectlyAbove& edge, const ClassTable& table, TypePool& pool) {
  const std::vector<Type> arguments(table[edge.class_id].parameters.size(), pool.nominal(table.well_known.integer));
  return {{}, {}, Relation::Subtype, pool.nominal(edge.class_id, arguments), Substitution{pool}.parameters(edge.above, arguments)};
}

struct Verdicts {
  std::map<Verdict, std::uint64_t> kept, missed;
  std::map<std::string, std::uint64_t> reasons;

  void ask(std::uint64_t index) {
    TypePool pool;
    const auto [table, implementations] = random_table_at(1, index, pool);
    const World world{table, pool, implementations};
    solver::rules::Decider decider{table, world.slots(), pool};
    const auto verdict = [&, &classes = table](const DirectlyAbove& edge) {
      const Query query = query_of(edge, classes, pool);
      const auto opinion = decider.decide(query);
      if (opinion.verdict == Verdict::Unknown) ++reasons[opinion.reason];
      last = syntax::print(query, classes);
      return opinion.verdict;
    };
    for (const DirectlyAbove& each : implementations.kept) {
      const Verdict found = verdict(each);
      ++kept[found];
      EXPECT_NE(found, Verdict::Refuted) << "table " << index << ": " << last << "\n" << stub_of(table, first_made(table));
    }
    for (const DirectlyAbove& each : implementations.missed) ++missed[verdict(each)];
  }

  std::string last;
};

TEST(Implementations, WhatIsMadeFromAProtocolHasItsMembers) {
  Verdicts verdicts;
  for (std::uint64_t index = 0; index < 600; ++index) verdicts.ask(index);
  const std::uint64_t kept = verdicts.kept[Verdict::Proved] + verdicts.kept[Verdict::Unknown];
  EXPECT_GT(kept, 1'500U);
  EXPECT_GT(verdicts.kept[Verdict::Proved] * 100, kept * 95) << testing::PrintToString(verdicts.reasons);
  const std::uint64_t missed = verdicts.missed[Verdict::Proved] + verdicts.missed[Verdict::Refuted] + verdicts.missed[Verdict::Unknown];
  EXPECT_GT(missed, 500U);
  EXPECT_GT(verdicts.missed[Verdict::Refuted] * 100, missed * 50) << testing::PrintToString(verdicts.missed);
  EXPECT_GT(verdicts.missed[Verdict::Proved], 0U);
}

/// Every form of member is drawn, in protocols and beside them.
TEST(Implementations, TablesHaveEveryFormOfMember) {
  std::map<std::string, std::uint64_t> forms;
  for (std::uint64_t index = 0; index < 200; ++index) {
    TypePool pool;
    const ClassTable table = table_at(1, index, pool);
    for (const Class& each : table.classes)
      for (const Member& member : each.members) {
        std::string form = each.is_protocol ? "protocol " : "class ";
        if (const auto* method = std::get_if<Method>(&member.form)) {
          form += as_overload(method->callable) ? "overload" : member.name == "__call__" ? "call" : (*method->callable).has_self ? "self" : "method";
          if (method->binding != Binding::Instance) form += method->binding == Binding::Class ? " class" : " static";
        } else if (const auto* property = std::get_if<Property>(&member.form)) {
          form += property->settable ? "settable" : "property";
        } else {
          form += std::get<Attribute>(member.form).of_class ? "classvar" : "attribute";
        }
        ++forms[form];
      }
  }
  for (const char* who : {"protocol ", "class "})
    for (const char* form : {"overload", "call", "self", "method", "method class", "method static", "settable", "property", "classvar", "attribute"})
      EXPECT_GT(forms[std::string{who} + form], 15U) << who << form;
}

}  // namespace
}  // namespace agverify::properties
