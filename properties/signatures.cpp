#include "properties/signatures.h"

#include <algorithm>
#include <array>

#include "properties/types.h"

namespace agverify::properties {
namespace {

using namespace model;
using Kind = ParameterKind;

constexpr std::array<std::string_view, 5> names{"x", "y", "z", "k", "m"};
constexpr std::size_t most_parameters = 6, most_signatures = 4;

bool is_positional(Kind kind) { return kind == Kind::PositionalOnly || kind == Kind::Standard; }
bool has_name(Kind kind) { return kind == Kind::Standard || kind == Kind::KeywordOnly; }

std::string fresh_name(Draw& draw, const SignatureShape& shape) {
  std::vector<std::string_view> left;
  for (std::string_view each : names)
    if (std::ranges::find(shape, each, &SignatureParameter::name) == shape.end()) left.push_back(each);
  return std::string{left.empty() ? std::string_view{} : draw.one_of(left)};
}

/// A signature taken apart.
struct Parted {
  SignatureShape shape;
  std::vector<Type> parts;

  explicit Parted(const Callable& signature) : shape(*signature.shape), parts(signature.parts.begin(), signature.parts.end()) {}

  Type made(TypePool& pool) const { return pool.callable(shape, parts); }
  bool has(Kind kind) const { return std::ranges::find(shape, kind, &SignatureParameter::kind) != shape.end(); }
  /// Where the parameters of this kind end: those of later kinds begin there.
  std::size_t end_of(Kind kind) const {
    const auto later = std::ranges::find_if(shape, [&](const SignatureParameter& each) { return each.kind > kind; });
    return static_cast<std::size_t>(later - shape.begin());
  }
  void insert(std::size_t at, SignatureParameter parameter, Type type) {
    shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(at), std::move(parameter));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), type);
  }
  void erase(std::size_t at) {
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(at));
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
  }
  Type type_of(Kind kind) const {
    return parts[static_cast<std::size_t>(std::ranges::find(shape, kind, &SignatureParameter::kind) - shape.begin())];
  }
  std::size_t positional() const { return end_of(Kind::Standard); }
};

/// One change of one signature. Each function says whether it was made.
class Change {
 public:
  Change(Draw& draw, const World& world, Parted& signature) : draw_(draw), world_(world), signature_(signature), shape_(signature.shape) {}

  /// The target gives less: fewer argument lists than the source takes.
  bool up() {
    switch (draw_.below(6)) {
      case 0: return drop_optional();
      case 1: return require();
      case 2: return take_by_place_alone();
      case 3: return take_by_name_alone();
      case 4: return single_out_positional();
      default: return single_out_named();
    }
  }

  bool down() {
    switch (draw_.below(6)) {
      case 0: return add_optional();
      case 1: return give_default();
      case 2: return take_by_name_too();
      case 3: return take_by_place_too();
      case 4: return add_star(Kind::Variadic);
      default: return add_star(Kind::KeywordVariadic);
    }
  }

  bool beside() {
    switch (draw_.below(5)) {
      case 0: return rename();
      case 1: return drop_any();
      case 2: return add_required();
      case 3: return toggle_default();
      default: return change_kind();
    }
  }

 private:
  Type something() { return draw_leaf(draw_, world_); }
  std::size_t any() { return draw_.below(shape_.size()); }

  /// What `*args` or `**kwargs` would then get of the others is another question: where one stands only it can go.
  bool drop_optional() {
    if (shape_.empty()) return false;
    const std::size_t at = any();
    const Kind kind = shape_[at].kind;
    if (kind == Kind::Variadic || kind == Kind::KeywordVariadic) return signature_.erase(at), true;
    if (!shape_[at].has_default || signature_.has(Kind::KeywordVariadic)) return false;
    if (is_positional(kind) && (at + 1 != signature_.positional() || signature_.has(Kind::Variadic))) return false;
    return signature_.erase(at), true;
  }

  bool require() {
    const auto first = std::ranges::find_if(shape_, [](const SignatureParameter& each) { return each.has_default; });
    if (first == shape_.end()) return false;
    first->has_default = false;
    return true;
  }

  /// A name that the target does not have must not come twice, by place and through `**kwargs`.
  bool take_by_place_alone() {
    const std::size_t at = signature_.end_of(Kind::PositionalOnly);
    if (at == signature_.positional() || signature_.has(Kind::KeywordVariadic)) return false;
    shape_[at] = {Kind::PositionalOnly, shape_[at].has_default};
    return true;
  }

  bool take_by_name_alone() {
    const std::size_t end = signature_.positional();
    if (end == signature_.end_of(Kind::PositionalOnly) || signature_.has(Kind::Variadic)) return false;
    shape_[end - 1].kind = Kind::KeywordOnly;
    return true;
  }

