// What values are in `type[..]`, and what class objects have of a protocol.
#include "check/values/membership.h"

namespace agverify::check {

// In type[C]: a class object whose class derives from C, each instance in C; of a protocol the class object of the protocol itself is
// in type[object] alone. Out: no class object, or its class does not derive from C, or an instance is out of C.
void Membership::open_type_of(Frame& frame) {
  const auto [in, value, type, environment, call, receiver] = frame.question;
  const auto tag = values_[value].tag;
  const auto shown_by = values_[value].object_of;
  const TypeId inner = types_.part(type, 0);
  values_.use_instances(value);
  if (!tag || !slice_.is_metaclass(*tag)) return frame.suffice(!in);
  if (!shown_by) return;
  if (types_.is(inner, Form::Union)) {
    frame.all = frame.answer = !in;
    const auto given = types_.parts(inner);
    for (const TypeId member : std::vector<TypeId>(given.begin(), given.end())) frame.ask(in, value, types_.type_of(member));
    return;
  }
  const bool is_class = types_.is(inner, Form::Application);
  const ClassId above = types_[inner].class_id;
  if (is_class && slice_.is_object(above)) return frame.suffice(in);
  if (slice_[*tag].object_of && slice_[*shown_by].is_protocol) return frame.suffice(!in);
  const bool derives = is_class && slice_.derives_from(*shown_by, above);
  if (is_class && !derives && !slice_[above].is_protocol) return frame.suffice(!in);
  if (in && !derives) return;
  frame.all = frame.answer = in;
  for (const Value::Instance& each : values_[value].instances) frame.ask(in, each.value, inner);
}

// Neither the class nor its metaclass has it.
bool Membership::lacks(ValueId value, NameId name) {
  return slice_.missing.peek(*values_[value].object_of, name) && slice_.missing.peek(*values_[value].tag, name) &&
         slice_.missing.use(*values_[value].object_of, name) && slice_.missing.use(*values_[value].tag, name);
}

// What the metaclass has tells where the class has nothing of that name but what every object has.
bool Membership::may_tell(const Frame& frame, NameId name) {
  const ClassId shown_by = *values_[frame.question.value].object_of;
  if (slice_.missing.use(shown_by, name)) return true;
  const auto found = slice_.look_up(shown_by, name);
  return found && slice_.is_object(found->owner);
}

}  // namespace agverify::check
