#include "check/types/signature.h"

#include <algorithm>
#include <set>

namespace agverify::check {

namespace {

using Kind = ParameterKind;

bool takes_place(const ShapeParameter& each) { return each.kind == Kind::PositionalOnly || each.kind == Kind::Standard; }
bool takes_name(const ShapeParameter& each) { return each.kind == Kind::Standard || each.kind == Kind::KeywordOnly; }
bool is_rest(const ShapeParameter& each) { return each.kind == Kind::Variadic || each.kind == Kind::KeywordVariadic; }

std::size_t places_of(const Shape& shape) {
  return static_cast<std::size_t>(std::find_if_not(shape.begin(), shape.end(), takes_place) - shape.begin());
}

std::optional<std::size_t> find(const Shape& shape, auto&& wanted) {
  const auto found = std::find_if(shape.begin(), shape.end(), wanted);
  return found == shape.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - shape.begin()));
}

std::optional<std::size_t> rest_of(const Shape& shape, Kind kind) {
  return find(shape, [&](const ShapeParameter& each) { return each.kind == kind; });
}

std::optional<std::size_t> named(const Shape& shape, const std::string& name) {
  return find(shape, [&](const ShapeParameter& each) { return takes_name(each) && each.name == name; });
}

}  // namespace

std::optional<std::vector<std::size_t>> reach(const Shape& shape, std::size_t positional, std::span<const std::string> names) {
  std::vector<std::size_t> reached;
  std::set<std::size_t> filled;
  const auto rest = rest_of(shape, Kind::Variadic), named_rest = rest_of(shape, Kind::KeywordVariadic);
  for (std::size_t place = 0; place < positional; ++place) {
    if (place >= places_of(shape) && !rest) return std::nullopt;
    reached.push_back(place < places_of(shape) ? place : *rest);
    filled.insert(reached.back());
  }
  for (const std::string& name : names) {
    const auto found = named(shape, name);
    if (found ? !filled.insert(*found).second : !named_rest) return std::nullopt;
    reached.push_back(found ? *found : *named_rest);
  }
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (!shape[i].has_default && !is_rest(shape[i]) && !filled.contains(i)) return std::nullopt;
  return reached;
}

namespace {

/// What of `given` the arguments of each parameter of `wanted` come to.
class Fitting {
 public:
  Fitting(const Shape& given, const Shape& wanted) : given_(given), wanted_(wanted) {}

  std::optional<std::vector<Reached>> run() {
    bool fits = true;
    for (std::size_t i = 0; i < wanted_.size() && fits; ++i) fits = meets(i);
    for (std::size_t i = 0; i < given_.size() && fits; ++i) fits = given_[i].has_default || is_rest(given_[i]) || is_filled(i);
    if (!fits) return std::nullopt;
    return std::vector<Reached>(reached_.begin(), reached_.end());
  }

 private:
  bool meets(std::size_t i) {
    switch (wanted_[i].kind) {
      case Kind::PositionalOnly: return by_place(i).has_value();
      case Kind::KeywordOnly: return by_name(i).has_value();
      case Kind::Standard: return by_place_and_name(i);
      case Kind::Variadic: return by_all_places(i);
      case Kind::KeywordVariadic: return by_all_names(i);
    }
    return false;
  }

  std::optional<std::size_t> reaches(std::size_t i, std::optional<std::size_t> given) {
    if (given) reached_.insert({i, *given});
    return given;
  }

  std::optional<std::size_t> by_place(std::size_t i) {
    return reaches(i, i < places_of(given_) ? std::optional(i) : rest_of(given_, Kind::Variadic));
  }

  std::optional<std::size_t> by_name(std::size_t i) {
    const auto found = named(given_, wanted_[i].name);
    if (!found) return reaches(i, rest_of(given_, Kind::KeywordVariadic));
    return may_be_filled_by_place(*found, i) ? std::nullopt : reaches(i, found);
  }

  /// Whether a call may fill the parameter by place and name it as well, as argument `i`.
  bool may_be_filled_by_place(std::size_t given, std::size_t i) const {
    if (given_[given].kind != Kind::Standard) return false;
    if (wanted_[i].kind == Kind::Standard) return given < i;
    return given < places_of(wanted_) || rest_of(wanted_, Kind::Variadic);
  }

  bool by_place_and_name(std::size_t i) {
    const auto placed = by_place(i), by = by_name(i);
    return placed && by && (placed == by || (is_rest(given_[*placed]) && is_rest(given_[*by])));
  }

  bool by_all_places(std::size_t i) {
    if (!reaches(i, rest_of(given_, Kind::Variadic))) return false;
    for (std::size_t place = places_of(wanted_); place < places_of(given_); ++place) reaches(i, place);
    return true;
  }

  bool by_all_names(std::size_t i) {
    if (!reaches(i, rest_of(given_, Kind::KeywordVariadic))) return false;
    for (std::size_t k = 0; k < given_.size(); ++k) {
      if (!takes_name(given_[k]) || named(wanted_, given_[k].name)) continue;
      if (may_be_filled_by_place(k, i)) return false;
      reaches(i, k);
    }
    return true;
  }

  /// Whether every call gives the parameter an argument.
  bool is_filled(std::size_t given) const {
    const auto asked = [&](std::size_t i) { return !wanted_[i].has_default; };
    const bool has_place = takes_place(given_[given]) && given < places_of(wanted_) && asked(given);
    if (has_place && wanted_[given].kind == Kind::PositionalOnly) return true;
    if (!takes_name(given_[given])) return false;
    if (has_place && wanted_[given].name == given_[given].name) return true;
    const auto found = named(wanted_, given_[given].name);
    const bool only_by_name = given_[given].kind == Kind::KeywordOnly || given >= places_of(wanted_);
    return found && only_by_name && wanted_[*found].kind == Kind::KeywordOnly && asked(*found);
  }

  const Shape& given_;
  const Shape& wanted_;
  std::set<Reached> reached_;
};

}  // namespace

std::optional<std::vector<Reached>> fit(const Shape& given, const Shape& wanted) { return Fitting(given, wanted).run(); }

}  // namespace agverify::check
