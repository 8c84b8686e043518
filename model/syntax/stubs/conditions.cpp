#include "model/syntax/stubs/conditions.h"

#include <charconv>
#include <compare>
#include <vector>

namespace agverify::model::syntax::stubs {
namespace {

// Conditions nest; deeper ones are not decided, so that nothing recurses without a bound.
constexpr int deepest_condition = 64;

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> compare(std::strong_ordering order, std::string_view sign) {
  if (sign == ">=") return order >= 0;
  if (sign == ">") return order > 0;
  if (sign == "<=") return order <= 0;
  if (sign == "<") return order < 0;
  if (sign == "==") return order == 0;
  if (sign == "!=") return order != 0;
  return std::nullopt;
}

/// `sys.version_info` has five parts; against a shorter tuple that is a beginning of it, it is the greater one.
std::optional<bool> decide_version(const Node& tuple, std::string_view sign, const PythonVersion& version) {
  const std::vector<std::uint32_t> actual{version.major, version.minor};
  std::vector<std::uint32_t> asked;
  for (const Node& part : tuple.children()) {
    const auto value = number(part.text());
    if (!value) return std::nullopt;
    asked.push_back(*value);
  }
  if (asked.empty() || asked.size() > actual.size()) return std::nullopt;
  const auto order = std::lexicographical_compare_three_way(actual.begin(), actual.end(), asked.begin(), asked.end());
  const bool begins_so = std::equal(asked.begin(), asked.end(), actual.begin());
  return compare(begins_so ? std::strong_ordering::greater : order, sign);
}

std::optional<bool> decide_part(const Node& side, std::string_view sign, const Node& value, const PythonVersion& version) {
  const std::string_view text = side.text();
  if (text == "sys.version_info") return decide_version(value, sign, version);
  if (text == "sys.version_info[0]" || text == "sys.version_info.major") {
    const auto asked = number(value.text());
    return asked ? compare(version.major <=> *asked, sign) : std::nullopt;
  }
  if (text == "sys.platform" && value.is("string"))
    return compare(value.text().substr(1, value.text().size() - 2) == "linux" ? std::strong_ordering::equal : std::strong_ordering::less,
                   sign == "==" || sign == "!=" ? sign : "");
  return std::nullopt;
}

std::optional<bool> decide_comparison(const Node& condition, const PythonVersion& version) {
  const std::vector<Node> all = condition.all_children();
  if (all.size() != 3) return std::nullopt;
  return decide_part(all[0], all[1].text(), all[2], version);
}

std::optional<bool> decide_within(const Node& condition, const PythonVersion& version, int depth) {
  if (depth == 0) return std::nullopt;
  const auto part = [&](std::string_view name) { return decide_within(condition.field(name), version, depth - 1); };
  const std::string_view text = condition.text();
  if (text == "True" || text == "TYPE_CHECKING" || text.ends_with(".TYPE_CHECKING")) return true;
  if (text == "False") return false;
  if (condition.is("parenthesized_expression")) return decide_within(condition.only_child(), version, depth - 1);
  if (condition.is("comparison_operator")) return decide_comparison(condition, version);
  if (condition.is("not_operator")) {
    const auto inner = part("argument");
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (!condition.is("boolean_operator")) return std::nullopt;
  const auto left = part("left"), right = part("right");
  const bool decisive = condition.field("operator").text() == "or";
  if (left == decisive || right == decisive) return decisive;
  return left && right ? std::optional(!decisive) : std::nullopt;
}

}  // namespace

std::optional<bool> decide(const Node& condition, const PythonVersion& version) {
  return decide_within(condition, version, deepest_condition);
}

}  // namespace agverify::model::syntax::stubs
