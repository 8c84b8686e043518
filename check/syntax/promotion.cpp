#include "check/syntax/promotion.h"

#include <unordered_map>

namespace agverify::check {

namespace {

class Promotion {
 public:
  Promotion(bool at_top, const ClassSlice& slice, TypeTable& types) : at_top_(at_top), slice_(slice), types_(types) {}

  // Parts before what they are parts of.
  TypeId read(TypeId type) {
    std::vector<TypeId> pending{type};
    while (!pending.empty()) {
      const TypeId next = pending.back();
      const std::vector<TypeId> parts = parts_to_read(next);
      const std::size_t before = pending.size();
      for (const TypeId each : parts)
        if (!done_.contains(each)) pending.push_back(each);
      if (pending.size() > before) continue;
      pending.pop_back();
      std::vector<TypeId> made;
      for (const TypeId each : parts) made.push_back(done_.at(each));
      done_.emplace(next, parts.empty() ? number(next) : types_.with_parts(next, made));
    }
    return done_.at(type);
  }

  Relation read(const Relation& relation) { return {read(relation.source), read(relation.target), relation.both_ways}; }

 private:
  std::vector<TypeId> parts_to_read(TypeId type) const {
    if (at_top_ && !types_.is(type, Form::Union)) return {};
    const auto parts = types_.parts(type);
    return {parts.begin(), parts.end()};
  }

  bool is(TypeId type, std::string_view name) const {
    if (!types_.is(type, Form::Application)) return false;
    const std::string& found = slice_[types_[type].class_id].name;
    return found == name || found == "builtins." + std::string(name);
  }

  std::optional<TypeId> type_of(std::string_view name) {
    auto found = slice_.find_class(name);
    if (!found) found = slice_.find_class("builtins." + std::string(name));
    return found ? std::optional(types_.apply(*found, {})) : std::nullopt;
  }

  TypeId number(TypeId type) {
    const bool is_complex = is(type, "complex");
    if (!is_complex && !is(type, "float")) return type;
    const auto floating = type_of("float"), integer = type_of("int");
    if (!floating || !integer) return type;
    return is_complex ? types_.unite(std::vector{type, *floating, *integer}) : types_.unite(std::vector{*floating, *integer});
  }

  bool at_top_;
  const ClassSlice& slice_;
  TypeTable& types_;
  std::unordered_map<TypeId, TypeId> done_;
};

bool same(const Relation& one, const Relation& other) {
  return one.source == other.source && one.target == other.target && one.both_ways == other.both_ways;
}

bool same(const Hypothesis& one, const Hypothesis& other) {
  if (const auto *relation = std::get_if<Relation>(&one), *wanted = std::get_if<Relation>(&other); relation && wanted) return same(*relation, *wanted);
  const auto *choice = std::get_if<Choice>(&one), *wanted = std::get_if<Choice>(&other);
  return choice && wanted && choice->variable == wanted->variable && choice->types == wanted->types;
}

}  // namespace

bool is_promotion(const Query& asked, const Query& read, bool at_top, const ClassSlice& slice, TypeTable& types) {
  if (asked.variables.names != read.variables.names || asked.is_assignability != read.is_assignability ||
      asked.hypotheses.size() != read.hypotheses.size())
    return false;
  Promotion promotion(at_top, slice, types);
  for (std::size_t i = 0; i < asked.hypotheses.size(); ++i) {
    Hypothesis each = asked.hypotheses[i];
    if (auto* relation = std::get_if<Relation>(&each); relation && !at_top) *relation = promotion.read(*relation);
    if (auto* choice = std::get_if<Choice>(&each); choice && !at_top)
      for (TypeId& type : choice->types) type = promotion.read(type);
    if (!same(each, read.hypotheses[i])) return false;
  }
  return same(promotion.read(asked.goal), read.goal);
}

}  // namespace agverify::check
