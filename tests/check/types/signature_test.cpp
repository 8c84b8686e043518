#include "check/types/signature.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace agverify::check {
namespace {

using Kind = ParameterKind;

struct Call {
  std::size_t positional = 0;
  std::vector<std::string> names;
};

/// Up to five arguments by place, and any of the names of the shapes and one that none has.
std::vector<Call> all_calls() {
  std::vector<Call> calls;
  for (std::size_t positional = 0; positional <= 5; ++positional)
    for (const std::vector<std::string>& names : std::initializer_list<std::vector<std::string>>{
             {}, {"a"}, {"b"}, {"c"}, {"a", "b"}, {"a", "c"}, {"b", "c"}, {"a", "b", "c"}})
      calls.push_back({positional, names});
  return calls;
}

void extend(std::vector<Shape>& shapes, Kind kind, const std::string& name) {
  const bool is_rest = kind == Kind::Variadic || kind == Kind::KeywordVariadic;
  for (std::size_t i = 0, count = shapes.size(); i < count; ++i) {
    Shape plain = shapes[i], optional = shapes[i];
    const bool may_be_required = kind == Kind::KeywordOnly || is_rest || plain.empty() || !plain.back().has_default;
    if (may_be_required) plain.push_back({kind, false, name});
    if (!is_rest) optional.push_back({kind, true, name});
    shapes[i] = may_be_required ? plain : optional;
    if (may_be_required && !is_rest) shapes.push_back(optional);
  }
}

/// Shapes with up to two parameters without a name, `a` and `b` in either order and of either kind, and the rest.
std::vector<Shape> all_shapes() {
  using Names = std::vector<std::string>;
  const std::vector<std::pair<Names, Names>> named{{{}, {}},         {{}, {"a"}},    {{}, {"a", "b"}}, {{"a"}, {}},
                                                   {{"a"}, {"b"}},   {{"b"}, {"a"}}, {{"a", "b"}, {}}, {{"b", "a"}, {}}};
  std::vector<Shape> shapes;
  for (unsigned which = 0; which < 12; ++which)
    for (const auto& [standard, keyword_only] : named) {
      std::vector<Shape> made{{}};
      for (unsigned i = 0; i < which / 4; ++i) extend(made, Kind::PositionalOnly, "");
      for (const std::string& each : standard) extend(made, Kind::Standard, each);
      if (which & 1) extend(made, Kind::Variadic, "");
      for (const std::string& each : keyword_only) extend(made, Kind::KeywordOnly, each);
      if (which & 2) extend(made, Kind::KeywordVariadic, "");
      shapes.insert(shapes.end(), made.begin(), made.end());
    }
  return shapes;
}

using Reaches = std::vector<std::optional<std::vector<std::size_t>>>;

Reaches reaches_of(const Shape& shape, const std::vector<Call>& calls) {
  Reaches reached;
  for (const Call& each : calls) reached.push_back(reach(shape, each.positional, each.names));
  return reached;
}

bool is_rest(const ShapeParameter& each) { return each.kind == Kind::Variadic || each.kind == Kind::KeywordVariadic; }

/// Whether an argument that is neither of `*args` nor of `**kwargs` can reach two parameters that are not both such.
bool one_reaches_two(const Shape& given, const Shape& wanted, const std::vector<Reached>& met) {
  for (const Reached& one : met)
    for (const Reached& other : met)
      if (one.wanted == other.wanted && one.given < other.given && !is_rest(wanted[one.wanted]) &&
          !(is_rest(given[one.given]) && is_rest(given[other.given])))
        return true;
  return false;
}

/// What the calls that bind to `wanted` meet in `given`; nothing when one does not bind to that.
std::optional<std::vector<Reached>> met_by_calls(const Reaches& given, const Reaches& wanted) {
  std::vector<Reached> met;
  for (std::size_t call = 0; call < wanted.size(); ++call) {
    if (!wanted[call]) continue;
    if (!given[call]) return std::nullopt;
    for (std::size_t i = 0; i < wanted[call]->size(); ++i) met.push_back({(*wanted[call])[i], (*given[call])[i]});
  }
  std::ranges::sort(met);
  met.erase(std::ranges::unique(met).begin(), met.end());
  return met;
}

std::string text_of(const Shape& shape) {
  std::string text;
  for (const ShapeParameter& each : shape) text += "/.*=-"[static_cast<int>(each.kind)] + each.name + (each.has_default ? "? " : " ");
  return "(" + text + ")";
}

TEST(Fit, IsThatEveryCallBindsAndReachesWhatIsSaid) {
  const std::vector<Call> calls = all_calls();
  const std::vector<Shape> shapes = all_shapes();
  std::vector<Reaches> reached;
  for (const Shape& each : shapes) reached.push_back(reaches_of(each, calls));
  std::size_t fitting = 0;
  for (std::size_t s = 0; s < shapes.size(); ++s)
    for (std::size_t t = 0; t < shapes.size(); ++t) {
      const auto said = fit(shapes[s], shapes[t]);
      const auto met = met_by_calls(reached[s], reached[t]);
      const bool fits = met && !one_reaches_two(shapes[s], shapes[t], *met);
      ASSERT_EQ(said.has_value(), fits) << text_of(shapes[s]) << " for " << text_of(shapes[t]);
      if (fits) {
        ASSERT_EQ(*said, *met) << text_of(shapes[s]) << " for " << text_of(shapes[t]);
      }
      fitting += fits;
    }
  EXPECT_GT(shapes.size(), 400u);
  EXPECT_GT(fitting, 2'000u);
}

}  // namespace
}  // namespace agverify::check
