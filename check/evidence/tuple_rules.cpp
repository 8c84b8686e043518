#include "check/evidence/tuple_rules.h"

#include <algorithm>

#include "check/types/tuple.h"

namespace agverify::check {

namespace {

TupleLayout layout_of(const TypeTable& types, TypeId tuple) { return TupleLayout::of(types.parts(tuple).size(), types.unbounded(tuple)); }

bool is_tuple(Trial& trial, TypeId type) { return trial.types().is(type, Form::Tuple); }

bool source_is_tuple(Trial& trial) { return is_tuple(trial, trial.source()) || trial.reject("the source is no tuple"); }

std::vector<TypeId> literals_of(Trial& trial, ClassId class_id) {
  std::vector<TypeId> literals;
  for (const std::string& each : trial.slice().named_values(class_id)) literals.push_back(trial.types().literal(class_id, each));
  return literals;
}

/// The union of several types, or the one that there is.
TypeId together(TypeTable& types, const std::vector<TypeId>& members) { return members.size() == 1 ? members.front() : types.unite(members); }

bool both_are_tuples(Trial& trial) {
  return (is_tuple(trial, trial.source()) && is_tuple(trial, trial.target())) || trial.reject("a side is no tuple");
}

// The lengths of the source are lengths of the target, and where two parts stand at one place  s <: t
bool by_places(Trial& trial) {
  const TypeTable& types = trial.types();
  const auto holds = visit_pairs(layout_of(types, trial.source()), layout_of(types, trial.target()), [&](std::size_t given, std::size_t wanted) {
    return trial.any_unless_same(types.part(trial.source(), given), types.part(trial.target(), wanted));
  });
  return holds ? *holds : trial.reject("a length of the source is none of the target");
}

bool has_unbounded(Trial& trial, TypeId tuple) { return trial.types().unbounded(tuple).has_value(); }

}  // namespace

// Literal[x] <: T  if  C <: T, x a value of C; C is its class, or LiteralString where x is a str
bool literal_below_type(Trial& trial) {
  if (!trial.types().is(trial.source(), Form::Literal)) return trial.reject("the source is no literal");
  const ClassId owner = trial.types()[trial.source()].class_id;
  auto literal_string = trial.slice().find_class("LiteralString");
  if (!literal_string) literal_string = trial.slice().find_class("typing.LiteralString");
  const bool is_text = literal_string && trial.slice().holds_literals_of(*literal_string, owner);
  if (!is_text) return trial.earlier(trial.types().apply(owner, {}), trial.target());
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const bool stands = trial.types().is_application_of(premise->source, owner) || trial.types().is_application_of(premise->source, *literal_string);
  if (!stands) return trial.reject("the premise is not about the class of the literal");
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

namespace {

bool by_named_values(Trial& trial, bool of_bool) {
  if (!trial.source_is_class()) return false;
  const auto above = trial.slice().named_values_above(trial.types()[trial.source()].class_id);
  if (!above || trial.slice().is_bool(*above) != of_bool)
    return trial.reject(of_bool ? "the source is not bool" : "the source is no enum that is the union of its members");
  return trial.earlier(together(trial.types(), literals_of(trial, *above)), trial.target());
}

}  // namespace

// bool <: T  if  Literal[True] | Literal[False] <: T
bool bool_expands(Trial& trial) { return by_named_values(trial, true); }

// E <: T  if  Literal[E.A] | Literal[E.B] <: T, A and B all members
bool enum_expands(Trial& trial) { return by_named_values(trial, false); }

namespace {

bool takes(Trial& trial, std::string_view reading) {
  return trial.slice().takes(reading) || trial.reject(fmt::format("nothing says `assume {}`", reading));
}

}  // namespace

// E <: T, E an enum without members
bool enum_empty(Trial& trial) {
  if (!takes(trial, "empty-enum=never") || !trial.source_is_class()) return false;
  return trial.slice()[trial.types()[trial.source()].class_id].is_memberless || trial.reject("the source is no enum without members");
}

// tuple[s, ..] <: tuple[t, ..]  if  s <: t in each place, as many on both sides
bool tuple_elementwise(Trial& trial) {
  if (!both_are_tuples(trial)) return false;
  if (has_unbounded(trial, trial.source()) || has_unbounded(trial, trial.target())) return trial.reject("a side has an unbounded part");
  return by_places(trial);
}

// The same at each length of the source, where a side has several
bool tuple_mixed_relation(Trial& trial) {
  if (!both_are_tuples(trial)) return false;
  if (!has_unbounded(trial, trial.source()) && !has_unbounded(trial, trial.target())) return trial.reject("no side has an unbounded part");
  return by_places(trial);
}

// tuple[a, b] <: T  if  tuple<a | b> <: T
bool tuple_is_sequence(Trial& trial) {
  if (!source_is_tuple(trial)) return false;
  const auto tuple_class = trial.slice().tuple_class();
  if (!tuple_class) return trial.reject("the slice has no class tuple");
  trial.slice()[*tuple_class].used = true;
  return trial.earlier(trial.types().sequence_view(trial.source(), *tuple_class), trial.target());
}

namespace {

/// A way from a tuple type down through parts that are none of any length: every value of the tuple has one element there, so
/// that the tuple is the union of what it is with each choice for that element.
class Way {
 public:
  Way(const TypeTable& types, TypeId whole) : types_(types), end_(whole) {}

  /// Goes down to where the other type is not the same, as long as nothing else differs.
  /// \returns false when the two differ in more than that, or in a part of any length
  bool follow(TypeId other) {
    while (same_layout(end_, other)) {
      const auto place = only_difference(end_, other);
      if (!place || types_.unbounded(end_) == *place) return false;
      passes_unbounded_ |= types_.unbounded(end_).has_value();
      tuples_.push_back(end_);
      places_.push_back(*place);
      end_ = types_.part(end_, *place);
      other = types_.part(other, *place);
    }
    return true;
  }

  /// What stands at the end.
  TypeId end() const { return end_; }
  bool is_empty() const { return tuples_.empty(); }
  bool passes_unbounded() const { return passes_unbounded_; }

  /// What the other type has at the end; nothing unless all else is as it is here.
  std::optional<TypeId> end_in(TypeId other) const {
    for (std::size_t i = 0; i < tuples_.size(); ++i) {
      if (!same_layout(tuples_[i], other) || !same_but_at(tuples_[i], other, places_[i])) return std::nullopt;
      other = types_.part(other, places_[i]);
    }
    return other;
  }

 private:
  bool same_layout(TypeId one, TypeId other) const {
    return types_.is(one, Form::Tuple) && types_.is(other, Form::Tuple) && types_.unbounded(one) == types_.unbounded(other) &&
           types_.parts(one).size() == types_.parts(other).size();
  }

  std::optional<std::size_t> only_difference(TypeId one, TypeId other) const {
    const auto left = types_.parts(one), right = types_.parts(other);
    const auto place = static_cast<std::size_t>(std::mismatch(left.begin(), left.end(), right.begin()).first - left.begin());
    return place < left.size() && same_but_at(one, other, place) ? std::optional(place) : std::nullopt;
  }

  bool same_but_at(TypeId one, TypeId other, std::size_t place) const {
    const auto left = types_.parts(one), right = types_.parts(other);
    return std::ranges::equal(left.first(place), right.first(place)) && std::ranges::equal(left.subspan(place + 1), right.subspan(place + 1));
  }

  const TypeTable& types_;
  TypeId end_;
  std::vector<TypeId> tuples_;
  std::vector<std::size_t> places_;
  bool passes_unbounded_ = false;
};

std::vector<TypeId> members_of(const TypeTable& types, TypeId type) {
  if (!types.is(type, Form::Union)) return {type};
  const auto members = types.parts(type);
  return {members.begin(), members.end()};
}

/// The choices for a part of a tuple that is a union, bool or an enum; none for any other.
std::vector<TypeId> choices_for(Trial& trial, TypeId part) {
  if (trial.types().is(part, Form::Union)) return members_of(trial.types(), part);
  if (!trial.types().is(part, Form::Application)) return {};
  return literals_of(trial, trial.types()[part].class_id);
}

enum class Expanded { Union, NamedValues, Either };

// S <: T  if  S1 | S2 .. <: T, the S's with one element each as S has it, but for one that is each choice in turn
bool by_choices(Trial& trial, Expanded expanded, bool passes_unbounded) {
  if (!source_is_tuple(trial)) return false;
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const std::vector<TypeId> given = members_of(trial.types(), premise->source);
  Way way(trial.types(), trial.source());
  if (!way.follow(given.front()) || way.is_empty()) return trial.reject("the premise does not replace one part of the source");
  const bool is_union = trial.types().is(way.end(), Form::Union);
  if (expanded != Expanded::Either && is_union != (expanded == Expanded::Union)) return trial.reject("the rule replaces parts of another kind");
  if (way.passes_unbounded() != passes_unbounded)
    return trial.reject(passes_unbounded ? "no tuple on the way has an unbounded part" : "a tuple on the way has an unbounded part");
  const std::vector<TypeId> choices = choices_for(trial, way.end());
  if (choices.empty() || choices.size() != given.size()) return trial.reject("the premise does not name each choice");
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (way.end_in(given[i]) != choices[i]) return trial.reject(fmt::format("choice {} is not {}", i + 1, trial.print(choices[i])));
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

/// Whether the second is the first without its unbounded part, and the third the first with one more of it, in front or behind.
bool are_halves(const TypeTable& types, TypeId whole, TypeId shorter, TypeId longer) {
  if (!types.is(whole, Form::Tuple) || !types.is(shorter, Form::Tuple) || !types.is(longer, Form::Tuple)) return false;
  const auto unbounded = types.unbounded(whole);
  const auto there = types.unbounded(longer);
  if (!unbounded || types.unbounded(shorter) || (there != *unbounded && there != *unbounded + 1)) return false;
  const auto parts = types.parts(whole);
  const auto place = static_cast<std::ptrdiff_t>(*unbounded);
  std::vector<TypeId> without(parts.begin(), parts.end()), with(parts.begin(), parts.end());
  without.erase(without.begin() + place);
  with.insert(with.begin() + place, parts[*unbounded]);
  return std::ranges::equal(without, types.parts(shorter)) && std::ranges::equal(with, types.parts(longer));
}

}  // namespace

// tuple[a | b, c] <: T  if  tuple[a, c] | tuple[b, c] <: T
bool tuple_element_union_expands(Trial& trial) { return by_choices(trial, Expanded::Union, false); }

// tuple[bool] <: T  if  tuple[Literal[True]] | tuple[Literal[False]] <: T
bool tuple_element_bool_enum_expands(Trial& trial) { return by_choices(trial, Expanded::NamedValues, false); }

// tuple[a | b, *tuple[c, ...]] <: T  if  tuple[a, *tuple[c, ...]] | tuple[b, *tuple[c, ...]] <: T
bool tuple_mixed_fixed_part_expands(Trial& trial) {
  if (trial.slice().takes("mixed-tuples=whole")) return trial.reject("`assume mixed-tuples=whole` leaves such tuples whole");
  return by_choices(trial, Expanded::Either, true);
}

// tuple[.., p, ..] <: T  if  p <: Never, p no part of any length
bool tuple_never_element(Trial& trial) {
  if (!takes(trial, "never-element=empty") || !source_is_tuple(trial)) return false;
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const auto parts = trial.types().parts(trial.source());
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] == premise->source && trial.types().unbounded(trial.source()) != i)
      return trial.types().is(premise->target, Form::Never) || trial.reject("the target of the premise is not Never");
  return trial.reject("the premise is not about a part that each value has");
}

// tuple[.., *tuple[p, ...]] <: T  if  p <: Never, tuple[..] <: T
bool tuple_never_unbounded(Trial& trial) {
  if (!takes(trial, "never-element=empty") || !source_is_tuple(trial)) return false;
  const auto place = trial.types().unbounded(trial.source());
  if (!place) return trial.reject("no part of the source is of any length");
  const auto parts = trial.types().parts(trial.source());
  std::vector<TypeId> others(parts.begin(), parts.end());
  const TypeId part = others[*place];
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(*place));
  return trial.earlier(part, trial.types().never()) && trial.earlier(trial.types().tuple(std::move(others), std::nullopt), trial.target());
}

