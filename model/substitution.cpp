#include "model/substitution.h"

namespace agverify::model {

Type Substitution::parameters(Type type, std::span<const Type> arguments) {
  replacements_ = arguments;
  replace_parameters_ = true;
  return run(type);
}

Type Substitution::variables(Type type, std::span<const Type> instances) {
  replacements_ = instances;
  replace_parameters_ = false;
  return run(type);
}

Type Substitution::leaf(Type type) const {
  if (const Parameter* parameter = as_parameter(type); parameter && replace_parameters_)
    return replacements_[parameter->index];
  if (const Variable* variable = as_variable(type); variable && !replace_parameters_)
    return replacements_[variable->index];
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
    const Nominal* nominal = as_nominal(top.type);
    const Type result = nominal ? pool_.nominal(nominal->class_id, made) : pool_.union_of(made);
    done_.erase(done_.begin() + static_cast<std::ptrdiff_t>(top.done_from), done_.end());
    frames_.pop_back();
    if (frames_.empty()) return result;
    done_.push_back(result);
  }
}

}  // namespace agverify::model
