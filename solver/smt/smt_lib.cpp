#include "solver/smt/smt_lib.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "model/substitution.h"

namespace agverify::solver::smt {
namespace {

using namespace model;

constexpr std::uint32_t deepest = 30, most_applications = 20'000;  // more, and the script is too long for any solver

/// Thrown nowhere outside this file: why a script cannot be written.
struct Unwritten {
  std::string reason;
};

std::string all_of(const std::vector<std::string>& parts) {
  return parts.empty() ? "true" : parts.size() == 1 ? parts.front() : fmt::format("(and {})", fmt::join(parts, " "));
}

std::string any_of(const std::vector<std::string>& parts) {
  return parts.empty() ? "false" : parts.size() == 1 ? parts.front() : fmt::format("(or {})", fmt::join(parts, " "));
}

class Script {
 public:
  Script(const Query& query, const ClassTable& table, TypePool& pool)
      : query_(query), table_(table), substitution_(pool), deep_(std::max(query.source->depth, query.target->depth)) {}

  std::string write() {
    if (deep_ > deepest) throw Unwritten{"limit of depth"};
    collect(query_.source);
    collect(query_.target);
    for (const Hypothesis& each : query_.hypotheses) collect(each);
    collect_through_members();
    for (const std::string& name : names_) demand_one_shape(name);
    std::string body;
    for (const Hypothesis& each : query_.hypotheses) body += fmt::format("(assert {})\n", hypothesis(each));
    body += fmt::format("(declare-const v V)\n(assert {})\n(check-sat)\n", countermodel());
    const std::string facts = class_facts();
    std::string declarations = "(set-logic ALL)\n(declare-sort V 0)\n";
    for (const auto& [name, arity] : relations_) {
      declarations += fmt::format("(declare-fun |{}| (", name);
      for (std::size_t i = 0; i < arity; ++i) declarations += i == 0 ? "V" : " V";
      declarations += ") Bool)\n";
    }
    return declarations + facts + body;
  }

 private:
  /// v is in the one and not in the other; for an equivalence also the other way.
  std::string countermodel() {
    const std::string source = in(query_.source, "v"), target = in(query_.target, "v");
    const std::string only_in_source = fmt::format("(and {} (not {}))", source, target);
    const bool both_ways = query_.relation == Relation::Equivalent || query_.relation == Relation::Consistent;
    return both_ways ? fmt::format("(or {} (and {} (not {})))", only_in_source, target, source) : only_in_source;
  }

  // --- which classes and members matter

  void collect(const Hypothesis& hypothesis) {
    if (const auto* relation = std::get_if<RelationHypothesis>(&hypothesis)) collect(relation->source), collect(relation->target);
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&hypothesis))
      for (Type type : one_of->types) collect(type);
  }

  void collect(Type type) {
    if (type->has_self || type->has_opaque) throw Unwritten{"unsupported Self or a type that is not read"};
    if (const Nominal* nominal = as_nominal(type)) {
      for (const Ancestor& each : table_.ancestors(nominal->class_id)) classes_.insert(each.class_id);
      if (table_[nominal->class_id].is_protocol)
        for (const FoundMember& each : table_.protocol_members(nominal->class_id)) names_.insert(each.member->name);
    }
    for (Type part : parts_of(type)) collect(part);
  }

  /// What members speak of matters as what the query names does, as far as protocols ask for these members.
  void collect_through_members() {
    for (std::size_t before = 0; before != classes_.size() + names_.size();) {
      before = classes_.size() + names_.size();
      for (ClassId id : std::set<ClassId>{classes_})
        for (const std::string& name : std::set<std::string>{names_})
          if (const auto found = table_.find_member(id, name)) collect(found->member->form);
    }
  }

  void collect(const decltype(Member::form)& form) {
    if (const auto* method = std::get_if<Method>(&form)) collect(method->callable);
    if (const auto* attribute = std::get_if<Attribute>(&form)) collect(attribute->type);
    if (const auto* property = std::get_if<Property>(&form)) collect(property->type);
  }

  /// Calls are told apart by their number of arguments alone: so all members of a name must be called the same way.
  void demand_one_shape(const std::string& name) const {
    const Member* first = nullptr;
    for (ClassId id : classes_) {
      const auto found = table_.find_member(id, name);
      if (!found) continue;
      if (!first) first = found->member;
      if (!same_shape(*first, *found->member)) throw Unwritten{"structural: members of different shape, " + name};
    }
  }

  static bool same_shape(const Member& left, const Member& right) {
    const auto* one = std::get_if<Method>(&left.form);
    const auto* other = std::get_if<Method>(&right.form);
    if (!one || !other) return !one && !other;
    const Callable* here = as_callable(one->callable);
    const Callable* there = as_callable(other->callable);
    return here && there && here->shape == there->shape && std::ranges::all_of(*here->shape, [](const SignatureParameter& each) {
      return !each.has_default && (each.kind == ParameterKind::PositionalOnly || each.kind == ParameterKind::Standard);
    });
  }

