#include "properties/tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "properties/member_changes.h"
#include "properties/places.h"

namespace agverify::properties {
namespace {

using namespace model;

constexpr std::array variances{Variance::Covariant, Variance::Contravariant, Variance::Invariant};

/// Whether a parameter may stand at a place where growth is felt as `place` says.
bool may_stand(Variance declared, Variance place) {
  return declared == Variance::Invariant || place == Variance::Bivariant || declared == place;
}

/// Whether two classes have a member of one name from different owners: a class below both would override one of them,
/// and its type need not fit.
bool clash(const ClassTable& table, ClassId left, ClassId right) {
  for (const Ancestor& one : table.ancestors(left))
    for (const Ancestor& other : table.ancestors(right)) {
      if (one.class_id == other.class_id) continue;
      for (const Member& each : table[one.class_id].members)
        if (std::ranges::find(table[other.class_id].members, each.name, &Member::name) != table[other.class_id].members.end()) return true;
    }
  return false;
}

bool is_solid(const ClassTable& table, ClassId id) {
  return std::ranges::any_of(table.ancestors(id), [&](const Ancestor& each) {
    return each.class_id != table.well_known.object && table[each.class_id].is_disjoint_base;
  });
}

class TableDrawing {
 public:
  TableDrawing(Draw& draw, TypePool& pool, const TableProfile& profile) : draw_(draw), pool_(pool), profile_(profile) {}

  RandomTable run() {
    foundation();
    for (std::size_t i = 0; i < profile_.classes; ++i) add_class(i);
    const ClassId first{static_cast<std::uint32_t>(first_)};
    Implementations implementations = add_implementations(table_, first, profile_.implementations, draw_, pool_);
    return {std::move(table_), std::move(implementations)};
  }

 private:
  void foundation() {
    table_.files.push_back({"random.pyi", std::string(64, '0')});
    for (const char* name : {"object", "NoneType", "int", "bool", "float", "complex", "str"}) plain(name);
    table_.classes[0].bases.clear();
    table_.classes[3].bases = {pool_.nominal(ClassId{2})};
    for (const std::size_t closed : {1U, 3U}) table_.classes[closed].is_final = true;
    for (const std::size_t solid : {2U, 4U, 5U, 6U}) table_.classes[solid].is_disjoint_base = true;
    plain("tuple");
    TypeParameter& element = table_.classes[7].parameters.emplace_back();
    element.name = "T_co";
    element.declared_variance = Variance::Covariant;
    table_.classes[7].is_disjoint_base = true;
    table_.well_known = {.object = ClassId{0}, .none_type = ClassId{1}, .boolean = ClassId{3}, .integer = ClassId{2}, .floating = ClassId{4},
                         .complex_number = ClassId{5}, .string = ClassId{6}, .tuple = ClassId{7}};
    static_cast<void>(table_.linearise(pool_, ClassId{0}));
    first_ = table_.size();
  }

  void plain(std::string name) {
    Class made;
    made.name = made.qualified_name = std::move(name);
    made.bases = {pool_.nominal(ClassId{0})};
    made.location = {0, static_cast<std::uint32_t>(table_.size() + 1), 1};
    table_.classes.push_back(std::move(made));
  }

  void add_class(std::size_t number) {
    const bool twin = table_.size() > first_ && draw_.chance(profile_.twin);
    plain(fmt::format("{}{}", twin ? "Twin" : "Made", number));
    Class& made = table_.classes.back();
    made.is_protocol = draw_.chance(profile_.protocol);
    if (twin) {
      repeat(table_.classes[first_ + draw_.below(table_.size() - first_ - 1)], made);
    } else {
      invent(made, number);
    }
    link(made);
  }

  /// The order of the bases, and what they give to common ancestors, may clash: then the first alone, then none.
  void link(Class& made) {
    const ClassId id{static_cast<std::uint32_t>(table_.size() - 1)};
    while (table_.linearise(pool_, id)) made.bases.pop_back();
  }

