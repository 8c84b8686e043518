#include "check/types/type.h"

#include <algorithm>
#include <unordered_set>

namespace agverify::check {

namespace {

std::size_t mix(std::size_t seed, std::size_t more) {
  return (seed ^ (more + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2))) * 0xff51afd7ed558ccdULL;
}

std::size_t hash_of(const TypeNode& node, std::span<const TypeId> parts) {
  std::size_t hash = mix(static_cast<std::size_t>(node.form), mix(index_of(node.class_id), node.number));
  for (TypeId part : parts) hash = mix(hash, index_of(part));
  return hash;
}

}  // namespace

TypeTable::TypeTable() { make({.form = Form::Never}, {}); }

TypeId TypeTable::variable(std::uint32_t number) {
  return make({.form = Form::Variable, .has_variables = true, .number = number}, {});
}

TypeId TypeTable::parameter(ClassId owner, std::uint32_t number) {
  return make({.form = Form::Parameter, .has_parameters = true, .class_id = owner, .number = number}, {});
}

TypeId TypeTable::apply(ClassId class_id, std::span<const TypeId> arguments) {
  return make({.form = Form::Application, .class_id = class_id}, arguments);
}

TypeId TypeTable::unite(std::span<const TypeId> members) { return make({.form = Form::Union}, members); }

namespace {

template <typename Value>
std::uint32_t place_of(std::deque<Value>& kept, const Value& value) {
  const auto found = std::find(kept.begin(), kept.end(), value);
  const auto place = static_cast<std::uint32_t>(found - kept.begin());
  if (found == kept.end()) kept.push_back(value);
  return place;
}

}  // namespace

TypeId TypeTable::callable(const Shape& shape, std::span<const TypeId> parts_given) {
  return make({.form = Form::Callable, .number = place_of(shapes_, shape)}, parts_given);
}

TypeId TypeTable::overload(std::span<const TypeId> signatures) { return make({.form = Form::Overload}, signatures); }

TypeId TypeTable::type_of(TypeId inner) { return make({.form = Form::TypeOf}, std::span(&inner, 1)); }

TypeId TypeTable::self() { return make({.form = Form::Self, .has_self = true}, {}); }

TypeId TypeTable::opaque(const std::string& name, std::span<const TypeId> parts_given) {
  return make({.form = Form::Opaque, .number = place_of(opaque_names_, name)}, parts_given);
}

TypeId TypeTable::tuple(std::span<const TypeId> parts_given, std::optional<std::size_t> unbounded) {
  return make({.form = Form::Tuple, .number = unbounded ? static_cast<std::uint32_t>(*unbounded) + 1 : 0}, parts_given);
}

TypeId TypeTable::literal(ClassId class_id, const std::string& value) {
  const auto [entry, is_new] = literal_places_.emplace(value, static_cast<std::uint32_t>(literal_values_.size()));
  if (is_new) literal_values_.push_back(&entry->first);
  return make({.form = Form::Literal, .class_id = class_id, .number = entry->second}, {});
}

TypeId TypeTable::alias(AliasId id, std::span<const TypeId> arguments) {
  return make({.form = Form::Alias, .number = index_of(id)}, arguments);
}

TypeId TypeTable::sequence_view(TypeId tuple, ClassId tuple_class) {
  std::vector<TypeId> different;
  std::unordered_set<TypeId> seen;
  for (const TypeId part : parts(tuple))
    if (seen.insert(part).second) different.push_back(part);
  const TypeId argument = different.empty() ? never() : different.size() == 1 ? different.front() : unite(different);
  return apply(tuple_class, std::span(&argument, 1));
}

std::optional<std::size_t> TypeTable::unbounded(TypeId tuple) const {
  const std::uint32_t number = (*this)[tuple].number;
  return number == 0 ? std::nullopt : std::optional<std::size_t>(number - 1);
}

TypeId TypeTable::with_parts(TypeId type, std::span<const TypeId> parts_given) {
  const TypeNode& node = (*this)[type];
  return make({.form = node.form, .class_id = node.class_id, .number = node.number}, parts_given);
}

