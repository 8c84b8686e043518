#include "properties/member_changes.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/syntax/printer.h"
#include "properties/signatures.h"
#include "properties/steps.h"
#include "properties/types.h"

namespace agverify::properties {
namespace {

using namespace model;

/// Each signature changed by itself.
template <typename Change>
Type each_signature(Type callable, TypePool& pool, Change change) {
  std::vector<Type> signatures;
  for (Type each : signatures_of(callable)) signatures.push_back(change(*as_callable(each)));
  return pool.overload(signatures);
}

template <typename Change>
Type one_signature(Draw& draw, Type callable, TypePool& pool, Change change) {
  std::vector<Type> signatures{signatures_of(callable).begin(), signatures_of(callable).end()};
  Type& chosen = draw.one_of(signatures);
  chosen = change(*as_callable(chosen));
  return pool.overload(signatures);
}

const Type* type_of(const Member& member) {
  if (const auto* method = std::get_if<Method>(&member.form)) return &method->callable;
  if (const auto* property = std::get_if<Property>(&member.form)) return &property->type;
  const auto* attribute = std::get_if<Attribute>(&member.form);
  return attribute ? &attribute->type : nullptr;
}

/// By place and by name alike, whatever stands before; with a default where one must have it.
Type with_another(const Callable& signature, bool wants_default, Type leaf, TypePool& pool) {
  SignatureShape shape = *signature.shape;
  std::vector<Type> parts{signature.parts.begin(), signature.parts.end()};
  const bool positional = std::ranges::all_of(shape, [](const auto& each) { return each.kind == ParameterKind::PositionalOnly; });
  const auto later = std::ranges::find_if(shape, [](const auto& each) { return each.kind > ParameterKind::Standard; });
  const auto at = later - shape.begin();
  const bool after_default = at > 0 && shape[static_cast<std::size_t>(at) - 1].has_default;
  parts.insert(parts.begin() + at, leaf);
  shape.insert(later, {positional ? ParameterKind::PositionalOnly : ParameterKind::Standard, after_default || wants_default,
                       positional ? std::string{} : fmt::format("more{}", shape.size())});
  return pool.callable(shape, parts);
}

/// Of the types that a change puts in.
const TypeWeights weights{.tuple = 10, .boolean = 4, .literal = 6};

/// Most of what can go wrong with a tuple goes wrong with its length.
Type missed(Draw& draw, const World& world, Type type, Course course) {
  const Type swapped = draw.chance(40) ? swapped_tuple(draw, world, type, weights) : type;
  return swapped != type ? swapped : step(draw, world, type, course, weights);
}

/// One type of a signature moved: a parameter, or the result, which then goes the other way.
Type moved(Draw& draw, const World& world, const Callable& signature, bool serves) {
  std::vector<Type> parts{signature.parts.begin(), signature.parts.end()};
  const std::size_t at = draw.below(parts.size());
  const bool is_result = at + 1 == parts.size();
  parts[at] = serves ? step(draw, world, parts[at], is_result ? Course::Down : Course::Up, weights)
                     : missed(draw, world, parts[at], is_result ? Course::Up : Course::Down);
  return world.pool().callable(*signature.shape, parts);
}

/// Whether an annotation can write the type: names and defaults of a signature, and overloads, are none's.
bool is_writable(Type whole) {
  std::vector<Type> left{whole};
  while (!left.empty()) {
    const Type type = left.back();
    left.pop_back();
    const Callable* signature = as_callable(type);
    if (as_overload(type) || (signature && !syntax::is_positional(*signature->shape))) return false;
    const auto parts = parts_of(type);
    left.insert(left.end(), parts.begin(), parts.end());
  }
  return true;
}

bool is_writable(const Member& member) {
  const Type type = *type_of(member);
  if (!std::holds_alternative<Method>(member.form)) return is_writable(type);
  return std::ranges::all_of(signatures_of(type), [](Type each) { return std::ranges::all_of(as_callable(each)->parts, [](Type part) { return is_writable(part); }); });
}

/// What a member of another form says in a method's place.
Member otherwise(Draw& draw, Member member) {
  if (auto* method = std::get_if<Method>(&member.form)) {
    const Type whole = method->callable, result = as_callable(*signatures_of(whole).begin())->result();
    switch (draw.below(4)) {
      case 0: member.form = Property{result}; break;
      case 1: member.form = Attribute{whole}; break;
      case 2: member.form = Property{whole}; break;
      default: method->binding = method->binding == Binding::Instance ? (draw.chance(50) ? Binding::Class : Binding::Static) : Binding::Instance;
    }
    return member;
  }
  const Type type = *type_of(member);
  const bool is_attribute = std::holds_alternative<Attribute>(member.form);
  switch (draw.below(4)) {
    case 0: member.form = Property{type, is_attribute && draw.chance(50)}; break;
    case 1: member.form = Attribute{type, is_attribute && !std::get<Attribute>(member.form).of_class}; break;
    case 2: member.form = Attribute{type}; break;
    default: member.form = Property{type, true};
  }
  return member;
}

/// A member of the same form.
Member nearly(Draw& draw, const World& world, Member member) {
  auto* method = std::get_if<Method>(&member.form);
  if (!is_closed(member)) {
    misfit(draw, member, draw_leaf(draw, world), world.pool());
  } else if (method == nullptr) {
    member = with_types(std::move(member), world.pool(), [&](Type type) { return missed(draw, world, type, draw.chance(50) ? Course::Up : Course::Down); });
  } else {
    const auto changed = [&](const Callable& each) {
      return draw.chance(50) ? moved(draw, world, each, false) : with_another(each, false, draw_leaf(draw, world), world.pool());
    };
    method->callable = draw.chance(40) ? signature_beside(draw, world, method->callable) : one_signature(draw, method->callable, world.pool(), changed);
  }
  return member;
}

}  // namespace

Member with_types(Member member, TypePool& pool, const std::function<Type(Type)>& to) {
  if (auto* method = std::get_if<Method>(&member.form)) {
    method->callable = each_signature(method->callable, pool, [&](const Callable& signature) {
      std::vector<Type> parts;
      for (Type each : signature.parts) parts.push_back(to(each));
      return pool.callable(*signature.shape, parts);
    });
  } else if (auto* property = std::get_if<Property>(&member.form)) {
    property->type = to(property->type);
  } else if (auto* attribute = std::get_if<Attribute>(&member.form)) {
    attribute->type = to(attribute->type);
  }
  return member;
}

bool is_closed(const Member& member) {
  const Type* type = type_of(member);
  return type != nullptr && !(*type)->has_parameters && !(*type)->has_self;
}

void misfit(Draw& draw, Member& member, Type leaf, TypePool& pool) {
  if (auto* property = std::get_if<Property>(&member.form)) {
    if (property->settable) member.form = Attribute{property->type};
    return;
  }
  if (const auto* attribute = std::get_if<Attribute>(&member.form)) {
    if (!attribute->of_class) member.form = Property{attribute->type, true};
    return;
  }
  auto& method = std::get<Method>(member.form);
  method.callable = one_signature(draw, method.callable, pool, [&](const Callable& signature) {
    SignatureShape shape = *signature.shape;
    const auto later = std::ranges::find_if(shape, [](const auto& each) { return each.kind > ParameterKind::Standard; });
    switch (draw.below(3)) {
      case 0: return with_another(signature, draw.chance(50), leaf, pool);
      case 1:
        if (later != shape.begin()) std::prev(later)->has_default = true;
        break;
      default:
        if (!shape.empty() && !shape.back().name.empty()) shape.back().name = fmt::format("renamed{}", shape.size());
    }
    return pool.callable(shape, signature.parts);
  });
}

Member serving(Draw& draw, const World& world, Member member) {
  const Member before = member;
  if (auto* method = std::get_if<Method>(&member.form)) {
    if (draw.chance(50)) method->callable = signature_below(draw, world, method->callable).value_or(method->callable);
    if (draw.chance(50))
      method->callable = one_signature(draw, method->callable, world.pool(), [&](const Callable& each) { return moved(draw, world, each, true); });
  } else if (auto* property = std::get_if<Property>(&member.form)) {
    if (property->settable || draw.chance(50)) member.form = Attribute{property->type};
    else property->type = step(draw, world, property->type, Course::Down, weights);
  }
  return is_writable(member) ? member : before;
}

Member near(Draw& draw, const World& world, Member member) {
  Member made = draw.chance(30) ? otherwise(draw, member) : nearly(draw, world, member);
  return is_writable(made) ? made : member;
}

}  // namespace agverify::properties
