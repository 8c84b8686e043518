#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/syntax/scope.h"
#include "solver/rules/rule_functions.h"

namespace agverify::properties {

/// The rules with one mistake in them: an entry of the table of rule functions replaced.
struct EngineMutant {
  std::string_view name;
  std::string_view sentence;
  solver::rules::RuleSet rules;
};

std::vector<EngineMutant> engine_mutants();
/// The same for the rules about signatures, which only pairs with signatures show.
std::vector<EngineMutant> signature_mutants();
/// The same for the rules about tuples and literals, which only pairs with these show.
std::vector<EngineMutant> tuple_mutants();
/// The same for the rules about `type[..]`, which only pairs with it show.
std::vector<EngineMutant> class_object_mutants();

/// The same for recursive aliases.
std::vector<EngineMutant> alias_mutants();
/// The same for the rules about LiteralString and about what narrows.
std::vector<EngineMutant> special_mutants();

/// A class table with one mistake in it. The rules read it, and so does the solver; members are left as they are.
struct TableMutant {
  std::string_view name;
  std::string_view sentence;
  /// \returns the changed table; nothing where it has no class to change
  std::function<std::optional<model::ClassTable>(const model::ClassTable&, model::TypePool&)> change;
};

std::vector<TableMutant> table_mutants();

}  // namespace agverify::properties
