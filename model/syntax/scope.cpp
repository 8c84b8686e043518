#include "model/syntax/scope.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace agverify::model::syntax {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Levenshtein's distance, two equal letters of different case and a swap of neighbours counting one.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  std::iota(above.begin(), above.end(), 0);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[right.size()];
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

}  // namespace

void Scope::define(std::string_view name, const Symbol& symbol) {
  if (const auto found = symbols_.find(name); found != symbols_.end()) {
    found->second = symbol;
    return;
  }
  symbols_.emplace(name, symbol);
  if (name.find('.') != std::string_view::npos) dotted_.emplace(name);
}

void Scope::forget(std::string_view name) {
  symbols_.erase(std::string(name));
  dotted_.erase(std::string(name));
}

const Symbol* Scope::find(std::string_view name) const {
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nullptr : &found->second;
}

std::optional<std::string> Scope::suggest(std::string_view name) const {
  const std::size_t last_part = name.size() - (name.rfind('.') + 1);  // npos + 1 is 0
  const std::size_t tolerance = std::max<std::size_t>(1, last_part / 3);
  std::optional<std::tuple<std::size_t, std::size_t, std::string_view>> best;
  for (const auto& [candidate, symbol] : symbols_) {
    const std::size_t size = candidate.size();
    if (std::max(size, name.size()) - std::min(size, name.size()) > tolerance) continue;
    const std::size_t distance = equal_but_for_case(candidate, name) ? 1 : edit_distance(candidate, name);
    if (distance > tolerance || distance >= std::max(size, name.size())) continue;
    const std::tuple<std::size_t, std::size_t, std::string_view> here{distance, size, candidate};
    if (!best || here < *best) best = here;
  }
  if (!best) return std::nullopt;
  return std::string(std::get<2>(*best));
}

std::set<std::string, std::less<>> Scope::modules() const {
  std::set<std::string, std::less<>> found;
  for (const std::string& name : dotted_) found.insert(name.substr(0, name.rfind('.')));
  return found;
}

std::vector<std::pair<std::string, Symbol>> Scope::names_in(std::string_view module) const {
  std::vector<std::pair<std::string, Symbol>> found;
  const std::string prefix = std::string(module) + ".";
  for (auto each = dotted_.lower_bound(prefix); each != dotted_.end() && each->starts_with(prefix); ++each)
    if (each->find('.', prefix.size()) == std::string::npos) found.emplace_back(each->substr(prefix.size()), symbols_.find(*each)->second);
  return found;
}

std::vector<std::pair<std::string_view, const Symbol*>> Scope::all() const {
  std::vector<std::pair<std::string_view, const Symbol*>> found;
  for (const auto& [name, symbol] : symbols_) found.emplace_back(name, &symbol);
  std::ranges::sort(found);
  return found;
}

}  // namespace agverify::model::syntax