std::vector<TypeId> TypeTable::signatures(TypeId callable) const {
  if (is(callable, Form::Callable)) return {callable};
  const auto all = parts(callable);
  return {all.begin(), all.end()};
}

std::span<const TypeId> TypeTable::parts(TypeId type) const {
  const TypeNode& node = (*this)[type];
  return std::span(arena_).subspan(node.first, node.count);
}

bool TypeTable::is_application_of(TypeId type, ClassId class_id) const {
  return is(type, Form::Application) && (*this)[type].class_id == class_id;
}

bool TypeTable::matches(TypeId type, const TypeNode& node, std::span<const TypeId> parts_given) const {
  const TypeNode& known = (*this)[type];
  const std::span<const TypeId> known_parts = parts(type);
  return known.form == node.form && known.class_id == node.class_id && known.number == node.number &&
         std::equal(known_parts.begin(), known_parts.end(), parts_given.begin(), parts_given.end());
}

TypeId TypeTable::make(TypeNode node, std::span<const TypeId> parts_given) {
  const std::size_t hash = hash_of(node, parts_given);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto each = first; each != last; ++each)
    if (matches(each->second, node, parts_given)) return each->second;
  for (TypeId part : parts_given) {
    node.has_variables |= (*this)[part].has_variables;
    node.has_parameters |= (*this)[part].has_parameters;
    node.has_self |= (*this)[part].has_self;
  }
  node.first = arena_.size();
  node.count = parts_given.size();
  arena_.insert(arena_.end(), parts_given.begin(), parts_given.end());
  const TypeId made{static_cast<std::uint32_t>(nodes_.size())};
  nodes_.push_back(node);
  by_hash_.emplace(hash, made);
  return made;
}

Replacement Replacement::of_parameters(TypeTable& types, ClassId owner, std::vector<TypeId> images) {
  return {types, Form::Parameter, owner, {images.begin(), images.end()}};
}

Replacement Replacement::of_variables(TypeTable& types, std::vector<std::optional<TypeId>> images) {
  return {types, Form::Variable, std::nullopt, std::move(images)};
}

Replacement Replacement::of_self(TypeTable& types, TypeId receiver) { return {types, Form::Self, std::nullopt, {receiver}}; }

bool Replacement::is_untouched(TypeId type) const {
  const TypeNode& node = (*types_)[type];
  if (leaf_ == Form::Self) return !node.has_self;
  return leaf_ == Form::Parameter ? !node.has_parameters : !node.has_variables;
}

std::optional<TypeId> Replacement::image_of_leaf(TypeId type) const {
  const TypeNode& node = (*types_)[type];
  const bool ours = node.form == leaf_ && (!owner_ || node.class_id == *owner_);
  if (ours && images_[node.number]) return images_[node.number];
  if (node.form == Form::Parameter || node.form == Form::Variable || node.form == Form::Self) return type;
  return std::nullopt;
}

// Whether some part must be replaced before the type can be; such parts are put before it.
bool Replacement::wait_for_parts(TypeId type) {
  const std::size_t before = pending_.size();
  for (TypeId part : types_->parts(type))
    if (!is_untouched(part) && !done_.contains(part)) pending_.push_back(part);
  return pending_.size() > before;
}

TypeId Replacement::rebuild(TypeId type) {
  std::vector<TypeId> parts;
  for (TypeId part : types_->parts(type)) parts.push_back(is_untouched(part) ? part : done_.at(part));
  return types_->with_parts(type, parts);
}

TypeId Replacement::operator()(TypeId type) {
  if (is_untouched(type)) return type;
  pending_.push_back(type);
  while (!pending_.empty()) {
    const TypeId next = pending_.back();
    if (!done_.contains(next)) {
      const std::optional<TypeId> image = image_of_leaf(next);
      if (!image && wait_for_parts(next)) continue;
      done_.emplace(next, image ? *image : rebuild(next));
    }
    pending_.pop_back();
  }
  return done_.at(type);
}

}  // namespace agverify::check