  std::string relation(const std::string& name, std::initializer_list<std::string> arguments) {
    return relation(name, std::vector<std::string>{arguments});
  }
  std::string relation(const std::string& name, const std::vector<std::string>& arguments) {
    relations_.insert({name, arguments.size()});
    return fmt::format("(|{}| {})", name, fmt::join(arguments, " "));
  }

  std::string fresh() { return fmt::format("x{}", ++last_); }

  // --- membership

  std::string in(Type type, const std::string& v) {
    if (is_never(type)) return "false";
    if (const Variable* variable = as_variable(type)) return relation("variable " + query_.variables[variable->index], {v});
    if (const Union* all = as_union(type)) {
      std::vector<std::string> parts;
      for (Type member : all->members) parts.push_back(in(member, v));
      return any_of(parts);
    }
    const Nominal* nominal = as_nominal(type);
    if (!nominal) throw Unwritten{"unsupported callable type"};
    if (nominal->class_id == table_.well_known.object) return "true";
    if (!table_[nominal->class_id].is_protocol) return by_class(*nominal, v);
    return any_of({by_class(*nominal, v), by_members(*nominal, v)});
  }

  /// A class may lead back to itself by its bases, as str does, or to ever larger types: what it is cannot be written out.
  std::string by_class(const Nominal& type, const std::string& v) {
    if (++applications_ > most_applications) throw Unwritten{"limit of length"};
    if (++nested_ > deepest) throw Unwritten{"structural: bases lead back to their class"};
    std::string written = by_class_here(type, v);
    --nested_;
    return written;
  }

  std::string by_class_here(const Nominal& type, const std::string& v) {
    std::vector<std::string> parts{relation("is " + table_[type.class_id].qualified_name, {v})};
    for (const Ancestor& each : table_.ancestors(type.class_id)) {
      const Type here = substitution_.parameters(each.specialization, type.arguments);
      for (std::uint32_t i = 0; i < as_nominal(here)->arguments.size(); ++i) slot(parts, each.class_id, i, as_nominal(here)->arguments[i], v);
    }
    for (const std::string& name : names_)
      if (const auto found = table_.find_member(type.class_id, name)) member(parts, *found, type.arguments, v, type.class_id);
    return all_of(parts);
  }

  void slot(std::vector<std::string>& parts, ClassId owner, std::uint32_t parameter, Type argument, const std::string& v) {
    const TypeParameter& declared = table_[owner].parameters[parameter];
    const std::string name = table_[owner].qualified_name + "." + declared.name, w = fresh();
    if (has_slot(declared.declared_variance, Polarity::Positive))
      parts.push_back(fmt::format("(forall (({} V)) (=> {} {}))", w, relation(name + " hands", {v, w}), in(argument, w)));
    if (has_slot(declared.declared_variance, Polarity::Negative))
      parts.push_back(fmt::format("(forall (({} V)) (=> {} (not {})))", w, relation(name + " refuses", {v, w}), in(argument, w)));
  }

  std::string by_members(const Nominal& type, const std::string& v) {
    std::vector<std::string> parts;
    for (const FoundMember& each : table_.protocol_members(type.class_id)) {
      parts.push_back(relation("has " + each.member->name, {v}));
      member(parts, each, type.arguments, v, type.class_id);
    }
    return all_of(parts);
  }

  void member(std::vector<std::string>& parts, const FoundMember& found, std::span<const Type> arguments, const std::string& v, ClassId id) {
    if (std::ranges::count(open_, id) > 0) throw Unwritten{"structural: members lead back to their class"};
    open_.push_back(id);
    const auto own = as_nominal(substitution_.parameters(found.owner_specialization, arguments))->arguments;
    const auto here = [&](Type type) { return substitution_.parameters(type, own); };
    const std::string& name = found.member->name;
    if (const auto* method = std::get_if<Method>(&found.member->form)) {
      call(parts, *method, name, v, here);
    } else if (const auto* attribute = std::get_if<Attribute>(&found.member->form)) {
      access(parts, here(attribute->type), name, v, true);
    } else if (const auto* property = std::get_if<Property>(&found.member->form)) {
      access(parts, here(property->type), name, v, property->settable);
    } else {
      throw Unwritten{"unsupported member " + name};
    }
    open_.pop_back();
  }

  template <typename Here>
  void call(std::vector<std::string>& parts, const Method& method, const std::string& name, const std::string& v, const Here& here) {
    std::vector<std::string> bound, premises, places{v};
    const Callable& signature = *as_callable(method.callable);
    for (Type each : signature.parameters()) {
      const std::string x = fresh();
      bound.push_back(fmt::format("({} V)", x));
      premises.push_back(in(here(each), x));
      if (premises.back() == "false") throw Unwritten{"unsupported parameter of type Never"};
      places.push_back(x);
    }
    const std::string of = fmt::format("{}/{}", name, signature.shape->size()), r = fresh();
    std::vector<std::string> with_result = places;
    with_result.push_back(r);
    const std::string fine = fmt::format("(and (not {}) (forall (({} V)) (=> {} {})))", relation(of + " refuses", places), r,
                                         relation(of + " returns", with_result), in(here(signature.result()), r));
    parts.push_back(bound.empty() ? fine : fmt::format("(forall ({}) (=> {} {}))", fmt::join(bound, " "), all_of(premises), fine));
  }

