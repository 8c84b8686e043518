#include "properties/world.h"

#include <algorithm>

#include "properties/structural_edges.h"

namespace agverify::properties {

using namespace model;

World::World(const ClassTable& table, TypePool& pool, Implementations implementations)
    : table_(table), pool_(pool), slots_(least_slots(table)), object_(pool.nominal(table.well_known.object)),
      none_(pool.nominal(table.well_known.none_type)), implementations_(std::move(implementations)), spoken_(table.size()), above_(table.size()), below_(table.size()) {
  collect_classes();
  collect_bases();
  collect_structural();
  for (const DirectlyAbove& each : implementations_.kept) add(each);
  collect_literals();
  collect_aliases();
}

void World::collect_classes() {
  const WellKnown& known = table_.well_known;
  for (std::uint32_t i = 0; i < table_.size(); ++i) {
    const ClassId id{i};
    const bool needs_import = table_[id].qualified_name.starts_with("enum.") || table_[id].qualified_name == "types.ModuleType";
    const bool is_special = id == known.literal_string || id == known.type_guard || id == known.type_is;
    spoken_[i] = id != known.tuple && id != known.type && !table_[id].class_object_of && !needs_import && !is_special && !table_[id].unsupported &&
                 !table_.derives_from(id, known.floating) && !table_.derives_from(id, known.complex_number);
    const auto asks_hash = [](const FoundMember& each) { return each.member->name == "__hash__"; };
    if (table_[id].is_protocol && std::ranges::any_of(table_.protocol_members(id), asks_hash)) spoken_[i] = false;
    if (!spoken_[i] || id == known.object) continue;
    if (table_[id].parameters.empty()) {
      leaves_.push_back(pool_.nominal(id));
    } else {
      generics_.push_back(id);
    }
  }
}

void World::add(DirectlyAbove edge) {
  const ClassId above = as_nominal(edge.above)->class_id;
  if (edge.class_id == table_.well_known.tuple && spoken_[index_of(above)]) above_tuples_.push_back(edge.above);
  if (!spoken_[index_of(edge.class_id)] || !spoken_[index_of(above)]) return;
  above_[index_of(edge.class_id)].push_back(edge);
  below_[index_of(above)].push_back(edge);
}

/// A base that no drawn type names gives way to its own bases, as long as it takes no arguments.
void World::collect_bases() {
  for (std::uint32_t i = 0; i < table_.size(); ++i) {
    std::vector<Type> bases = table_.classes[i].bases;
    for (std::size_t next = 0; next < bases.size(); ++next) {
      const ClassId base = as_nominal(bases[next])->class_id;
      if (bases[next] == object_) continue;
      add({ClassId{i}, bases[next]});
      if (!spoken_[index_of(base)] && table_[base].parameters.empty()) bases.insert(bases.end(), table_[base].bases.begin(), table_[base].bases.end());
    }
  }
}

void World::collect_structural() {
  for (std::uint32_t above = 0; above < table_.size(); ++above) {
    if (!table_.classes[above].is_protocol) continue;
    for (std::uint32_t below = 0; below < table_.size(); ++below) {
      if (table_.derives_from(ClassId{below}, ClassId{above})) continue;
      if (const auto protocol = protocol_read_off(table_, pool_, ClassId{below}, ClassId{above})) add({ClassId{below}, *protocol});
    }
  }
}

void World::collect_literals() {
  const WellKnown& known = table_.well_known;
  const auto add = [&](std::optional<ClassId> id, std::initializer_list<std::string_view> values) {
    if (id)
      for (std::string_view each : values) literals_.push_back(pool_.literal(*id, each));
  };
  add(known.integer, {"0", "1", "-1"});
  add(known.boolean, {"True", "False"});
  add(known.string, {R"("a")", R"("b")"});
  add(known.bytes, {R"(b"a")"});
  for (std::uint32_t i = 0; i < table_.size(); ++i)
    for (const std::string& each : table_.classes[i].enum_members) literals_.push_back(pool_.literal(ClassId{i}, each));
}

void World::collect_aliases() {
  for (std::uint32_t i = 0; i < table_.aliases.size(); ++i)
    if (table_.aliases[i].is_recursive && !table_.aliases[i].unsupported) aliases_.push_back(AliasId{i});
}

std::optional<Type> World::literal_string() const {
  const auto id = table_.well_known.literal_string;
  return id ? std::optional(pool_.nominal(*id)) : std::nullopt;
}

bool World::is_narrowing(Type type) const {
  const Nominal* nominal = as_nominal(type);
  return nominal && (nominal->class_id == table_.well_known.type_guard || nominal->class_id == table_.well_known.type_is);
}

std::vector<Type> World::values_of(Type type) const {
  const Nominal* nominal = as_nominal(type);
  const bool is_closed = nominal && (nominal->class_id == table_.well_known.boolean || is_enumerated(table_[nominal->class_id]));
  std::vector<Type> found;
  if (is_closed)
    std::ranges::copy_if(literals_, std::back_inserter(found), [&](Type each) { return as_literal(each)->class_id == nominal->class_id; });
  return found;
}

std::vector<Type> World::fitting(const TypeParameter& parameter) const {
  if (!parameter.constraints.empty()) return parameter.constraints;
  std::vector<Type> found{*parameter.upper_bound};
  const Nominal* bound = as_nominal(*parameter.upper_bound);
  const bool is_leaf = bound && bound->arguments.empty();
  for (Type leaf : leaves_)
    if (is_leaf && leaf != found.front() && table_.derives_from(as_nominal(leaf)->class_id, bound->class_id)) found.push_back(leaf);
  return found;
}

bool World::shows_its_parameters(ClassId id) const {
  const auto& parameters = table_[id].parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Variance shown = slots_[index_of(id)][i].variance();
    if (join(shown, parameters[i].declared_variance) != shown) return false;
  }
  return true;
}

std::optional<ClassId> World::generic_named(std::string_view name) const {
  const auto found = std::ranges::find(generics_, name, [&](ClassId id) { return std::string_view{table_[id].name}; });
  return found == generics_.end() ? std::nullopt : std::optional{*found};
}

}  // namespace agverify::properties
