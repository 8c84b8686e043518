#include "model/substitution.h"

namespace agverify::model {

Type Substitution::parameters(Type type, std::span<const Type> arguments) {
  replacements_ = arguments;
  leaf_ = Leaf::Parameter;
  return run(type);
}

Type Substitution::variables(Type type, std::span<const Type> instances) {
  replacements_ = instances;
  leaf_ = Leaf::Variable;
  return run(type);
}

Type Substitution::self(Type type, Type receiver) {
  replacements_ = {&receiver, 1};
  leaf_ = Leaf::Self;
  return run(type);
}

bool Substitution::concerns(Type type) const {
  switch (leaf_) {
    case Leaf::Parameter: return type->has_parameters;
    case Leaf::Variable: return type->has_variables;
    case Leaf::Self: return type->has_self;
  }
  return false;
}

Type Substitution::leaf(Type type) const {
  if (const Parameter* parameter = as_parameter(type); parameter && leaf_ == Leaf::Parameter)
    return replacements_[parameter->index];
  if (const Variable* variable = as_variable(type); variable && leaf_ == Leaf::Variable)
    return replacements_[variable->index];
  if (is_self(type) && leaf_ == Leaf::Self) return replacements_.front();
  return type;
}

Type Substitution::run(Type type) {
  if (!concerns(type)) return type;
  if (parts_of(type).empty()) return leaf(type);
  frames_.clear();
  done_.clear();
  frames_.push_back({type, 0, 0});
  while (true) {
    Frame& top = frames_.back();
    const std::span<const Type> parts = parts_of(top.type);
    if (top.next < parts.size()) {
      const Type part = parts[top.next++];
      if (!concerns(part) || parts_of(part).empty()) {
        done_.push_back(leaf(part));
      } else {
        frames_.push_back({part, 0, done_.size()});
      }
      continue;
    }
    const std::span<const Type> made{done_.data() + top.done_from, done_.size() - top.done_from};
    const Type result = pool_.with_parts(top.type, made);
    done_.erase(done_.begin() + static_cast<std::ptrdiff_t>(top.done_from), done_.end());
    frames_.pop_back();
    if (frames_.empty()) return result;
    done_.push_back(result);
  }
}

}  // namespace agverify::model