  /// The members that access on the earlier class finds among its own, under the same names and parameters. Members that
  /// name the class itself name the twin instead.
  void repeat(const Class& earlier, Class& made) {
    made.parameters = earlier.parameters;
    const ClassId old_id{static_cast<std::uint32_t>(&earlier - table_.classes.data())};
    const ClassId own{static_cast<std::uint32_t>(table_.size() - 1)};
    for (const Member& member : earlier.members)
      made.members.push_back(with_types(member, pool_, [&](Type type) { return renamed(type, old_id, own); }));
    if (!made.members.empty() && draw_.chance(profile_.misfit)) misfit(draw_, draw_.one_of(made.members), closed_leaf(), pool_);
  }

  Type renamed(Type type, ClassId from, ClassId to) {
    const Nominal* nominal = as_nominal(type);
    return nominal && nominal->class_id == from ? pool_.nominal(to, nominal->arguments) : type;
  }

  void invent(Class& made, std::size_t number) {
    const std::size_t count = draw_.weighted({2, 5, 3});
    for (std::size_t i = 0; i < count; ++i) {
      TypeParameter& each = made.parameters.emplace_back();
      each.name = fmt::format("T{}", i);
      each.declared_variance = draw_.one_of(variances);
      if (draw_.chance(profile_.bound)) each.upper_bound = pool_.nominal(table_.well_known.integer);
    }
    choose_bases(made);
    show_slots(made, number);
    for (std::size_t i = 0; i < draw_.below(3); ++i) add_member(made, fmt::format("extra_{}_{}", number, i));
    if (draw_.chance(30)) name_itself(made, number);
    if (draw_.chance(60)) add_form(made, number);
  }

  void choose_bases(Class& made) {
    std::vector<ClassId> able;
    for (std::size_t i = first_; i + 1 < table_.size(); ++i)
      if (!made.is_protocol || table_.classes[i].is_protocol) able.push_back(ClassId{static_cast<std::uint32_t>(i)});
    const std::size_t count = able.empty() ? 0 : draw_.weighted({3, 5, 2});
    std::vector<Type> bases;
    for (std::size_t i = 0; i < count; ++i) {
      const ClassId id = draw_.one_of(able);
      std::erase_if(able, [&](ClassId other) { return other == id || clash(table_, id, other); });
      bases.push_back(application(id, Variance::Covariant, made, 2));
      if (able.empty()) break;
    }
    if (!bases.empty()) made.bases = bases;
  }

  /// Each slot of each parameter, by a member that shows it alone.
  void show_slots(Class& made, std::size_t number) {
    for (std::uint32_t i = 0; i < made.parameters.size(); ++i) {
      const Variance variance = made.parameters[i].declared_variance;
      const std::string name = fmt::format("{}_{}", number, i);
      const Type shown = draw_.chance(20) ? tuple_of({pool_.parameter(i), closed_leaf()}) : pool_.parameter(i);
      if (variance == Variance::Invariant && draw_.chance(50)) {
        if (draw_.chance(50)) {
          member(made, "held_" + name, Attribute{shown});
        } else {
          member(made, "kept_" + name, Property{shown, true});
        }
        continue;
      }
      if (has_slot(variance, Polarity::Positive)) give(made, "give_" + name, shown);
      if (has_slot(variance, Polarity::Negative)) member(made, "take_" + name, method({shown}, pool_.nominal(ClassId{1})));
    }
  }

  void give(Class& made, const std::string& name, Type shown) {
    if (draw_.chance(30)) {
      member(made, name, Property{shown, false});
    } else {
      member(made, name, method({}, shown));
    }
  }

  /// What members beyond the slots have: nested places, several parameters, unions.
  void add_member(Class& made, const std::string& name) {
    std::vector<Type> taken;
    for (std::size_t i = 0; i < draw_.below(3); ++i) taken.push_back(over(made, Variance::Contravariant, 2));
    member(made, name, method(taken, over(made, Variance::Covariant, 2)));
  }

  /// `def next(self) -> C[T, ..]`: recursion through a member.
  void name_itself(Class& made, std::size_t number) {
    std::vector<Type> own;
    for (std::uint32_t i = 0; i < made.parameters.size(); ++i) own.push_back(pool_.parameter(i));
    member(made, fmt::format("next_{}", number), method({}, pool_.nominal(ClassId{static_cast<std::uint32_t>(table_.size() - 1)}, own)));
  }