  bool single_out_positional() {
    if (!signature_.has(Kind::Variadic) || signature_.end_of(Kind::PositionalOnly) != signature_.positional() || is_full()) return false;
    const std::size_t at = signature_.positional();
    signature_.insert(at, {Kind::PositionalOnly, at > 0 && shape_[at - 1].has_default}, signature_.type_of(Kind::Variadic));
    return true;
  }

  bool single_out_named() {
    if (!signature_.has(Kind::KeywordVariadic) || is_full()) return false;
    const std::string name = fresh_name(draw_, shape_);
    if (name.empty()) return false;
    signature_.insert(signature_.end_of(Kind::KeywordOnly), {Kind::KeywordOnly, draw_.chance(50), name}, signature_.type_of(Kind::KeywordVariadic));
    return true;
  }

  bool add_optional() {
    const std::string name = fresh_name(draw_, shape_);
    if (signature_.has(Kind::KeywordVariadic) || name.empty() || is_full()) return false;
    if (draw_.chance(40)) {
      signature_.insert(signature_.end_of(Kind::KeywordOnly), {Kind::KeywordOnly, true, name}, something());
      return true;
    }
    if (signature_.has(Kind::Variadic)) return false;
    const std::size_t at = signature_.positional();
    const bool by_place_alone = signature_.end_of(Kind::PositionalOnly) == at && draw_.chance(50);
    signature_.insert(at, {by_place_alone ? Kind::PositionalOnly : Kind::Standard, true, by_place_alone ? "" : name}, something());
    return true;
  }

  bool give_default() {
    if (shape_.empty()) return false;
    const std::size_t at = any();
    if (shape_[at].kind == Kind::Variadic || shape_[at].kind == Kind::KeywordVariadic) return false;
    shape_[at].has_default = true;
    return is_well_formed(shape_);
  }

  bool take_by_name_too() {
    const std::size_t end = signature_.end_of(Kind::PositionalOnly);
    const std::string name = fresh_name(draw_, shape_);
    if (end == 0 || signature_.has(Kind::KeywordVariadic) || name.empty()) return false;
    shape_[end - 1] = {Kind::Standard, shape_[end - 1].has_default, name};
    return true;
  }

  bool take_by_place_too() {
    const std::size_t at = signature_.end_of(Kind::Variadic);
    if (signature_.has(Kind::Variadic) || at == shape_.size() || shape_[at].kind != Kind::KeywordOnly) return false;
    shape_[at].kind = Kind::Standard;
    return is_well_formed(shape_);
  }

  bool add_star(Kind kind) {
    if (signature_.has(kind)) return false;
    signature_.insert(signature_.end_of(kind), {kind}, something());
    return true;
  }

  bool rename() {
    if (shape_.empty()) return false;
    SignatureParameter& parameter = shape_[any()];
    const std::string name = fresh_name(draw_, shape_);
    if (!has_name(parameter.kind) || name.empty()) return false;
    parameter.name = name;
    return true;
  }

  bool drop_any() {
    if (shape_.empty()) return false;
    signature_.erase(any());
    return true;
  }

  bool add_required() {
    const Kind kind = draw_.one_of(std::array{Kind::PositionalOnly, Kind::Standard, Kind::KeywordOnly});
    const std::string name = has_name(kind) ? fresh_name(draw_, shape_) : std::string{};
    if (is_full() || (has_name(kind) && name.empty())) return false;
    signature_.insert(signature_.end_of(kind), {kind, false, name}, something());
    return is_well_formed(shape_);
  }

  bool toggle_default() {
    if (shape_.empty()) return false;
    SignatureParameter& parameter = shape_[any()];
    if (parameter.kind == Kind::Variadic || parameter.kind == Kind::KeywordVariadic) return false;
    parameter.has_default = !parameter.has_default;
    return is_well_formed(shape_);
  }

  bool change_kind() {
    if (shape_.empty()) return false;
    SignatureParameter& parameter = shape_[any()];
    parameter.kind = draw_.one_of(std::array{Kind::PositionalOnly, Kind::Standard, Kind::Variadic, Kind::KeywordOnly, Kind::KeywordVariadic});
    if (!has_name(parameter.kind)) parameter.name.clear();
    else if (parameter.name.empty()) parameter.name = fresh_name(draw_, shape_);
    if (!is_positional(parameter.kind) && parameter.kind != Kind::KeywordOnly) parameter.has_default = false;
    return is_well_formed(shape_);
  }

  bool is_full() const { return shape_.size() >= most_parameters; }

  Draw& draw_;
  const World& world_;
  Parted& signature_;
  SignatureShape& shape_;
};

using Made = bool (Change::*)();

