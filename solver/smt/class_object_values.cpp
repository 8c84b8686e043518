// A class object is known by its instances: it is in `type[T]` when all of them are in T, and to stand outside it shows one that is not.
// So `type[..]` grows with what stands in it. What a single class is the class object of decides of unions: the class derives from one
// member or from the other, and all its instances with it; so `type[A | B]` is `type[A] | type[B]`.
//
//   in type[A]      in the metaclass of A, in type[object]; each instance that it shows is in A
//   in a metaclass  in type[object]
//   in the class of one class object of C    in type[C[a..]], or where C is a protocol in type[object] alone
//   not in type[B]  no class object at all, or one with an instance outside B
//
// How a class object is called, and what access on it gives beside what its metaclass has, is not known of all classes below C: a doubt.

#include <algorithm>

#include <fmt/format.h>

#include "model/class_objects.h"
#include "solver/smt/value_tree.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::Nominal;
using model::Type;

namespace {
constexpr Literal always{0};
}

std::optional<ClassId> ValueTree::class_of_classes(ClassId id) const {
  const auto& type = world_.table().well_known.type;
  return type && world_.derives_from(id, *type) ? type : std::nullopt;
}

/// A value of a class below `type` is a class object.
void ValueTree::close_metaclass(ValueNode& node, const Fact& here) {
  const Nominal* nominal = model::as_nominal(here.type);
  if (!here.inside || !class_of_classes(nominal->class_id)) return;
  model::TypePool& pool = world_.pool();
  solver_.add({-here.literal, fact(node, pool.type_of(pool.nominal(world_.table().well_known.object)), true, here.literal)});
  const model::Class* declared = world_.declared(nominal->class_id);
  if (!declared || !declared->class_object_of || world_.is_protocol(*declared->class_object_of)) return;
  const Type of = pool.nominal(*declared->class_object_of, nominal->arguments);
  solver_.add({-here.literal, fact(node, pool.type_of(of), true, here.literal)});
}

void ValueTree::close_type_of(ValueNode& node, const Fact& here) {
  const Type inner = model::as_type_of(here.type)->inner();
  model::TypePool& pool = world_.pool();
  if (const auto* all = model::as_union(inner)) {
    std::vector<Type> members;
    for (Type each : all->members) members.push_back(pool.type_of(each));
    const Literal part = fact(node, pool.union_of(members), here.inside, here.literal);
    return solver_.add({-here.literal, part});
  }
  if (const auto why = unread_in_type_of(inner, world_.table())) solver_.add({-here.literal, doubt("unsupported type[..] of " + *why)});
  if (!here.inside) return;
  if (model::is_never(inner) && !world_.table().assumed.is_default(model::Switch::TypeOfNever)) return solver_.add({-here.literal});
  if (model::is_never(inner)) solver_.add({-here.literal, doubt("unsupported type[Never]")});
  if (model::as_variable(inner)) close_bounds_of_classes(node, here, inner);
  const Nominal* of = model::as_nominal(inner);
  const ClassId object = world_.table().well_known.object;
  if (!of || of->class_id != object) solver_.add({-here.literal, fact(node, pool.type_of(pool.nominal(object)), true, here.literal)});
  const ClassId metaclass = metaclass_of(inner);
  if (!is_surely_below(node, metaclass)) solver_.add({-here.literal, fact(node, pool.nominal(metaclass), true, here.literal)});
  if (!of || world_.is_fresh(of->class_id)) return;
  const auto only_one = world_.table().class_object_of(of->class_id);
  if (only_one && of->arguments.empty() && world_.table()[of->class_id].is_final)
    solver_.add({-here.literal, fact(node, pool.nominal(*only_one), true, here.literal)});
}

/// A class below a union is below one of its members.
void ValueTree::close_bounds_of_classes(ValueNode& node, const Fact& here, Type variable) {
  for (const Clause& each : clauses_) {
    const auto is_unread = [&](Type right) { return unread_in_type_of(right, world_.table()).has_value(); };
    if (each.left != variable || std::ranges::any_of(each.right, is_unread)) continue;
    std::vector<Literal> clause{-here.literal};
    for (Type right : each.right) clause.push_back(fact(node, world_.pool().type_of(right), true, here.literal));
    if (each.right.empty() && world_.table().assumed.is_default(model::Switch::TypeOfNever)) clause.push_back(doubt("unsupported type[Never]"));
    solver_.add(clause);
  }
}

