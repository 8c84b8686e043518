#include "model/syntax/stubs/constants.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "model/syntax/literal_text.h"

namespace agverify::model::syntax::stubs {
namespace {

constexpr std::int64_t largest = 1'000'000'000'000'000'000;

class ConstantReader {
 public:
  ConstantReader(std::string_view text, const std::function<std::optional<Constant>(std::string_view)>& named) : cursor_(text), named_(named) {}

  std::optional<Constant> run() {
    cursor_.skip_space();
    auto value = cursor_.peek() == '(' ? in_parentheses() : operations();
    cursor_.skip_space();
    return cursor_.at_end() ? value : std::nullopt;
  }

 private:
  std::optional<Constant> in_parentheses() {
    std::string key = "(";
    bool is_tuple = false;
    std::optional<Constant> one;
    cursor_.advance();
    for (cursor_.skip_space(); cursor_.peek() != ')'; cursor_.skip_space()) {
      if (one && !is_tuple) return std::nullopt;
      one = operations();
      if (!one) return std::nullopt;
      (key += one->key) += ',';
      cursor_.skip_space();
      is_tuple = cursor_.accept(",");
    }
    cursor_.advance();
    if (one && key.size() == one->key.size() + 2 && !is_tuple) return one;
    return Constant{Constant::Kind::Other, key + ")"};
  }

  /// `a`, or `a | b | c` with one operator.
  std::optional<Constant> operations() {
    auto value = operand();
    std::string_view before;
    for (cursor_.skip_space(); value; cursor_.skip_space()) {
      const std::string_view sign = operator_here();
      if (sign.empty()) return value;
      const bool repeats = before.empty() || (sign == before && sign != "<<");
      cursor_.accept(sign);
      cursor_.skip_space();
      const auto right = operand();
      value = repeats && right && value->whole && right->whole ? result(*value->whole, sign, *right->whole) : std::nullopt;
      before = sign;
    }
    return std::nullopt;
  }

  std::string_view operator_here() const {
    for (const std::string_view each : {"<<", "|", "&", "^", "+"})
      if (cursor_.text().substr(cursor_.offset()).starts_with(each)) return each;
    return {};
  }

  static std::optional<Constant> result(std::int64_t left, std::string_view sign, std::int64_t right) {
    if (sign == "|") return whole_constant(left | right);
    if (sign == "&") return whole_constant(left & right);
    if (sign == "^") return whole_constant(left ^ right);
    if (sign == "+") return left + right > largest || left + right < -largest ? std::nullopt : std::optional{whole_constant(left + right)};
    if (left < 0 || right < 0 || right > 40 || left > (std::int64_t{1} << 20)) return std::nullopt;
    return whole_constant(left << right);
  }

  std::optional<Constant> operand() {
    if (begins_text(cursor_)) return text();
    if (begins_name(cursor_.peek())) return by_name();
    const bool is_negative = cursor_.accept("-");
    if (auto digits = whole_number(cursor_)) return whole(is_negative && *digits != "0" ? "-" + *digits : *digits);
    return real(is_negative);
  }

  /// Texts beside each other are one.
  std::optional<Constant> text() {
    WrittenText all;
    bool is_first = true;
    for (; begins_text(cursor_); cursor_.skip_space()) {
      const auto next = written_text(cursor_);
      if (!next || (!is_first && next->is_bytes != all.is_bytes)) return std::nullopt;
      all.is_bytes = next->is_bytes;
      all.value += next->value;
      is_first = false;
    }
    return Constant{all.is_bytes ? Constant::Kind::Bytes : Constant::Kind::Text, spelled(all)};
  }

  std::optional<Constant> by_name() {
    const std::string_view name = cursor_.name();
    if (cursor_.peek() == '.' || cursor_.peek() == '(' || cursor_.peek() == '[') return std::nullopt;
    if (name == "True" || name == "False") return whole_constant(name == "True" ? 1 : 0);
    if (name == "None") return Constant{Constant::Kind::Other, "None"};
    return named_(name);
  }

  static Constant whole(const std::string& digits) {
    Constant made{Constant::Kind::Whole, digits};
    std::int64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec == std::errc{} && value <= largest && value >= -largest) made.whole = value;
    return made;
  }

  std::optional<Constant> real(bool is_negative) {
    const std::string_view rest = cursor_.text().substr(cursor_.offset());
    double value = 0;
    if (rest.empty() || (rest.front() != '.' && (rest.front() < '0' || rest.front() > '9'))) return std::nullopt;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
    cursor_.advance(static_cast<std::uint32_t>(read.ptr - rest.data()));
    if (continues_name(cursor_.peek()) || cursor_.peek() == '.') return std::nullopt;
    if (is_negative) value = -value;
    const bool is_whole = std::trunc(value) == value;
    if (is_whole && std::abs(value) > 1e15) return std::nullopt;
    return Constant{Constant::Kind::Float, is_whole ? fmt::format("{}", static_cast<std::int64_t>(value)) : fmt::format("{}", value)};
  }

  Cursor cursor_;
  const std::function<std::optional<Constant>(std::string_view)>& named_;
};

}  // namespace

Constant whole_constant(std::int64_t value) { return {Constant::Kind::Whole, std::to_string(value), value}; }

std::optional<Constant> constant_in(std::string_view text, const std::function<std::optional<Constant>(std::string_view)>& named) {
  return ConstantReader{text, named}.run();
}

}  // namespace agverify::model::syntax::stubs
