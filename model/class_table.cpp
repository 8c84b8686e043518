#include "model/class_table.h"

#include <algorithm>

#include "model/substitution.h"

namespace agverify::model {
namespace {

/// The three-way merge of C3 (Barrett et al., "A monotonic superclass linearization for Dylan", 1996), over class ids.
std::optional<std::vector<ClassId>> merge(std::vector<std::vector<ClassId>> lists) {
  std::vector<ClassId> merged;
  while (true) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return merged;
    const auto in_a_tail = [&](ClassId id) {
      return std::ranges::any_of(lists, [&](const auto& list) { return std::find(list.begin() + 1, list.end(), id) != list.end(); });
    };
    const auto good = std::ranges::find_if(lists, [&](const auto& list) { return !in_a_tail(list.front()); });
    if (good == lists.end()) return std::nullopt;
    merged.push_back(good->front());
    for (auto& list : lists)
      if (list.front() == merged.back()) list.erase(list.begin());
  }
}

struct Linearisation {
  ClassTable& table;
  TypePool& pool;
  std::vector<std::vector<Ancestor>>& ancestors;
  Substitution substitution{pool};

  std::vector<ClassId> ids(ClassId id) const {
    std::vector<ClassId> found;
    for (const Ancestor& each : ancestors[index_of(id)]) found.push_back(each.class_id);
    return found;
  }

  Type itself(ClassId id) {
    std::vector<Type> own;
    for (std::uint32_t i = 0; i < table[id].parameters.size(); ++i) own.push_back(pool.parameter(i));
    return pool.nominal(id, own);
  }

  /// Bases are linearised already. \returns a sentence when the class has no linearisation
  std::optional<std::string> run(ClassId id) {
    std::vector<std::vector<ClassId>> lists;
    std::vector<ClassId> direct;
    for (Type base : table[id].bases) {
      direct.push_back(as_nominal(base)->class_id);
      lists.push_back(ids(direct.back()));
    }
    lists.push_back(direct);
    const auto order = merge(std::move(lists));
    if (!order) return "no method resolution order keeps the order of its bases";
    std::vector<Ancestor>& found = ancestors[index_of(id)];
    found.assign(1, {id, itself(id)});
    for (ClassId above : *order) found.push_back({above, pool.never()});
    return specialise(id, found);
  }

  std::optional<std::string> specialise(ClassId id, std::vector<Ancestor>& found) {
    for (Type base : table[id].bases)
      for (const Ancestor& each : ancestors[index_of(as_nominal(base)->class_id)]) {
        const Type here = substitution.parameters(each.specialization, as_nominal(base)->arguments);
        const auto entry = std::ranges::find(found, each.class_id, &Ancestor::class_id);
        if (is_never(entry->specialization)) {
          entry->specialization = here;
        } else if (entry->specialization != here) {
          return "its bases give it " + table[each.class_id].name + " with two different lists of arguments";
        }
      }
    return std::nullopt;
  }
};

}  // namespace

std::optional<ClassId> ClassTable::find(std::string_view qualified_name) const {
  const auto found = std::ranges::find(classes, qualified_name, &Class::qualified_name);
  if (found == classes.end()) return std::nullopt;
  return ClassId{static_cast<std::uint32_t>(found - classes.begin())};
}

std::optional<ClassTable::Problem> ClassTable::linearise(TypePool& pool, ClassId first) {
  ancestors_.resize(first == ClassId{0} ? 0 : std::min<std::size_t>(ancestors_.size(), index_of(first)));
  ancestors_.resize(classes.size());
  Linearisation linearisation{*this, pool, ancestors_};
  const auto ready = [&](ClassId id) {
    return std::ranges::all_of((*this)[id].bases, [&](Type base) { return !ancestors_[index_of(as_nominal(base)->class_id)].empty(); });
  };
  std::vector<ClassId> waiting;
  for (std::uint32_t i = index_of(first); i < classes.size(); ++i) waiting.push_back(ClassId{i});
  while (!waiting.empty()) {
    const std::size_t before = waiting.size();
    std::optional<Problem> problem;
    std::erase_if(waiting, [&](ClassId id) {
      if (problem || !ready(id)) return false;
      if (auto message = linearisation.run(id)) problem = Problem{id, *message};
      return true;
    });
    if (problem) return problem;
    if (waiting.size() == before) return Problem{waiting.front(), "it is its own base, directly or through others"};
  }
  return std::nullopt;
}