std::optional<Type> changed(Draw& draw, const World& world, Type signature, Made change) {
  Parted parted{*as_callable(signature)};
  if (!(Change{draw, world, parted}.*change)()) return std::nullopt;
  return parted.made(world.pool());
}

/// One signature of an overload changed, in its place.
std::optional<Type> one_changed(Draw& draw, const World& world, Type overload, Made change) {
  std::vector<Type> signatures{signatures_of(overload).begin(), signatures_of(overload).end()};
  Type& chosen = draw.one_of(signatures);
  const auto made = changed(draw, world, chosen, change);
  if (!made) return std::nullopt;
  chosen = *made;
  return world.pool().overload(signatures);
}

Type shortened(Draw& draw, const World& world, Type overload) {
  std::vector<Type> signatures{signatures_of(overload).begin(), signatures_of(overload).end()};
  signatures.erase(signatures.begin() + static_cast<std::ptrdiff_t>(draw.below(signatures.size())));
  return world.pool().overload(signatures);
}

Type rotated(const World& world, Type overload) {
  std::vector<Type> signatures{signatures_of(overload).begin(), signatures_of(overload).end()};
  std::ranges::rotate(signatures, signatures.begin() + 1);
  return world.pool().overload(signatures);
}

/// One more signature: like one that is there but for a change.
Type lengthened(Draw& draw, const World& world, Type callable) {
  std::vector<Type> signatures{signatures_of(callable).begin(), signatures_of(callable).end()};
  const Type like = draw.one_of(signatures);
  const auto more = changed(draw, world, like, &Change::beside);
  signatures.insert(signatures.begin() + static_cast<std::ptrdiff_t>(draw.below(signatures.size() + 1)), more.value_or(like));
  return world.pool().overload(signatures);
}

}  // namespace

SignatureShape draw_shape(Draw& draw, unsigned plain) {
  SignatureShape shape;
  if (draw.chance(plain)) return SignatureShape(draw.weighted({2, 5, 3}), {Kind::PositionalOnly});
  bool default_before = false;
  const auto add = [&](Kind kind, unsigned with_default) {
    const bool has_default = (is_positional(kind) && default_before) || draw.chance(with_default);
    if (is_positional(kind)) default_before = has_default;
    shape.push_back({kind, has_default, has_name(kind) ? fresh_name(draw, shape) : std::string{}});
  };
  for (std::size_t left = draw.weighted({5, 3, 1}); left > 0; --left) add(Kind::PositionalOnly, 20);
  for (std::size_t left = draw.weighted({3, 5, 2}); left > 0; --left) add(Kind::Standard, 30);
  if (draw.chance(25)) add(Kind::Variadic, 0);
  for (std::size_t left = draw.weighted({5, 3, 1}); left > 0; --left) add(Kind::KeywordOnly, 40);
  if (draw.chance(20)) add(Kind::KeywordVariadic, 0);
  return shape;
}

bool is_well_formed(const SignatureShape& shape) {
  bool default_before = false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto& [kind, has_default, name] = shape[i];
    const bool is_star = kind == Kind::Variadic || kind == Kind::KeywordVariadic;
    if (i > 0 && (shape[i - 1].kind > kind || (is_star && shape[i - 1].kind == kind))) return false;
    if (has_name(kind) == name.empty() || (is_star && has_default)) return false;
    if (is_positional(kind) && default_before && !has_default) return false;
    default_before = has_default;
    for (std::size_t k = 0; k < i; ++k)
      if (!name.empty() && shape[k].name == name) return false;
  }
  return true;
}

std::optional<Type> signature_above(Draw& draw, const World& world, Type callable) {
  if (!as_overload(callable)) return changed(draw, world, callable, &Change::up);
  switch (draw.below(4)) {
    case 0: return shortened(draw, world, callable);
    case 1: return draw.one_of(signatures_of(callable));
    case 2: return rotated(world, callable);
    default: return one_changed(draw, world, callable, &Change::up);
  }
}

std::optional<Type> signature_below(Draw& draw, const World& world, Type callable) {
  if (draw.chance(25) && signatures_of(callable).size() < most_signatures) return lengthened(draw, world, callable);
  if (!as_overload(callable)) return changed(draw, world, callable, &Change::down);
  return draw.chance(30) ? rotated(world, callable) : one_changed(draw, world, callable, &Change::down);
}

Type signature_beside(Draw& draw, const World& world, Type callable) {
  if (!as_overload(callable)) return changed(draw, world, callable, &Change::beside).value_or(callable);
  switch (draw.below(3)) {
    case 0: return shortened(draw, world, callable);
    case 1: return lengthened(draw, world, callable);
    default: return one_changed(draw, world, callable, &Change::beside).value_or(callable);
  }
}

}  // namespace agverify::properties
