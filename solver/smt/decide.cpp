#include "solver/smt/decide.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "model/alias.h"
#include "solver/smt/instances.h"
#include "solver/smt/search.h"

namespace agverify::solver::smt {
namespace {

using model::Query;
using model::Relation;
using model::RelationHypothesis;
using model::Type;
using model::Verdict;

constexpr std::size_t most_cases = 64;

/// The question left of a query once each variable that is exactly some type is replaced by it.
struct Case {
  std::vector<Type> instances;  ///< what stands for each variable: itself where it is free
  std::vector<Inclusion> hypotheses;
  Type source, target;
};

}  // namespace

struct Decider::State {
  DeciderOptions options;
  World world;
  SlotUses uses;
  BooleanSolver solver;
  ClassLaws& laws;
  model::Substitution substitution;
  SearchLimits limits = {};

  model::TypePool& pool() { return world.pool(); }

  // ---- what is not looked at

  std::optional<std::string> refuses(const Query& query) {
    if (!world.table().assumed.is_default(model::Switch::NoneMember) && takes_something_back())
      return "structural: inheritance counts for values, and the question says that it does not";
    if (!world.table().assumed.is_default(model::Switch::EmptyEnum) && has_enum_without_members())
      return "structural: an enum without members has values, and the question says that it has none";
    std::set<std::uint32_t> seen;
    std::vector<Type> open{query.source, query.target};
    for (const model::Hypothesis& each : query.hypotheses) {
      if (const auto* related = std::get_if<RelationHypothesis>(&each)) {
        open.push_back(related->source);
        open.push_back(related->target);
      } else {
        const auto& types = std::get<model::OneOfHypothesis>(each).types;
        open.insert(open.end(), types.begin(), types.end());
      }
    }
    if (!world.table().assumed.is_default(model::Switch::EmptyElement) && may_meet_empty_elements(open, !query.variables.empty()))
      return "structural: an element of a tuple may have no value, and the question says that it has one";
    while (!open.empty()) {
      const Type each = open.back();
      open.pop_back();
      if (!seen.insert(each->serial).second) continue;
      if (each->depth > options.depth) return fmt::format("limit: a type nested more than {} deep", options.depth);
      if (const auto why = unsupported(each, !query.variables.empty())) return why;
      if (const auto* alias = model::as_alias(each)) open.push_back(model::unfolded(*alias, world.table(), substitution));
      const auto parts = model::parts_of(each);
      open.insert(open.end(), parts.begin(), parts.end());
    }
    return std::nullopt;
  }

  /// Whether a tuple type and Never are among these types or in what bases and members say of the classes in them. A recursive alias
  /// may be both.
  bool may_meet_empty_elements(std::vector<Type> open, bool has_never) const {
    bool has_tuple = false;
    std::set<std::uint32_t> seen, classes;
    while (!open.empty() && !(has_tuple && has_never)) {
      const Type each = open.back();
      open.pop_back();
      if (!seen.insert(each->serial).second) continue;
      has_tuple |= model::as_tuple(each) || model::as_alias(each);
      has_never |= model::is_never(each) || model::as_alias(each);
      const auto parts = model::parts_of(each);
      open.insert(open.end(), parts.begin(), parts.end());
      if (const auto* nominal = model::as_nominal(each); nominal && classes.insert(index_of(nominal->class_id)).second)
        add_what_is_said_of(nominal->class_id, open);
    }
    return has_tuple && has_never;
  }

  void add_what_is_said_of(model::ClassId id, std::vector<Type>& into) const {
    const model::Class* declared = world.declared(id);
    if (!declared) return;
    into.insert(into.end(), declared->bases.begin(), declared->bases.end());
    if (declared->tuple_base) into.push_back(*declared->tuple_base);
    for (const model::Member& each : declared->members) {
      if (const auto* method = std::get_if<model::Method>(&each.form)) into.push_back(method->callable);
      if (const auto* attribute = std::get_if<model::Attribute>(&each.form)) into.push_back(attribute->type);
      if (const auto* property = std::get_if<model::Property>(&each.form)) into.push_back(property->type);
    }
  }

  /// Whether some class is an enum that still may have subclasses, as `is_flag` ones and those of the library do not count.
  bool has_enum_without_members() const {
    const model::ClassTable& table = world.table();
    const auto root = table.find("enum.Enum");
    for (std::uint32_t i = 0; root && i < table.size(); ++i) {
      const model::Class& each = table.classes[i];
      const bool is_own = !each.is_flag && each.enum_members.empty() && !each.qualified_name.starts_with("enum.");
      if (is_own && table.derives_from(model::ClassId{i}, *root)) return true;
    }
    return false;
  }