/// The metaclass that all classes below it share; a fresh class has that of its bases.
ClassId ValueTree::metaclass_of(Type inner) const {
  const Nominal* of = model::as_nominal(inner);
  ClassId lowest = *world_.table().well_known.type;
  if (!of) return lowest;
  for (const model::Ancestor& each : world_.ancestors(of->class_id))
    if (const model::Class* declared = world_.declared(each.class_id); declared && declared->metaclass && world_.derives_from(*declared->metaclass, lowest))
      lowest = *declared->metaclass;
  return lowest;
}

/// Whether something that is asked without condition puts the value in a class there.
bool ValueTree::is_surely_below(const ValueNode& node, ClassId above) const {
  return std::ranges::any_of(node.initial, [&](const Initial& each) {
    const Nominal* nominal = model::as_nominal(each.type);
    return each.inside && each.cause == always && nominal && world_.derives_from(nominal->class_id, above);
  });
}

/// Not in type[B]: an instance outside B, which is in all that the class object is a class object of.
void ValueTree::by_instances(std::uint32_t at, const Fact& out) {
  const Type inner = model::as_type_of(out.type)->inner();
  if (model::as_union(inner)) return;
  const Type object = world_.pool().nominal(world_.table().well_known.object);
  std::vector<Initial> initial{{inner, false, always}};
  std::optional<Literal> is_class_object;
  std::size_t outside = 0;
  const std::vector<Fact> facts = nodes_[at].facts;
  for (const Fact& each : facts) {
    const auto* objects = model::as_type_of(each.type);
    if (!objects || model::as_union(objects->inner())) continue;
    if (!each.inside) {
      ++outside;
    } else if (objects->inner() == object) {
      is_class_object = each.literal;
      initial.push_back({object, true, each.literal});
    } else {
      initial.push_back({objects->inner(), true, each.literal});
    }
  }
  if (!is_class_object) return;
  // That one class below a variable has both instances is not known.
  for (const Fact& each : facts)
    if (each.inside && outside > 1 && model::as_type_of(each.type) && each.type->has_variables)
      solver_.add({-each.literal, -out.literal, doubt("structural: classes below a variable")});
  const Edge made = show(at, {Shown::Kind::Instance, {}, 0, {}, nullptr}, std::move(initial));
  demand(at, {out.literal, *is_class_object}, {{made.literal, {made}, false}});
}

/// Access on a class object gives members of its class as well, which are not read here.
/// \returns what puts the value among class objects of which that may concern what the protocol asks for
std::vector<Literal> ValueTree::doubt_of_access(std::uint32_t at, const Fact& out) {
  const ClassId protocol = model::as_nominal(out.type)->class_id;
  const auto wanted = world_.table().protocol_members(protocol);
  const ClassId object = world_.table().well_known.object;
  std::vector<Literal> doubtful;
  for (const Fact& each : std::vector<Fact>{nodes_[at].facts}) {
    const auto* objects = model::as_type_of(each.type);
    if (!each.inside || !objects || model::as_union(objects->inner())) continue;
    const Nominal* of = model::as_nominal(objects->inner());
    const bool gives = of && std::ranges::any_of(wanted, [&](const model::FoundMember& member) {
      const auto found = world_.find_member(of->class_id, member.member->name);
      return found && found->owner != object && member.member->name != "__hash__";  // that of the metaclass counts
    });
    const bool has_unread = of && !world_.is_fresh(of->class_id) && !world_.table().unread_metaclass_of(of->class_id).empty();
    const bool is_only_one = std::ranges::any_of(nodes_[at].initial, [&](const Initial& one) {
      const Nominal* nominal = model::as_nominal(one.type);
      const model::Class* declared = nominal ? world_.declared(nominal->class_id) : nullptr;
      return one.inside && one.cause == always && declared && declared->class_object_of;
    });
    if (is_only_one || (of && !gives && !has_unread)) continue;
    doubtful.push_back(each.literal);
    solver_.add({-each.literal, -out.literal, doubt("structural: attributes of a class object")});
  }
  return doubtful;
}

}  // namespace agverify::solver::smt