const Ancestor* ClassTable::ancestor(ClassId id, ClassId above) const {
  for (const Ancestor& each : ancestors_[index_of(id)])
    if (each.class_id == above) return &each;
  return nullptr;
}

ClassId ClassTable::metaclass_of(ClassId id) const {
  ClassId lowest = *well_known.type;
  for (const Ancestor& each : ancestors(id))
    if (const auto& named = (*this)[each.class_id].metaclass; named && derives_from(*named, lowest)) lowest = *named;
  return lowest;
}

std::string ClassTable::unread_metaclass_of(ClassId id) const {
  for (const Ancestor& each : ancestors(id))
    if (!(*this)[each.class_id].metaclass_unread.empty()) return (*this)[each.class_id].metaclass_unread;
  return {};
}

std::optional<ClassId> ClassTable::class_object_of(ClassId id) const {
  for (std::size_t i = classes.size(); i-- > 0;)
    if (classes[i].class_object_of == id) return ClassId{static_cast<std::uint32_t>(i)};
  return std::nullopt;
}

std::optional<FoundMember> ClassTable::find_member(ClassId id, std::string_view name) const {
  for (const Ancestor& each : ancestors(id))
    for (const Member& member : (*this)[each.class_id].members)
      if (member.name == name) return FoundMember{each.class_id, &member, each.specialization};
  return std::nullopt;
}

void ClassTable::replace_types(TypePool& pool, const std::function<Type(Type)>& replacement) {
  const auto replace = [&](Type& type) { type = replacement(type); };
  const auto replace_any = [&](std::optional<Type>& type) {
    if (type) replace(*type);
  };
  const auto replace_inside = [&](Type& type) {
    std::vector<Type> parts;
    for (Type each : parts_of(type)) parts.push_back(replacement(each));
    type = pool.with_parts(type, parts);
  };
  const auto replace_member = [&](Member& member) {
    if (auto* method = std::get_if<Method>(&member.form)) replace(method->callable);
    if (auto* attribute = std::get_if<Attribute>(&member.form)) replace(attribute->type);
    if (auto* property = std::get_if<Property>(&member.form)) replace(property->type);
  };
  for (AliasDefinition& each : aliases) replace_any(each.body);
  for (Class& each : classes) {
    for (TypeParameter& parameter : each.parameters) {
      replace_any(parameter.upper_bound);
      replace_any(parameter.default_type);
      std::ranges::for_each(parameter.constraints, replace);
    }
    std::ranges::for_each(each.bases, replace_inside);
    std::ranges::for_each(each.members, replace_member);
    std::ranges::for_each(each.constructors, replace_member);
    replace_any(each.tuple_base);
  }
  for (std::vector<Ancestor>& all : ancestors_)
    for (Ancestor& each : all) replace_inside(each.specialization);
}

std::vector<FoundMember> ClassTable::protocol_members(ClassId protocol) const {
  std::vector<FoundMember> found;
  for (const Ancestor& each : ancestors(protocol)) {
    if (each.class_id == well_known.object) continue;
    for (const Member& member : (*this)[each.class_id].members) {
      const bool known = std::ranges::any_of(found, [&](const FoundMember& old) { return old.member->name == member.name; });
      if (!known && !member.is_axiom) found.push_back({each.class_id, &member, each.specialization});
    }
  }
  return found;
}

}  // namespace agverify::model