  void access(std::vector<std::string>& parts, Type type, const std::string& name, const std::string& v, bool written) {
    const std::string r = fresh();
    parts.push_back(fmt::format("(forall (({} V)) (=> {} {}))", r, relation(name + " gives", {v, r}), in(type, r)));
    if (written) parts.push_back(fmt::format("(forall (({} V)) (=> {} (not {})))", r, in(type, r), relation(name + " not set to", {v, r})));
  }

  // --- what is true of every value

  std::string class_facts() {
    std::string out;
    for (ClassId id : classes_) {
      const std::string is = "is " + table_[id].qualified_name;
      for (Type base : table_[id].bases) {
        const ClassId above = as_nominal(base)->class_id;
        if (above == table_.well_known.object) continue;
        out += fmt::format("(assert (forall ((v V)) (=> {} {})))\n", relation(is, {"v"}), relation("is " + table_[above].qualified_name, {"v"}));
      }
      for (const std::string& name : names_)
        if (table_.find_member(id, name))
          out += fmt::format("(assert (forall ((v V)) (=> {} {})))\n", relation(is, {"v"}), relation("has " + name, {"v"}));
    }
    for (ClassId closed : classes_)
      for (ClassId other : classes_)
        if (table_[closed].is_final && closed != other && !table_.derives_from(closed, other))
          out += fmt::format("(assert (forall ((v V)) (not (and {} {}))))\n", relation("is " + table_[closed].qualified_name, {"v"}),
                             relation("is " + table_[other].qualified_name, {"v"}));
    if (classes_.contains(table_.well_known.none_type)) {
      const std::string is = "is " + table_[table_.well_known.none_type].qualified_name;
      out += fmt::format("(assert (forall ((v V) (w V)) (=> (and {} {}) (= v w))))\n", relation(is, {"v"}), relation(is, {"w"}));
    }
    return out;
  }

  // --- hypotheses

  std::string hypothesis(const Hypothesis& given) {
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&given)) {
      std::vector<std::string> cases;
      for (Type type : one_of->types)
        cases.push_back(fmt::format("(forall ((w V)) (= {} {}))", relation("variable " + query_.variables[one_of->variable], {"w"}), in(type, "w")));
      return any_of(cases);
    }
    const auto& it = std::get<RelationHypothesis>(given);
    const bool on_variable = as_variable(it.source) || as_variable(it.target);
    const std::string_view sign = it.relation == Relation::Equivalent ? "=" : "=>";
    const std::string holds = fmt::format("(forall ((w V)) ({} {} {}))", sign, in(it.source, "w"), in(it.target, "w"));
    return on_variable ? holds : fmt::format("(and {} {})", holds, there_are_enough_values(it.source));
  }

  /// A hypothesis between constructors says something only where each single observation is shown by some value.
  std::string there_are_enough_values(Type type) {
    const Nominal* nominal = as_nominal(type);
    if (!nominal || nominal->arguments.size() != 1) throw Unwritten{"structural: a hypothesis between constructors"};
    const Class& definition = table_[nominal->class_id];
    const std::string name = definition.qualified_name + "." + definition.parameters[0].name, is = "is " + definition.qualified_name;
    std::vector<std::string> parts;
    for (const char* shown : {" hands", " refuses"}) {
      const Polarity polarity = shown[1] == 'h' ? Polarity::Positive : Polarity::Negative;
      if (!has_slot(definition.parameters[0].declared_variance, polarity)) continue;
      const std::string other = name + (polarity == Polarity::Positive ? " refuses" : " hands");
      parts.push_back(fmt::format("(forall ((w V)) (exists ((c V)) (and {} (forall ((u V)) (and (= {} (= u w)) (not {}))))))",
                                  relation(is, {"c"}), relation(name + shown, {"c", "u"}), relation(other, {"c", "u"})));
    }
    return all_of(parts);
  }

  const Query& query_;
  const ClassTable& table_;
  Substitution substitution_;
  std::uint32_t deep_;
  std::set<ClassId> classes_;
  std::set<std::string> names_;                        // of members that some protocol of the query asks for
  std::set<std::pair<std::string, std::size_t>> relations_;
  std::vector<ClassId> open_;
  std::uint32_t nested_ = 0, applications_ = 0;
  int last_ = 0;
};

}  // namespace

tl::expected<std::string, std::string> smt_lib(const Query& query, const ClassTable& table, TypePool& pool) {
  try {
    return Script{query, table, pool}.write();
  } catch (const Unwritten& unwritten) {
    return tl::unexpected(unwritten.reason);
  }
}

}  // namespace agverify::solver::smt
