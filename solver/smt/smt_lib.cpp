#include "solver/smt/smt_lib.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "model/signature.h"
#include "model/substitution.h"
#include "solver/smt/call_shapes.h"

namespace agverify::solver::smt {
namespace {

using namespace model;

constexpr std::uint32_t deepest = 30, most_applications = 20'000;  // more, and the script is too long for any solver
constexpr std::size_t most_calls = 64;  // of one signature

constexpr std::string_view not_read = "unsupported Self or a type that is not read";

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
    for (const std::string& name : names_) demand_one_form(name), demand_one_way_to_set(name);
    for (const std::string& name : names_) choose_calls(name);
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
    if (type->has_self || type->has_opaque || as_tuple(type) || as_literal(type) || as_type_of(type)) throw Unwritten{std::string{not_read}};
    if (as_callable(type)) add_signature("__call__", type);
    if (const Nominal* nominal = as_nominal(type)) {
      const WellKnown& known = table_.well_known;
      const bool is_special = nominal->class_id == known.literal_string || nominal->class_id == known.type_guard || nominal->class_id == known.type_is;
      if (is_special) throw Unwritten{std::string{not_read}};
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

  /// What is a method here and an attribute there cannot be compared.
  void demand_one_form(const std::string& name) const {
    const Member* first = nullptr;
    for (ClassId id : classes_) {
      const auto found = table_.find_member(id, name);
      if (!found) continue;
      if (!first) first = found->member;
      const bool is_method = std::holds_alternative<Method>(found->member->form);
      const bool is_called = is_method || (name == "__call__" && signatures_.contains(name));
      if (is_called != std::holds_alternative<Method>(first->form)) throw Unwritten{"structural: members of different form, " + name};
    }
  }

  /// What is set through the class here and through an instance there is not told apart.
  void demand_one_way_to_set(const std::string& name) const {
    bool by_class = false, by_instance = false;
    for (ClassId id : classes_) {
      const auto found = table_.find_member(id, name);
      const auto* attribute = found ? std::get_if<Attribute>(&found->member->form) : nullptr;
      const auto* property = found ? std::get_if<Property>(&found->member->form) : nullptr;
      by_class |= attribute && attribute->of_class;
      by_instance |= (attribute && !attribute->of_class) || (property && property->settable);
    }
    if (by_class && by_instance) throw Unwritten{"structural: ClassVar or attribute, " + name};
  }

  void add_signature(const std::string& name, Type signature) {
    names_.insert(name);
    auto& known = signatures_[name];
    if (std::ranges::find(known, signature) == known.end()) known.push_back(signature);
  }

  /// Calls enough to tell all signatures of the name apart: the script speaks of these.
  void choose_calls(const std::string& name) {
    for (ClassId id : classes_)
      if (const auto found = table_.find_member(id, name))
        if (const auto* method = std::get_if<Method>(&found->member->form))
          for (Type each : signatures_of(method->callable)) add_signature(name, each);
    for (Type each : signatures_[name]) {
      const auto shapes = telling_shapes(*as_callable(each)->shape, signatures_[name], most_calls);
      if (!shapes) throw Unwritten{"limit of the forms of a call"};
      for (const CallShape& shape : *shapes) calls_[name].insert({shape.positional, shape.names});
    }
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
    if (as_callable(type) || as_overload(type)) return by_calls(type, v);
    const Nominal* nominal = as_nominal(type);
    if (!nominal) throw Unwritten{std::string{not_read}};  // of a base or a member
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
      for (Type each : signatures_of(method->callable)) {
        const Type signature = here(each);
        calls(parts, *as_callable(signature), name, v);
      }
    } else if (const auto* attribute = std::get_if<Attribute>(&found.member->form)) {
      access(parts, here(attribute->type), name, v, true);
    } else if (const auto* property = std::get_if<Property>(&found.member->form)) {
      access(parts, here(property->type), name, v, property->settable);
    } else {
      throw Unwritten{"unsupported member " + name};
    }
    open_.pop_back();
  }

  std::string by_calls(Type callable, const std::string& v) {
    std::vector<std::string> parts{relation("has __call__", {v})};
    for (Type each : signatures_of(callable)) calls(parts, *as_callable(each), "__call__", v);
    return all_of(parts);
  }

  /// Each call that binds and is of values of the parameters' types does not fail, and returns values of the result's.
  void calls(std::vector<std::string>& parts, const Callable& signature, const std::string& name, const std::string& v) {
    for (const auto& [positional, names] : calls_[name])
      if (const auto receivers = bind_arguments(*signature.shape, positional, names))
        call(parts, signature, *receivers, fmt::format("{}/{}/{}", name, positional, fmt::join(names, ",")), v);
  }

  void call(std::vector<std::string>& parts, const Callable& signature, const std::vector<std::uint32_t>& receivers, const std::string& of,
            const std::string& v) {
    if (++applications_ > most_applications) throw Unwritten{"limit of length"};
    std::vector<std::string> bound, premises, places{v};
    for (std::uint32_t each : receivers) {
      places.push_back(fresh());
      bound.push_back(fmt::format("({} V)", places.back()));
      premises.push_back(in(signature.parts[each], places.back()));
      if (premises.back() == "false") throw Unwritten{"unsupported parameter of type Never"};  // an argument without a value
    }
    const std::string r = fresh();
    std::vector<std::string> with_result = places;
    with_result.push_back(r);
    const std::string fine = fmt::format("(and (not {}) (forall (({} V)) (=> {} {})))", relation(of + " refuses", places), r,
                                         relation(of + " returns", with_result), in(signature.result(), r));
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
        else if (table_[id].is_final)
          out += fmt::format("(assert (forall ((v V)) (=> {} (not {}))))\n", relation(is, {"v"}), relation("has " + name, {"v"}));
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
  std::map<std::string, std::vector<Type>> signatures_;  // of members by these names, and of callable types
  std::map<std::string, std::set<std::pair<std::size_t, std::vector<std::string>>>> calls_;
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