  /// Whether a class below `tuple` has a method of its own in the place of one that tuples have: what it does is not told of elements.
  bool changes_a_method_of_tuples(model::ClassId id) const {
    const auto tuple = world.table().well_known.tuple;
    if (!tuple || id == *tuple || !world.derives_from(id, *tuple)) return false;
    for (const model::Ancestor& each : world.ancestors(id)) {
      const model::Class* declared = world.derives_from(each.class_id, *tuple) && each.class_id != *tuple ? world.declared(each.class_id) : nullptr;
      if (declared && std::ranges::any_of(declared->members, [&](const model::Member& own) {
            const auto theirs = world.find_member(*tuple, own.name);
            return theirs && theirs->owner != world.table().well_known.object;
          }))
        return true;
    }
    return false;
  }

  /// Whether some class sets a method of a protocol above it to None.
  bool takes_something_back() const {
    const model::ClassTable& table = world.table();
    const auto is_none = [&](const model::Member& member) {
      const auto* attribute = std::get_if<model::Attribute>(&member.form);
      const auto* type = attribute ? model::as_nominal(attribute->type) : nullptr;
      return type && type->class_id == table.well_known.none_type;
    };
    for (std::uint32_t i = 0; i < table.size(); ++i)
      for (const model::Member& member : table.classes[i].members) {
        const auto is_asked_for = [&](const model::Ancestor& above) {
          return table[above.class_id].is_protocol && std::ranges::any_of(table.protocol_members(above.class_id), [&](const model::FoundMember& wanted) {
                   return wanted.member->name == member.name && std::holds_alternative<model::Method>(wanted.member->form);
                 });
        };
        if (is_none(member) && std::ranges::any_of(table.ancestors(model::ClassId{i}), is_asked_for)) return true;
      }
    return false;
  }

  std::optional<std::string> unsupported(Type type, bool has_variables) const {
    const auto* nominal = model::as_nominal(type);
    const auto* literal = model::as_literal(type);
    if (model::as_tuple(type) && !world.table().well_known.tuple) return "unsupported tuple";
    if (model::as_type_of(type) && !world.table().well_known.type) return "unsupported type";
    if (!nominal && !literal) return std::nullopt;
    if (nominal && has_variables && world.declared(nominal->class_id) && world.declared(nominal->class_id)->is_new_type)
      return "structural: what a NewType has in common with other types";
    if (nominal && changes_a_method_of_tuples(nominal->class_id)) return "structural: a method of tuples that a class below has otherwise";
    const auto& known = world.table().well_known;
    const auto id = nominal ? nominal->class_id : literal->class_id;
    const bool has_parts = known.string && world.derives_from(id, *known.string) && (literal || id != *known.string);
    if (has_parts && !world.table().assumed.is_default(model::Switch::LiteralParts)) return "structural: parts of a literal string";
    for (const model::Ancestor& each : world.ancestors(id))
      if (const model::Class* declared = world.declared(each.class_id); declared && declared->unsupported)
        return fmt::format("unsupported {}", *declared->unsupported);
    return std::nullopt;
  }

  // ---- cases

  tl::expected<std::vector<Case>, std::string> cases(const Query& query) {
    std::vector<Type> free;
    for (std::uint32_t i = 0; i < query.variables.size(); ++i) free.push_back(pool().variable(i));
    std::vector<std::vector<Type>> choices{free};
    for (const model::Hypothesis& each : query.hypotheses)
      if (const auto* one_of = std::get_if<model::OneOfHypothesis>(&each)) {
        if (choices.front()[one_of->variable] != free[one_of->variable]) return tl::unexpected<std::string>("unsupported two lists for one variable");
        if (std::ranges::any_of(one_of->types, [](Type type) { return type->has_variables; }))
          return tl::unexpected<std::string>("unsupported variable in a list of types");
        std::vector<std::vector<Type>> more;
        for (const auto& choice : choices)
          for (Type type : one_of->types) {
            more.push_back(choice);
            more.back()[one_of->variable] = type;
          }
        if (more.size() > most_cases) return tl::unexpected<std::string>("limit: too many cases");
        choices = std::move(more);
      }
    std::vector<Case> found;
    for (auto& choice : choices) found.push_back(make_case(query, std::move(choice)));
    return found;
  }

  Case make_case(const Query& query, std::vector<Type> instances) {
    Case made{std::move(instances), {}, query.source, query.target};
    const auto here = [&](Type type) { return substitution.variables(type, made.instances); };
    for (const model::Hypothesis& each : query.hypotheses) {
      const auto* related = std::get_if<RelationHypothesis>(&each);
      if (!related) continue;
      const Type source = here(related->source), target = here(related->target);
      made.hypotheses.push_back({source, target});
      if (related->relation == Relation::Equivalent || related->relation == Relation::Consistent)
        made.hypotheses.push_back({target, source});
    }
    made.source = here(made.source);
    made.target = here(made.target);
    return made;
  }

  // ---- answers

  Finding ground(Type source, Type target) {
    ValueTree tree{world, uses, {}, solver};
    return search(tree, solver, source, target, limits);
  }

