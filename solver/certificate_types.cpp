#include "solver/certificate_types.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::solver {

using namespace model;

namespace {
/// Types of more nodes are named, so that what is written out is short and deep types are written once.
constexpr std::uint32_t longest_inline = 12;
}  // namespace

std::string CertificateTypes::text(Type type) {
  if (size_of(type) <= longest_inline) return written(type);
  name(type);
  return fmt::format("${}", names_.at(type));
}

std::uint32_t CertificateTypes::size_of(Type type) {
  std::vector<Type> waiting{type};
  while (!waiting.empty()) {
    const Type next = waiting.back();
    std::uint32_t size = 1;
    bool ready = true;
    for (Type part : parts_of(next)) {
      const auto found = sizes_.find(part);
      if (found == sizes_.end()) {
        waiting.push_back(part);
        ready = false;
      } else {
        size = std::min(size + found->second, longest_inline + 1);
      }
    }
    if (!ready) continue;
    sizes_.insert_or_assign(next, size);
    waiting.pop_back();
  }
  return sizes_.at(type);
}

/// Names the long parts first, innermost first.
void CertificateTypes::name(Type type) {
  std::vector<Type> waiting{type};
  while (!waiting.empty()) {
    const Type next = waiting.back();
    if (names_.contains(next)) {
      waiting.pop_back();
      continue;
    }
    const std::size_t before = waiting.size();
    for (Type part : parts_of(next))
      if (sizes_.at(part) > longest_inline && !names_.contains(part)) waiting.push_back(part);
    if (waiting.size() > before) continue;
    lines_ += fmt::format("let ${} {}\n", names_.size(), written(next));
    names_.emplace(next, names_.size());
    waiting.pop_back();
  }
}

/// Recursion is bounded: a long part is written by its name, a short one has few nodes.
std::string CertificateTypes::written(Type type) {
  const auto part = [&](Type inner, bool in_union) {
    if (const auto found = names_.find(inner); found != names_.end()) return fmt::format("${}", found->second);
    const std::string inside = written(inner);
    const bool in_parentheses = as_union(inner) || (as_callable(inner) && !syntax::is_positional(*as_callable(inner)->shape));
    return in_union && in_parentheses ? "(" + inside + ")" : inside;
  };
  std::string out;
  if (const Nominal* nominal = as_nominal(type); nominal && !nominal->arguments.empty()) {
    const auto [open, close] = printer_.brackets(nominal->class_id);
    out = printer_.name(nominal->class_id);
    for (std::size_t i = 0; i < nominal->arguments.size(); ++i) out += (i == 0 ? std::string(1, open) : ", ") + part(nominal->arguments[i], false);
    return out + close;
  }
  if (const Alias* alias = as_alias(type); alias && !alias->arguments.empty()) {
    out = printer_.name(alias->alias_id);
    for (std::size_t i = 0; i < alias->arguments.size(); ++i) out += (i == 0 ? "[" : ", ") + part(alias->arguments[i], false);
    return out + "]";
  }
  if (const Union* all = as_union(type)) {
    for (std::size_t i = 0; i < all->members.size(); ++i) out += (i == 0 ? "" : " | ") + part(all->members[i], true);
    return out;
  }
  if (const Tuple* tuple = as_tuple(type); tuple && !tuple->parts.empty()) {
    for (std::size_t i = 0; i < tuple->parts.size(); ++i) {
      const bool is_unbounded = i == tuple->unbounded, is_mixed = tuple->parts.size() > 1;
      out += (i == 0 ? "tuple[" : ", ") + std::string(is_unbounded && is_mixed ? "*tuple[" : "") + part(tuple->parts[i], false);
      if (is_unbounded) out += is_mixed ? ", ...]" : ", ...";
    }
    return out + "]";
  }
  if (const TypeOf* objects = as_type_of(type)) return "type[" + part(objects->inner(), false) + "]";
  if (as_callable(type) || as_overload(type)) return callable(type, part);
  printer_.append(out, type, variables_);
  return out;
}

std::string CertificateTypes::callable(Type type, const Part& part) {
  std::string out;
  if (const Overload* overload = as_overload(type)) {
    for (Type each : overload->signatures) out += (out.empty() ? "overload[" : ", ") + part(each, false);
    return out + "]";
  }
  const Callable& signature = *as_callable(type);
  const bool plain = syntax::is_positional(*signature.shape);
  for (std::size_t i = 0; i < signature.shape->size(); ++i) {
    if (plain) out += i == 0 ? "Callable[[" : ", ";
    if (!plain) syntax::before_parameter(out, *signature.shape, i);
    out += part(signature.parts[i], false);
  }
  if (plain) return (signature.shape->empty() ? "Callable[[" : out) + "], " + part(signature.result(), false) + "]";
  syntax::before_parameter(out, *signature.shape, signature.shape->size());
  return "(" + out + part(signature.result(), false);
}

}  // namespace agverify::solver