  /// A member of a form that no slot needs.
  void add_form(Class& made, std::size_t number) {
    const auto name = [&](std::string_view what) { return fmt::format("{}_{}", what, number); };
    switch (draw_.below(8)) {
      case 0: return member(made, name("pick"), overloaded(made));
      case 1: return add_call(made);
      case 2: return member(made, name("same"), method({}, pool_.self()));
      case 3: return member(made, name("join"), method({pool_.self()}, closed_leaf()));
      case 4: return member(made, name("shared"), Attribute{over_nothing(2), true});
      case 5: return member(made, name("with_class"), bound(made, Binding::Class));
      case 6: return member(made, name("static"), bound(made, Binding::Static));
      default: return member(made, name("kept"), Attribute{over(made, Variance::Invariant, 2)});
    }
  }

  Method bound(const Class& made, Binding binding) {
    Method found = method({closed_leaf()}, over(made, Variance::Covariant, 2));
    found.binding = binding;
    return found;
  }

  /// Two signatures whose first parameters no value is of both.
  Method overloaded(const Class& made) {
    std::vector<Type> signatures;
    for (const Type first : {pool_.nominal(table_.well_known.integer), pool_.nominal(ClassId{6})}) {
      const std::vector<Type> parts{first, over(made, Variance::Covariant, 2)};
      signatures.push_back(pool_.callable(SignatureShape{{ParameterKind::PositionalOnly}}, parts));
    }
    return {pool_.overload(signatures)};
  }

  /// Once in all classes above: one that overrides another need not fit.
  void add_call(Class& made) {
    const auto calls = [&](Type base) { return table_.find_member(as_nominal(base)->class_id, "__call__").has_value(); };
    if (std::ranges::none_of(made.bases, calls)) add_member(made, "__call__");
  }

  Type over_nothing(std::size_t depth) { return over(Class{}, Variance::Covariant, depth); }

  Method method(std::vector<Type> taken, Type result) {
    SignatureShape shape;
    for (std::size_t i = 0; i < taken.size(); ++i) shape.push_back({some_kind(shape)});
    std::ranges::stable_sort(shape, {}, &SignatureParameter::kind);
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const bool by_name_alone = shape[i].kind == ParameterKind::KeywordOnly;
      if (by_name_alone || shape[i].kind == ParameterKind::Standard) shape[i].name = fmt::format("a{}", i);
      shape[i].has_default = by_name_alone && draw_.chance(30);
    }
    taken.push_back(result);
    return {pool_.callable(shape, taken)};
  }

  /// Of each kind with stars there is one at most.
  ParameterKind some_kind(const SignatureShape& so_far) {
    const auto kind = static_cast<ParameterKind>(draw_.weighted({50, 25, 8, 10, 7}));
    const bool has_stars = kind == ParameterKind::Variadic || kind == ParameterKind::KeywordVariadic;
    const bool is_there = std::ranges::find(so_far, kind, &SignatureParameter::kind) != so_far.end();
    return has_stars && is_there ? ParameterKind::Standard : kind;
  }

  template <typename Form>
  void member(Class& made, std::string name, Form form) {
    made.members.push_back({std::move(name), std::move(form), made.location, false});
  }

  /// A type over the class's parameters for a place of this variance.
  Type over(const Class& made, Variance place, std::size_t depth) {
    std::vector<Type> fitting;
    for (std::uint32_t i = 0; i < made.parameters.size(); ++i)
      if (may_stand(made.parameters[i].declared_variance, place)) fitting.push_back(pool_.parameter(i));
    const bool earlier = table_.size() > first_ + 1;
    switch (draw_.weighted({fitting.empty() ? 0U : 6U, 3, depth > 1 && earlier ? 4U : 0U, depth > 1 ? 1U : 0U, depth > 1 ? 3U : 0U, 1})) {
      case 0: return draw_.one_of(fitting);
      case 1: return closed_leaf();
      case 2: return application(ClassId{static_cast<std::uint32_t>(first_ + draw_.below(table_.size() - first_ - 1))}, place, made, depth);
      case 4: return tuple(made, place, depth);
      case 5: return literal();
      default: return pool_.union_of({over(made, place, 1), over(made, place, 1)});
    }
  }

