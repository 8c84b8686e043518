#include "check/slice/unfolding.h"

#include <unordered_set>

#include <fmt/format.h>

namespace agverify::check {

TypeId unfold(const ClassSlice& slice, TypeTable& types, TypeId alias) {
  const auto arguments = types.parts(alias);
  Replacement at_arguments = Replacement::of_parameters(types, owner_of(types.alias_of(alias)), {arguments.begin(), arguments.end()});
  return at_arguments(slice[types.alias_of(alias)].body->type);
}

namespace {

/// What stands in an unfolding with nothing around it: which parameters of an alias, and which aliases.
class Surface {
 public:
  Surface(const ClassSlice& slice, const TypeTable& types) : slice_(slice), types_(types), bare_(slice.aliases.size()), next_(slice.aliases.size()) {}

  /// Until nothing is new: a parameter that is bare in one alias makes the argument there bare in another.
  void grow() {
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (std::size_t i = 0; i < slice_.aliases.size(); ++i) is_new |= look(i);
    }
  }

  /// Whether the alias comes back to itself.
  bool returns(std::size_t from) const {
    std::vector<std::size_t> pending{from};
    std::unordered_set<std::size_t> seen;
    while (!pending.empty()) {
      const std::size_t at = pending.back();
      pending.pop_back();
      for (const std::size_t each : next_[at]) {
        if (each == from) return true;
        if (seen.insert(each).second) pending.push_back(each);
      }
    }
    return false;
  }

 private:
  bool look(std::size_t alias) {
    bool is_new = false;
    std::vector<TypeId> pending{slice_.aliases[alias].body->type};
    std::unordered_set<TypeId> seen;
    while (!pending.empty()) {
      const TypeId type = pending.back();
      pending.pop_back();
      if (!seen.insert(type).second) continue;
      const std::span<const TypeId> parts = types_.parts(type);
      if (types_.is(type, Form::Union)) pending.insert(pending.end(), parts.begin(), parts.end());
      if (types_.is(type, Form::Parameter)) is_new |= bare_[alias].insert(types_[type].number).second;
      if (!types_.is(type, Form::Alias)) continue;
      const std::size_t other = index_of(types_.alias_of(type));
      is_new |= next_[alias].insert(other).second;
      for (const std::uint32_t each : bare_[other]) pending.push_back(parts[each]);
    }
    return is_new;
  }

  const ClassSlice& slice_;
  const TypeTable& types_;
  std::vector<std::unordered_set<std::uint32_t>> bare_;
  std::vector<std::unordered_set<std::size_t>> next_;
};

}  // namespace

bool unfoldings_end(const ClassSlice& slice, const TypeTable& types, Complaint& complaint) {
  for (const SliceAlias& each : slice.aliases)
    if (!each.body) return complaint.reject(each.line, "no line says what the alias unfolds to");
  Surface surface(slice, types);
  surface.grow();
  for (std::size_t i = 0; i < slice.aliases.size(); ++i)
    if (surface.returns(i)) return complaint.reject(slice.aliases[i].body->line, fmt::format("{} stands for itself with nothing around it", slice.aliases[i].name));
  return true;
}

}  // namespace agverify::check