  /// \returns nothing when no types satisfy the hypotheses of this case
  std::optional<Finding> decide_case(const Case& asked) {
    const GroundQuestion question = [&](Type source, Type target, std::string& reason) {
      const Finding found = ground(source, target);
      reason = found.reason;
      return found.verdict;
    };
    const auto clauses = saturate(world, uses, question, asked.hypotheses);
    if (!clauses && clauses.error().vacuous) return std::nullopt;
    if (!clauses) return Finding{Verdict::Unknown, clauses.error().reason, {}, {}};
    ValueTree tree{world, uses, *clauses, solver};
    return search(tree, solver, asked.source, asked.target, limits);
  }

  Answer decide_subtype(const Query& query) {
    const auto all = cases(query);
    if (!all) return {Verdict::Unknown, all.error(), {}, {}};
    Answer answer{Verdict::Unknown, vacuous_hypothesis, {}, {}};
    for (const Case& each : *all) {
      const auto found = decide_case(each);
      if (!found) continue;
      if (found->verdict == Verdict::Refuted) return {Verdict::Refuted, {}, witness(query, each, *found), {}};
      if (answer.reason == vacuous_hypothesis || found->verdict == Verdict::Unknown)
        answer = {found->verdict, found->reason, {}, {}};
    }
    return answer;
  }

  std::optional<model::Witness> witness(const Query& query, const Case& asked, const Finding& found) {
    if (query.variables.empty()) return found.values.empty() ? std::nullopt : std::optional{witness_of(found, {}, {})};
    if (!options.witnesses) return std::nullopt;
    const Ground question = [&](Type source, Type target) { return ground(source, target); };
    auto instance = find_instance(world, question, {asked.instances, asked.hypotheses, asked.source, asked.target});
    world.set_fresh({});
    if (!instance || instance->finding.values.empty()) return std::nullopt;
    return witness_of(instance->finding, std::move(instance->fresh), std::move(instance->types));
  }

  static model::Witness witness_of(const Finding& found, std::vector<model::FreshClass> fresh, std::vector<Type> instances) {
    fresh.insert(fresh.end(), found.classes.begin(), found.classes.end());
    const model::ValueId root{static_cast<std::uint32_t>(found.values.size() - 1)};
    return {std::move(fresh), std::move(instances), found.values, root};
  }

  Answer decide(const Query& query) {
    if (const auto why = refuses(query)) return {Verdict::Unknown, *why, {}, {}};
    if (query.relation == Relation::Subtype || query.relation == Relation::Assignable) return decide_subtype(query);
    Query turned = query;
    std::swap(turned.source, turned.target);
    Answer forth = decide_subtype(query);
    forth.direction = model::Direction::SourceToTarget;
    if (forth.verdict == Verdict::Refuted) return forth;
    Answer back = decide_subtype(turned);
    back.direction = model::Direction::TargetToSource;
    if (back.verdict == Verdict::Refuted) return back;
    Answer& weaker = forth.verdict == Verdict::Proved ? back : forth;
    weaker.direction.reset();
    return std::move(weaker);
  }
};

Decider::Decider(const model::ClassTable& table, model::TypePool& pool, const model::Slots& slots, ClassLaws& laws,
                 DeciderOptions options)
    : state_(new State{options, World{table, pool}, SlotUses{table, pool, slots, laws},
                       BooleanSolver{{options.resources, options.milliseconds}}, laws, model::Substitution{pool}}) {}

Decider::~Decider() = default;

namespace {

/// Readings that refute more than values do leave what values refute, where no hypothesis stands before it.
bool keeps_reading(const Query& query, const Answer& answer, const model::Assumptions& assumed) {
  using model::Switch;
  const std::array narrow{Switch::OverloadsTogether, Switch::ParameterMapping, Switch::PositionalArgs, Switch::MixedTuples, Switch::CallOfType};
  const bool departs = std::ranges::any_of(narrow, [&](Switch each) { return !assumed.is_default(each); });
  return !departs || (answer.verdict == Verdict::Refuted && query.hypotheses.empty());
}

bool holds_types(const std::optional<model::Witness>& witness) {
  return witness && (!witness->fresh_classes.empty() || !witness->instances.empty());
}

}  // namespace

Answer Decider::decide(const Query& query) {
  const model::TypePool::Mark mark = state_->pool().mark();
  Answer answer = state_->decide(query);
  if (!keeps_reading(query, answer, state_->world.table().assumed))
    answer = {Verdict::Unknown, "structural: a reading of an open question that values do not keep", {}, {}};
  // Elements that nothing is asked of have no value there.
  if (!state_->world.table().assumed.is_default(model::Switch::EmptyElement)) answer.witness.reset();
  if (!holds_types(answer.witness)) state_->pool().roll_back(mark);
  return answer;
}

}  // namespace agverify::solver::smt