  Type tuple(const Class& made, Variance place, std::size_t depth) {
    std::vector<Type> elements;
    for (std::size_t count = draw_.weighted({1, 4, 4, 1}); count > 0; --count) elements.push_back(over(made, place, depth - 1));
    return tuple_of(std::move(elements));
  }

  /// Of these elements, one of them perhaps of any number.
  Type tuple_of(std::vector<Type> elements) {
    if (elements.empty() || draw_.chance(60)) return pool_.tuple(elements);
    return pool_.tuple(elements, static_cast<std::uint32_t>(draw_.below(elements.size())));
  }

  Type literal() {
    switch (draw_.below(3)) {
      case 0: return pool_.literal(*table_.well_known.string, R"("a")");
      case 1: return pool_.literal(table_.well_known.boolean, "True");
      default: return pool_.literal(table_.well_known.integer, draw_.chance(50) ? "0" : "1");
    }
  }

  Type application(ClassId id, Variance place, const Class& made, std::size_t depth) {
    std::vector<Type> arguments;
    for (const TypeParameter& each : table_[id].parameters)
      arguments.push_back(each.upper_bound ? below_bound() : over(made, inside(place, each.declared_variance), depth - 1));
    return pool_.nominal(id, arguments);
  }

  Type below_bound() { return pool_.nominal(draw_.chance(50) ? table_.well_known.integer : table_.well_known.boolean); }

  Type closed_leaf() {
    constexpr std::array<std::uint32_t, 4> leaves{0, 1, 2, 6};
    return pool_.nominal(ClassId{draw_.one_of(leaves)});
  }

  Draw& draw_;
  TypePool& pool_;
  const TableProfile& profile_;
  ClassTable table_;
  std::size_t first_ = 0;
};

/// A base at arguments that anything could be: each parameter's own bound, or `object`.
Type some_base(const ClassTable& table, ClassId id, TypePool& pool) {
  std::vector<Type> arguments;
  for (const TypeParameter& each : table[id].parameters)
    arguments.push_back(!each.constraints.empty() ? each.constraints.front() : each.upper_bound.value_or(pool.nominal(table.well_known.object)));
  return pool.nominal(id, arguments);
}

bool may_have_subclass(const ClassTable& table, ClassId id) {
  return !table[id].is_final && !table[id].unsupported && id != table.well_known.object;
}

}  // namespace

RandomTable random_table_at(std::uint64_t seed, std::uint64_t index, TypePool& pool, const TableProfile& profile) {
  constexpr std::uint64_t for_tables = 1;
  Draw draw{seed, index, for_tables};
  return TableDrawing{draw, pool, profile}.run();
}

ClassTable table_at(std::uint64_t seed, std::uint64_t index, TypePool& pool, const TableProfile& profile) {
  return random_table_at(seed, index, pool, profile).table;
}

ClassTable with_another_class(const ClassTable& table, Draw& draw, TypePool& pool) {
  ClassTable extended = table;
  const ClassId id{static_cast<std::uint32_t>(table.size())};
  Class& made = extended.classes.emplace_back();
  made.name = made.qualified_name = "Another";
  made.location = {0, index_of(id) + 1, 1};
  const ClassId one{static_cast<std::uint32_t>(draw.below(table.size()))}, other{static_cast<std::uint32_t>(draw.below(table.size()))};
  const bool together = one != other && !clash(table, one, other) && !(is_solid(table, one) && is_solid(table, other));
  if (may_have_subclass(table, one)) made.bases.push_back(some_base(table, one, pool));
  if (may_have_subclass(table, other) && together && draw.chance(50)) made.bases.push_back(some_base(table, other, pool));
  while (!made.bases.empty() && extended.linearise(pool, id)) made.bases.pop_back();
  if (made.bases.empty()) made.bases = {pool.nominal(table.well_known.object)};
  static_cast<void>(extended.linearise(pool, id));
  return extended;
}

}  // namespace agverify::properties
