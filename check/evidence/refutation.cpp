#include <algorithm>

#include <fmt/format.h>

#include "check/evidence/body.h"
#include "check/evidence/steps.h"
#include "check/types/tuple.h"
#include "check/values/membership.h"
#include "check/values/value_reader.h"

namespace agverify::check {

namespace {

class Refutation {
 public:
  Refutation(Lines& lines, Body& body, Direction direction)
      : lines_(lines),
        body_(body),
        direction_(direction),
        membership_(*body.slice, *body.types, values_, body.narrowing) {
    scope_ = {.slice = body.slice, .types = body.types, .lets = body.lets};
  }

  bool read() {
    if (!read_instances() || !prove_hypotheses() || !read_values(lines_, *body_.slice, values_)) return false;
    return are_values() && read_root() && no_value_left();
  }

 private:
  // instance X = TYPE, for each variable in order
  bool read_instances() {
    for (const std::string& name : body_.query->variables.names) {
      if (!lines_.next_is("instance")) return lines_.missed(fmt::format("instance {}", name));
      Cursor cursor = lines_.take("instance");
      if (!cursor.expect(fmt::format("{} = ", name))) return false;
      const auto type = read_type(cursor, scope_);
      if (!type || !cursor.finish()) return false;
      if (!body_.types->is_closed(*type)) return cursor.reject("an instance has no variables");
      body_.instances.push_back(*type);
      instance_lines_.push_back(cursor.line());
    }
    as_meant_ = Replacement::of_variables(*body_.types, {body_.instances.begin(), body_.instances.end()});
    return true;
  }

  bool prove_hypotheses() {
    Proof proof{body_.slice, body_.types, body_.complaint, &body_.query->variables, {}, {}};
    TypeScope scope = scope_;
    scope.variables = &body_.query->variables;
    while (lines_.next_is("step")) {
      Cursor cursor = lines_.take("step");
      if (!read_step(cursor, scope, *as_meant_, proof) || !cursor.finish()) return false;
    }
    std::vector<std::uint32_t> conclusions;
    if (!test_steps(proof)) return false;
    for (std::size_t i = 0; i < body_.query->hypotheses.size(); ++i)
      if (!conclude(proof, i, conclusions)) return false;
    return all_used(proof, conclusions);
  }

  bool conclude(const Proof& proof, std::size_t number, std::vector<std::uint32_t>& conclusions) {
    const Hypothesis& hypothesis = body_.query->hypotheses[number];
    if (const auto* choice = std::get_if<Choice>(&hypothesis)) return is_chosen(*choice);
    const auto& relation = std::get<Relation>(hypothesis);
    const TypeId source = (*as_meant_)(relation.source), target = (*as_meant_)(relation.target);
    const std::string name = fmt::format("hypothesis {}", number + 1);
    return read_conclusion(lines_, {name, "hypothesis", {source, target}}, proof, conclusions) &&
           (!relation.both_ways || read_conclusion(lines_, {name, "hypothesis", {target, source}}, proof, conclusions));
  }

  bool is_chosen(const Choice& choice) {
    const TypeId instance = body_.instances[choice.variable];
    if (std::find(choice.types.begin(), choice.types.end(), instance) != choice.types.end()) return true;
    return body_.complaint->reject(instance_lines_[choice.variable],
                                   "the instance is none of the types of its variable");
  }

  bool are_values() {
    for (ValueId i = 0; i < values_.size(); ++i)
      if (!elements_keep_laws(i) || !slots_keep_laws(i) || !members_keep_laws(i)) return false;
    return true;
  }

  // For each class E from the value's upwards and each base B[t..] of it: what is shown at B is in t.. (out of it when
  // refused).
  bool slots_keep_laws(ValueId value) {
    if (!values_[value].tag) return true;
    for (const Ancestor& each : (*body_.slice)[*values_[value].tag].ancestors)
      for (const Base& base : (*body_.slice)[each.class_id].bases)
        if (!base_keeps_law(value, each.class_id, base.type)) return false;
    return true;
  }

  // For each class E from the tuple's upwards: each element is in its part of E's tuple base, and in what E's bases say that all
  // elements are.
  bool elements_keep_laws(ValueId value) {
    const auto tag = values_[value].tag;
    if (tag && (*body_.slice)[*tag].is_memberless && body_.slice->takes("empty-enum=never")) return reject(values_[value].line, fmt::format("{} has no values", name(*tag)));
    if (!tag || !body_.slice->is_tuple(*tag)) return true;
    const auto& elements = values_[value].elements;
    if (body_.slice->takes("never-element=empty") && std::find(elements.begin(), elements.end(), std::nullopt) != elements.end())
      return reject(values_[value].line, "an element has no value");
    for (const Ancestor& each : (*body_.slice)[*tag].ancestors) {
      const SliceClass& lower = (*body_.slice)[each.class_id];
      if (lower.tuple_base && !tuple_base_keeps_law(value, each.class_id, lower.tuple_base->type)) return false;
      for (const Base& base : lower.bases)
        if (!base_keeps_law_by_elements(value, each.class_id, base.type)) return false;
    }
    return true;
  }

  bool tuple_base_keeps_law(ValueId value, ClassId below, TypeId base) {
    const auto& elements = values_[value].elements;
    const TupleLayout layout = TupleLayout::of(body_.types->parts(base).size(), body_.types->unbounded(base));
    if (!layout.has_length(elements.size())) return reject(values_[value].line, fmt::format("{} has tuples of another length", name(below)));
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (!element_keeps_law(value, i, below, body_.types->part(base, layout.part_at(i, elements.size())))) return false;
    return true;
  }

