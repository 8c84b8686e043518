#include "model/signature.h"

#include <algorithm>

namespace agverify::model {

bool is_required(const SignatureParameter& parameter) {
  return !parameter.has_default && parameter.kind != ParameterKind::Variadic && parameter.kind != ParameterKind::KeywordVariadic;
}

std::size_t count_positional(const SignatureShape& shape) {
  return static_cast<std::size_t>(std::ranges::count_if(shape, [](const SignatureParameter& each) {
    return each.kind == ParameterKind::PositionalOnly || each.kind == ParameterKind::Standard;
  }));
}

std::optional<std::uint32_t> find_kind(const SignatureShape& shape, ParameterKind kind) {
  const auto found = std::ranges::find(shape, kind, &SignatureParameter::kind);
  if (found == shape.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - shape.begin());
}

std::optional<std::uint32_t> find_name(const SignatureShape& shape, std::string_view name) {
  const auto found = std::ranges::find(shape, name, &SignatureParameter::name);
  if (found == shape.end() || name.empty()) return std::nullopt;
  return static_cast<std::uint32_t>(found - shape.begin());
}

std::optional<std::vector<std::uint32_t>> bind_arguments(const SignatureShape& shape, std::size_t positional, std::span<const std::string> names) {
  std::vector<std::uint32_t> reached;
  std::vector<bool> filled(shape.size(), false);
  const std::size_t places = count_positional(shape);
  const auto variadic = find_kind(shape, ParameterKind::Variadic), keywords = find_kind(shape, ParameterKind::KeywordVariadic);
  if (positional > places && !variadic) return std::nullopt;
  for (std::size_t i = 0; i < positional; ++i) {
    reached.push_back(i < places ? static_cast<std::uint32_t>(i) : *variadic);
    filled[reached.back()] = true;
  }
  for (const std::string& name : names) {
    const auto named = find_name(shape, name);
    if (named ? filled[*named] : !keywords) return std::nullopt;
    reached.push_back(named ? *named : *keywords);
    filled[reached.back()] = true;
  }
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (is_required(shape[i]) && !filled[i]) return std::nullopt;
  return reached;
}

}  // namespace agverify::model
