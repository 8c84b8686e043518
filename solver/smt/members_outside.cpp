// The ways to stand outside a type that asks for members: a protocol, or a callable type, which asks for `__call__` alone.
//
// A method is known by its calls. To stand outside a signature a value shows one call that the signature admits, and either
// fails at it or returns something outside the result. At the same time the value keeps every signature that it has itself:
// of each class and callable type that it is in, and of overloads each. A signature is kept at a call when it does not bind the
// call, when some argument lies outside its parameter, or when the call returned and the value is in its result.

#include <algorithm>

#include "solver/smt/alternatives.h"
#include "solver/smt/value_tree.h"

namespace agverify::solver::smt {

using model::ClassId;
using model::Nominal;
using model::Type;

namespace {

constexpr Literal always{0};
constexpr std::size_t most_shapes = 256;
constexpr const char* self_doubt = "structural: Self";

const model::SignatureShape& shape_of(Type signature) { return *model::as_callable(signature)->shape; }
Type result_of(Type signature) { return model::as_callable(signature)->result(); }
Type parameter_of(Type signature, std::uint32_t at) { return model::as_callable(signature)->parts[at]; }

bool names_parameters(const model::Member& member) {
  if (const auto* method = std::get_if<model::Method>(&member.form)) return method->callable->has_parameters;
  if (const auto* attribute = std::get_if<model::Attribute>(&member.form)) return attribute->type->has_parameters;
  const auto* property = std::get_if<model::Property>(&member.form);
  return property && property->type->has_parameters;
}

}  // namespace

void ValueTree::by_members(std::uint32_t at, const Fact& out, std::span<const Literal> above, std::vector<Literal> doubtful) {
  const Nominal& target = *model::as_nominal(out.type);
  std::vector<Option> options;
  if (!doubtful.empty()) {
    const Literal may_be_out = solver_.fresh();
    solver_.add({-may_be_out, doubt("structural: attributes of a class object")});
    doubtful.push_back(-may_be_out);
    solver_.add(doubtful);
    options.push_back({may_be_out, {}, true});
  }
  for (const model::FoundMember& each : world_.table().protocol_members(target.class_id))
    if (!add_member(at, each, target, options)) return;
  std::vector<Literal> triggers{out.literal};
  for (Literal each : above) triggers.push_back(-each);
  demand(at, std::move(triggers), std::move(options));
}

void ValueTree::by_calls(std::uint32_t at, const Fact& out) {
  const std::string name = "__call__";
  const std::vector<Holder> had = holders(nodes_[at], name);
  if (had.empty()) return;
  std::vector<Option> options;
  add_lacks(had, options);
  std::vector<Holder> methods, unknown;
  const bool plain = reads_self_plainly(nodes_[at]);
  for (const Holder& each : had) {
    const auto* unread = std::get_if<model::Unread>(&each.use.member->form);
    if (unread) options.push_back({doubt("unsupported " + unread->construct), {}, true});
    if (!unread && each.use.signatures.empty()) options.push_back({doubt("structural method or attribute: " + name), {}, true});
    if (each.use.has_self && !plain) options.push_back({doubt(self_doubt), {}, true});
    (each.use.signatures.empty() ? unknown : methods).push_back(each);
  }
  const bool doubtful = !plain && std::ranges::any_of(methods, [](const Holder& each) { return each.use.has_self; });
  const std::size_t first = options.size();
  if (!methods.empty()) add_calls(at, name, out.type, held_by(methods), doubtful, options);
  rule_out(unknown, std::span{options}.subspan(first));
  demand(at, {out.literal}, std::move(options));
}

/// The members of this name that the value has, by what it is in; by `object` when nothing of that says.
std::vector<ValueTree::Holder> ValueTree::holders(const ValueNode& node, const std::string& name) {
  const ClassId object = world_.table().well_known.object;
  std::vector<Holder> found;
  for (const Fact& in : node.facts) {
    if (in.inside && model::as_callable(in.type) && name == "__call__")
      found.push_back({in.literal, MemberUse{&called_, {in.type}, std::nullopt, std::nullopt}, in.type});
  }
  for (const InClass& in : node.classes) {
    const Nominal& source = *model::as_nominal(in.type);
    if (const auto had = world_.find_member(source.class_id, name)) {
      const Type owner = world_.up_cast(source, {had->owner, had->owner_specialization});
      found.push_back({in.literal, use_of(substitution_, *had->member, model::as_nominal(owner)->arguments, in.type), in.type});
    }
  }
  const auto had = world_.find_member(object, name);
  if (!had || (!found.empty() && is_surely_in_a_class(node))) return found;
  const Type any = world_.pool().nominal(object);
  found.push_back({found.empty() ? node.exists : in_none_of(node, found), use_of(substitution_, *had->member, {}, any), any});
  return found;
}

/// Whether each alternative of something that the value is in is a class other than object.
bool ValueTree::is_surely_in_a_class(const ValueNode& node) const {
  const ClassId object = world_.table().well_known.object;
  return std::ranges::any_of(node.initial, [&](const Initial& each) {
    return each.inside && each.cause == always && std::ranges::all_of(alternatives(each.type), [&](Type type) {
             const Nominal* nominal = model::as_nominal(type);
             return nominal && nominal->class_id != object;
           });
  });
}

Literal ValueTree::in_none_of(const ValueNode& node, std::span<const Holder> holders) {
  const Literal rest = solver_.fresh();
  std::vector<Literal> clause{rest, -node.exists};
  for (const Holder& each : holders) {
    solver_.add({-rest, -each.literal});
    clause.push_back(each.literal);
  }
  solver_.add(std::move(clause));
  return rest;
}

/// Whether the type that the value is looked at through is plain: one class, and nothing below it that is less, as a literal is.
bool ValueTree::reads_self_plainly(const ValueNode& node) const {
  const auto may_be_less = [](Type type) {
    return model::as_variable(type) || model::as_callable(type) || model::as_tuple(type) || model::as_literal(type);
  };
  for (const Fact& one : node.facts)
    if (one.inside && may_be_less(one.type)) return false;
  for (const InClass& one : node.classes) {
    for (const InClass& two : node.classes) {
      const ClassId first = model::as_nominal(one.type)->class_id, second = model::as_nominal(two.type)->class_id;
      if (!world_.derives_from(first, second) && !world_.derives_from(second, first)) return false;
    }
  }
  return true;
}

void ValueTree::add_lacks(const std::vector<Holder>& had, std::vector<Option>& options) {
  if (world_.find_member(world_.table().well_known.object, had.front().use.member->name)) return;
  const Literal lacks = solver_.fresh();
  for (const Holder& each : had) solver_.add({-lacks, -each.literal});
  options.push_back({lacks, {}, false});
}

/// Ways to fail at one member of a protocol. \returns false when the value surely lacks it: nothing need be shown then
bool ValueTree::add_member(std::uint32_t at, const model::FoundMember& found, const Nominal& target, std::vector<Option>& options) {
  const std::vector<Holder> had = holders(nodes_[at], found.member->name);
  if (had.empty()) return false;
  add_lacks(had, options);
  const Type owner = world_.up_cast(target, {found.owner, found.owner_specialization});
  const MemberUse wanted = use_of(substitution_, *found.member, model::as_nominal(owner)->arguments, had.front().receiver);
  const bool names_self = wanted.has_self || std::ranges::any_of(had, [](const Holder& each) { return each.use.has_self; });
  const bool plain = reads_self_plainly(nodes_[at]) && (!wanted.has_self || had.size() == 1);
  if (names_self && !plain) options.push_back({doubt(self_doubt), {}, true});
  std::vector<Holder> fitting, unknown;
  for (const Holder& each : had) {
    if (may_be_taken_back(each)) add_doubt(each, "structural: __hash__, which a class may take back", options);
    if (const auto why = unknown_fit(wanted, each.use)) {
      add_doubt(each, *why, options);
      unknown.push_back(each);
    } else if (may_fit_by_access(wanted, each.use)) {
      add_doubt(each, "structural: what can be set on the class, for a ClassVar", options);
      unknown.push_back(each);
    } else if (never_fits(wanted, each.use)) {
      options.push_back({each.literal, {}, false});
    } else {
      fitting.push_back(each);
    }
  }
  if (fitting.empty()) return true;
  const bool doubtful = wanted.has_self || (names_self && !plain);
  const std::size_t first = options.size();
  if (wanted.read) add_access(at, wanted, fitting, doubtful, options);
  for (Type each : wanted.signatures) add_calls(at, found.member->name, each, held_by(fitting), doubtful, options);
  rule_out(unknown, std::span{options}.subspan(first));
  if (std::ranges::any_of(fitting, [](const Holder& each) { return names_parameters(*each.use.member); }))
    doubt_beside_elements(at, std::span{options}.subspan(first));
  return true;
}

/// That this member, where the value has it, may be a way to fail.
void ValueTree::add_doubt(const Holder& holder, const std::string& why, std::vector<Option>& options) {
  const Literal fails = solver_.fresh();
  solver_.add({-fails, holder.literal});
  solver_.add({-fails, doubt(why)});
  options.push_back({fails, {}, true});
}

/// What is shown past the members that are known says nothing of a value that has another one as well.
void ValueTree::rule_out(std::span<const Holder> unknown, std::span<const Option> options) {
  for (const Option& option : options)
    for (const Holder& each : unknown) solver_.add({-option.literal, -each.literal});
}

/// Whether it is the `__hash__` that every object has and subclasses set to None. Spec: protocol#assignability-relationships-with-other-types.
bool ValueTree::may_be_taken_back(const Holder& holder) const {
  const auto of_object = world_.find_member(world_.table().well_known.object, "__hash__");
  return of_object && holder.use.member == of_object->member;
}

/// Whether an attribute may serve for a ClassVar: a value does not tell what is set through its class from what is set through it.
bool ValueTree::may_fit_by_access(const MemberUse& wanted, const MemberUse& had) const {
  const auto* asked = std::get_if<model::Attribute>(&wanted.member->form);
  const auto* given = std::get_if<model::Attribute>(&had.member->form);
  return !world_.table().assumed.is_default(model::Switch::ClassVarOfProtocol) && asked && asked->of_class && given && !given->of_class && !given->of_instance;
}

/// Something given that the wanted member does not give, or something refused that it takes.
void ValueTree::add_access(std::uint32_t at, const MemberUse& wanted, const std::vector<Holder>& fitting, bool doubtful,
                           std::vector<Option>& options) {
  const auto add = [&](Shown::Kind kind, Type here, bool given, const auto& type_of) {
    if (fitting.size() == 1 && type_of(fitting.front().use) == here) return;  // inside and outside of one type
    std::vector<Initial> initial{{here, !given, always}};
    for (const Holder& each : fitting) initial.push_back({type_of(each.use), given, each.literal});
    const Edge made = show(at, {kind, {}, 0, {}, &wanted.member->name}, std::move(initial));
    if (doubtful) solver_.add({-made.literal, doubt(self_doubt)});
    options.push_back({made.literal, {made}, doubtful});
  };
  add(Shown::Kind::Given, *wanted.read, true, [](const MemberUse& use) { return *use.read; });
  if (wanted.written) add(Shown::Kind::Refused, *wanted.written, false, [](const MemberUse& use) { return *use.written; });
}

std::vector<ValueTree::Held> ValueTree::held_by(const std::vector<Holder>& holders) {
  std::vector<Held> held;
  for (const Holder& each : holders)
    for (Type signature : each.use.signatures) held.push_back({each.literal, signature});
  return held;
}

void ValueTree::add_calls(std::uint32_t at, const std::string& member, Type wanted, const std::vector<Held>& held, bool doubtful,
                          std::vector<Option>& options) {
  std::vector<Type> others;
  for (const Held& each : held) others.push_back(each.signature);
  const auto shapes = telling_shapes(shape_of(wanted), others, most_shapes);
  if (!shapes) return options.push_back({doubt("limit: too many forms of a call"), {}, true});
  for (const CallShape& each : *shapes) {
    const auto receivers = bind(shape_of(wanted), each);
    if (!receivers) continue;
    const WantedCall call{member, wanted, each, *receivers, doubtful};
    if (held.size() == 1) {
      add_call_past_one(at, call, held.front(), options);
    } else {
      add_call_past_all(at, call, held, options);
    }
  }
}

/// What the wanted signature admits: a value of each parameter's type. An argument of an empty type is one that has no value
/// (it does not end); such a one is in every type, and what the call comes to still counts.
std::vector<std::vector<Initial>> ValueTree::arguments_of(const WantedCall& call) const {
  std::vector<std::vector<Initial>> values;
  for (std::uint32_t each : call.receivers) {
    const Type taken = parameter_of(call.signature, each);
    values.emplace_back();
    if (!alternatives(taken).empty()) values.back().push_back({taken, true, always});
  }
  return values;
}

/// \param values of the arguments in order, and then of what is returned; of the arguments alone when the call fails
Option ValueTree::shown_call(std::uint32_t at, const WantedCall& call, std::vector<std::vector<Initial>> values) {
  Option made{solver_.fresh(), {}, call.doubtful, ShownCall{call.member, call.shape}};
  solver_.add({-made.literal, nodes_[at].exists});
  if (call.doubtful) solver_.add({-made.literal, doubt(self_doubt)});
  const Shown shown{Shown::Kind::OfCall, {}, 0, {}, nullptr};
  for (std::vector<Initial>& each : values) {
    made.call->has_value.push_back(!each.empty());
    if (each.empty()) continue;
    const bool is_plain = std::ranges::all_of(each, [](const Initial& one) { return one.cause == always; });
    const std::uint32_t level = nodes_[at].level + 1;
    made.edges.push_back(edge_to(made.literal, is_plain ? shared_node(level, std::move(each)) : new_node(level, std::move(each)), shown));
  }
  return made;
}

/// With one signature to keep there is one reason for which it does not mind the call: each is an option of its own.
void ValueTree::add_call_past_one(std::uint32_t at, const WantedCall& call, const Held& held, std::vector<Option>& options) {
  const auto add = [&](std::vector<std::vector<Initial>> values) {
    options.push_back(shown_call(at, call, std::move(values)));
    solver_.add({-options.back().literal, held.literal});
  };
  const auto kept = bind(shape_of(held.signature), call.shape);
  if (!kept) return add(arguments_of(call));
  for (std::size_t k = 0; k < kept->size(); ++k) {
    const Type taken = parameter_of(held.signature, (*kept)[k]);
    if (taken == parameter_of(call.signature, call.receivers[k])) continue;  // inside and outside of one type
    auto values = arguments_of(call);
    if (values[k].empty()) continue;  // in every type
    values[k].push_back({taken, false, always});
    add(std::move(values));
  }
  if (!call.shape.is_least || result_of(held.signature) == result_of(call.signature)) return;
  auto values = arguments_of(call);
  values.push_back({{result_of(call.signature), false, always}, {result_of(held.signature), true, always}});
  add(std::move(values));
}

/// With several each may have a reason of its own: the values are asked for whatever the reasons come to.
void ValueTree::add_call_past_all(std::uint32_t at, const WantedCall& call, const std::vector<Held>& held, std::vector<Option>& options) {
  auto values = arguments_of(call);
  std::vector<Initial> returned{{result_of(call.signature), false, always}};
  struct Kept {
    std::vector<Literal> by_arguments;  // the signature is not held, or an argument is outside its parameter
    std::optional<Literal> by_result;
  };
  std::vector<Kept> all;
  for (const Held& each : held) {
    const auto receivers = bind(shape_of(each.signature), call.shape);
    if (!receivers) continue;
    Kept& kept = all.emplace_back(Kept{{-each.literal}, std::nullopt});
    for (std::size_t k = 0; k < receivers->size(); ++k) {
      const Type taken = parameter_of(each.signature, (*receivers)[k]);
      if (taken == parameter_of(call.signature, call.receivers[k])) continue;  // inside and outside of one type
      if (values[k].empty()) continue;                                           // in every type
      kept.by_arguments.push_back(solver_.fresh());
      values[k].push_back({taken, false, kept.by_arguments.back()});
    }
    if (result_of(each.signature) == result_of(call.signature)) continue;
    kept.by_result = solver_.fresh();
    returned.push_back({result_of(each.signature), true, *kept.by_result});
  }
  Option refused = shown_call(at, call, values);
  values.push_back(std::move(returned));
  Option answered = shown_call(at, call, std::move(values));
  for (Kept& each : all) {
    each.by_arguments.push_back(-refused.literal);
    solver_.add(each.by_arguments);
    each.by_arguments.back() = -answered.literal;
    if (each.by_result) each.by_arguments.push_back(*each.by_result);
    solver_.add(each.by_arguments);
  }
  options.push_back(std::move(refused));
  options.push_back(std::move(answered));
}

}  // namespace agverify::solver::smt