  bool base_keeps_law_by_elements(ValueId value, ClassId below, TypeId base) {
    const ClassId above = (*body_.types)[base].class_id;
    for (std::uint32_t i = 0; i < (*body_.slice)[above].parameters.size(); ++i)
      for (std::size_t place = 0; membership_.hands_elements(value, above, i).value_or(false) && place < values_[value].elements.size(); ++place)
        if (!element_keeps_law(value, place, below, body_.types->part(base, i))) return false;
    return true;
  }

  bool element_keeps_law(ValueId value, std::size_t place, ClassId below, TypeId type) {
    const auto& element = values_[value].elements[place];
    return !element || membership_.holds({true, *element, type, {value, below}, {}, {}}) ||
           reject(values_[value].line, fmt::format("{} does not let its values have this element {}", name(below), place + 1));
  }

  bool base_keeps_law(ValueId value, ClassId below, TypeId base) {
    const ClassId above = (*body_.types)[base].class_id;
    for (const std::uint32_t place : values_.slots_at(value, above)) {
      const SlotShown& shown = values_[value].slots[place];
      const TypeId argument = body_.types->part(base, shown.parameter);
      if (membership_.holds({shown.handed, shown.value, argument, {value, below}, {}, {}})) continue;
      return reject(shown.line, fmt::format("{} does not let its values show this at {}", name(below), name(above)));
    }
    return true;
  }

  bool members_keep_laws(ValueId value) {
    const auto tag = values_[value].tag;
    if (!tag) return true;
    for (std::size_t i = 0; i < values_[value].members.size(); ++i) {
      const MemberShown& shown = values_[value].members[i];
      const auto found = body_.slice->look_up(*tag, shown.name);
      if (!found) return reject(shown.line, "no line says where the member is found");
      if (!keeps_law(value, i, *found))
        return reject(shown.line,
                      fmt::format("the member of {} does not let its values show this", name(found->owner)));
    }
    return true;
  }

  bool keeps_law(ValueId value, std::size_t place, const FoundMember& found) {
    const MemberShown& shown = values_[value].members[place];
    const bool is_method = std::holds_alternative<Method>(*found.member);
    if (shown.is_call() != is_method) return false;
    const TypeId type = type_of(*found.member);
    const Environment here{value, found.owner};
    if (!is_method) {
      const bool is_given = shown.kind == MemberShown::Kind::Gives;
      return (is_given || can_be_written(*found.member)) && membership_.holds({is_given, shown.value, type, here, {}, {}});
    }
    const auto signatures = body_.types->signatures(type);
    return std::all_of(signatures.begin(), signatures.end(),
                       [&](TypeId each) { return membership_.holds({true, value, each, here, place, {}}); });
  }

  // refute N
  bool read_root() {
    if (!lines_.next_is("refute")) return lines_.missed("refute");
    Cursor cursor = lines_.take("refute");
    const auto number = cursor.number();
    if (!number || !cursor.finish()) return false;
    if (*number == 0 || *number > values_.size()) return cursor.reject("there is no such value");
    root_ = *number - 1;
    TypeId source = (*as_meant_)(body_.query->goal.source), target = (*as_meant_)(body_.query->goal.target);
    if (direction_ == Direction::TargetToSource) std::swap(source, target);
    const bool is_in = membership_.holds({true, root_, source, {}, {}, {}});
    const bool is_out = membership_.holds({false, root_, target, {}, {}, {}});
    return (is_in || cursor.reject("the value is not shown to be in the source")) &&
           (is_out || cursor.reject("the value is not shown to be out of the target"));
  }

  bool no_value_left() {
    std::vector<bool> reached(values_.size(), false);
    reached[root_] = true;
    for (ValueId i = root_ + 1; i-- > 0;) {
      if (!reached[i]) continue;
      for (const SlotShown& each : values_[i].slots) reached[each.value] = true;
      for (const auto& element : values_[i].elements)
        if (element) reached[*element] = true;
      for (const Value::Instance& each : values_[i].instances) reached[each.value] = true;
      for (const MemberShown& each : values_[i].members) {
        if (each.kind != MemberShown::Kind::RefusesCall) reached[each.value] = true;
        for (const auto& argument : each.arguments)
          if (argument) reached[*argument] = true;
        body_.counts_arguments_without_value |= each.has_argument_without_value();
      }
    }
    for (ValueId i = 0; i < values_.size(); ++i)
      if (!reached[i]) return reject(values_[i].line, "the value is not used");
    return no_showing_left();
  }

  bool no_showing_left() {
    for (ValueId i = 0; i < values_.size(); ++i) {
      for (const SlotShown& each : values_[i].slots)
        if (!each.used) return reject(each.line, "what is shown is not used");
      for (const MemberShown& each : values_[i].members)
        if (!each.used) return reject(each.line, "what is shown is not used");
      for (const Value::Instance& each : values_[i].instances)
        if (!each.used) return reject(each.line, "what is shown is not used");
    }
    return true;
  }

  bool reject(std::uint32_t line, std::string message) { return body_.complaint->reject(line, std::move(message)); }
  const std::string& name(ClassId class_id) const { return (*body_.slice)[class_id].name; }

  Lines& lines_;
  Body& body_;
  Direction direction_;
  TypeScope scope_;
  std::vector<std::uint32_t> instance_lines_;
  std::optional<Replacement> as_meant_;
  Values values_;
  Membership membership_;
  ValueId root_ = 0;
};

}  // namespace

bool verify_refutation(Lines& lines, Body& body, Direction direction) {
  return Refutation(lines, body, direction).read();
}

}  // namespace agverify::check