// tuple[a, *tuple[b, ...]] <: T  if  tuple[a] | tuple[a, b, *tuple[b, ...]] <: T, or with that b behind
bool tuple_unbounded_split(Trial& trial) {
  if (!source_is_tuple(trial)) return false;
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const std::vector<TypeId> given = members_of(trial.types(), premise->source);
  Way way(trial.types(), trial.source());
  if (given.size() != 2 || !way.follow(given.front())) return trial.reject("the premise does not split one part of the source");
  const auto shorter = way.end_in(given.front()), longer = way.end_in(given.back());
  if (!shorter || !longer || !are_halves(trial.types(), way.end(), *shorter, *longer))
    return trial.reject("the premise is not about the tuple without the unbounded part, and with one more beside it");
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

// C[..] <: T  if  tuple[..] <: T, the tuple base of C or of a class above it
bool namedtuple_to_tuple(Trial& trial) {
  if (!trial.source_is_class()) return false;
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const ClassId below = trial.types()[trial.source()].class_id;
  bool is_base = false;
  for (const Ancestor& each : trial.slice()[below].ancestors) {
    const auto& base = trial.slice()[each.class_id].tuple_base;
    if (base) is_base |= base_at(trial.slice(), trial.types(), trial.source(), each.class_id, base->type) == premise->source;
  }
  if (!is_base) return trial.reject("the premise is not about a tuple that the class derives from");
  return premise->target == trial.target() || trial.reject("the premise has another target");
}

}  // namespace agverify::check
