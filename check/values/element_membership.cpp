// What values are in tuple types and literals, and what tuples show at the class `tuple` and the classes above it.
#include "check/types/tuple.h"
#include "check/values/membership.h"

namespace agverify::check {

bool Membership::is_shown_by_elements(ValueId value, ClassId above) const {
  const auto tag = values_[value].tag;
  return tag && slice_.is_tuple(*tag) && slice_.derives_from(*slice_.tuple_class(), above);
}

std::optional<bool> Membership::hands_elements(ValueId value, ClassId above, std::uint32_t parameter) const {
  if (!is_shown_by_elements(value, above)) return std::nullopt;
  const TypeId view = *slice_.ancestor(*slice_.tuple_class(), above);
  return types_.is(types_.part(view, parameter), Form::Parameter) && slice_[above].parameters[parameter].variance == Variance::Covariant;
}

// In C[a..], C the class tuple or above: each element is in a. Out: one of them is out of a. Where C has a parameter that is not
// tuple's own neither is known; of one that no member shows nothing is asked.
void Membership::ask_elements_at(Frame& frame, ClassId above) {
  const Question question = frame.question;
  for (std::uint32_t i = 0; i < slice_[above].parameters.size(); ++i) {
    if (slice_[above].parameters[i].variance == Variance::Bivariant) continue;
    if (!*hands_elements(question.value, above, i)) {
      if (question.in) frame.require(false);
      continue;
    }
    for (const auto& element : values_[question.value].elements)
      if (element) frame.ask(question.in, *element, types_.part(question.type, i));
  }
}

// In tuple[a..]: a tuple of one of the lengths, each element in its part. Out: no tuple, or of another length, or an element is
// out of its part.
void Membership::open_tuple(Frame& frame) {
  const auto [in, value, type, environment, call, receiver] = frame.question;
  const auto tag = values_[value].tag;
  const auto& elements = values_[value].elements;
  const TupleLayout layout = TupleLayout::of(types_.parts(type).size(), types_.unbounded(type));
  if (!tag || !slice_.is_tuple(*tag) || !layout.has_length(elements.size())) return frame.suffice(!in);
  frame.all = frame.answer = in;
  if (in) frame.require(members_are_known_at(value, *slice_.tuple_class()));
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (elements[i]) frame.ask(in, *elements[i], types_.part(type, layout.part_at(i, elements.size())));
}

// In Literal[x]: of exactly that class, and that value of it. All else is out.
void Membership::open_literal(Frame& frame) {
  const auto [in, value, type, environment, call, receiver] = frame.question;
  const ClassId owner = types_[type].class_id;
  const auto tag = values_[value].tag;
  const bool is_of_class = tag && (*tag == owner || (slice_.is_bool(owner) && slice_.derives_from(*tag, owner)));
  const bool is_it = is_of_class && values_[value].literal == types_.literal_value(type);
  frame.suffice(is_it == in);
}

}  // namespace agverify::check
