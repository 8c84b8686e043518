#include "solver/rules/call_shapes.h"

#include <algorithm>

#include "model/signature.h"

namespace agverify::solver::rules {

using namespace model;

std::vector<CallShape> CallShapes::all() const {
  std::vector<CallShape> found;
  for (std::size_t positional = 0; positional <= most_places(); ++positional) {
    std::vector<std::string> required;
    for (std::size_t k = first_by_name(positional); k < target_.size(); ++k)
      if (is_required(target_[k]) && !target_[k].name.empty()) required.push_back(target_[k].name);
    std::vector<std::vector<std::string>> ways{required};
    for (const std::string& each : optional_names(positional)) {
      ways.push_back(required);
      ways.back().push_back(each);
    }
    for (std::vector<std::string>& names : ways) {
      std::ranges::sort(names);
      if (bind_arguments(target_, positional, names)) found.push_back({positional, std::move(names)});
    }
  }
  return found;
}

std::size_t CallShapes::most_places() const {
  const std::size_t places = count_positional(target_);
  return find_kind(target_, ParameterKind::Variadic) ? std::max(places, count_positional(source_)) + 1 : places;
}

/// The first parameter of the target that no argument reaches by place; those past all places fall into *args.
std::size_t CallShapes::first_by_name(std::size_t positional) const { return std::min(positional, count_positional(target_)); }

/// Of the target, or with its **kwargs of the source too, and one of nobody's.
std::vector<std::string> CallShapes::optional_names(std::size_t positional) const {
  std::vector<std::string> found;
  for (std::size_t k = first_by_name(positional); k < target_.size(); ++k)
    if (!is_required(target_[k]) && !target_[k].name.empty()) found.push_back(target_[k].name);
  if (!find_kind(target_, ParameterKind::KeywordVariadic)) return found;
  for (const SignatureParameter& each : source_)
    if (!each.name.empty() && !find_name(target_, each.name)) found.push_back(each.name);
  found.push_back("other");
  return found;
}

}  // namespace agverify::solver::rules
