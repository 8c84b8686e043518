#include "properties/values_stub.h"

#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "properties/draw.h"

namespace agverify::properties {
namespace {

using namespace std::literals;

constexpr std::array member_names{"RED"sv, "GREEN"sv, "BLUE"sv};
constexpr std::array texts{R"("r")"sv, R"("g")"sv, R"("b")"sv};

class ValuesStub {
 public:
  explicit ValuesStub(Draw draw) : draw_(draw) {}

  std::string run() {
    for (std::size_t i = 0; i < 3; ++i) add_enum(fmt::format("Tint{}", i));
    if (draw_.chance(60)) add_flag();
    if (draw_.chance(50)) add_enum_without_members();
    for (std::size_t i = 0; i < 2; ++i) add_tuple(fmt::format("Row{}", i));
    return out_;
  }

 private:
  void add_enum(const std::string& name) {
    const std::string_view base = draw_.one_of(std::array{"Enum"sv, "Enum"sv, "Enum"sv, "IntEnum"sv, "str, Enum"sv});
    const bool is_text = base == "str, Enum";
    const std::size_t count = 1 + draw_.below(member_names.size());
    out_ += fmt::format("class {}({}):\n", name, base);
    for (std::size_t i = 0; i < count; ++i) add_member(member_names[i], is_text ? std::string{texts[i]} : std::to_string(i + 1));
    if (draw_.chance(30)) add_member("ALSO_RED", is_text ? std::string{texts[0]} : "1");
    if (draw_.chance(20)) add_member("HINT", "nonmember(7)");
    if (draw_.chance(20)) add_member("__secret", "8");
    if (draw_.chance(20)) out_ += "    def shade(self) -> int: ...\n";
    leaves_.push_back(name);
    leaves_.push_back(fmt::format("Literal[{}.RED]", name));
  }

  /// The members of a flag may be combined: they are not all of its values.
  void add_flag() {
    out_ += "class Mode(Flag):\n";
    for (std::size_t i = 0; i < 1 + draw_.below(2); ++i) add_member(member_names[i], std::to_string(1U << i));
    leaves_.emplace_back("Mode");
  }

  void add_enum_without_members() {
    out_ += "class Blank(Enum):\n    def shade(self) -> int: ...\n";
    leaves_.emplace_back("Blank");
  }

  void add_member(std::string_view name, const std::string& value) { out_ += fmt::format("    {} = {}\n", name, value); }

  void add_tuple(const std::string& name) {
    switch (draw_.below(3)) {
      case 0: return add_named_tuple(name, "NamedTuple", element());
      case 1: return add_named_tuple(name, "NamedTuple, Generic[T]", "T");
      default: out_ += fmt::format("class {}(tuple[{}]): ...\n", name, fmt::join(some_elements(), ", "));
    }
    leaves_.push_back(name);
  }

  void add_named_tuple(const std::string& name, std::string_view bases, std::string first) {
    std::vector<std::string> fields = some_elements();
    fields.front() = std::move(first);
    out_ += fmt::format("class {}({}):\n", name, bases);
    for (std::size_t i = 0; i < fields.size(); ++i) out_ += fmt::format("    field_{}: {}\n", i, fields[i]);
    if (bases == "NamedTuple") leaves_.push_back(name);
  }

  std::vector<std::string> some_elements() {
    std::vector<std::string> elements(1 + draw_.below(3));
    for (std::string& each : elements) each = element();
    return elements;
  }

  std::string element() {
    const std::string one = draw_.one_of(leaves_);
    return draw_.chance(30) ? fmt::format("{} | {}", one, draw_.one_of(leaves_)) : one;
  }

  Draw draw_;
  std::vector<std::string> leaves_{"int", "bool", "str", "None", "object", "Literal[0]"};
  std::string out_ = "from enum import Enum, Flag, IntEnum, nonmember\nfrom typing import Generic, Literal, NamedTuple, TypeVar\nT = TypeVar(\"T\")\n";
};

}  // namespace

std::string values_stub(std::uint64_t seed, std::uint64_t index) {
  constexpr std::uint64_t for_values = 2;
  return ValuesStub{Draw{seed, index, for_values}}.run();
}

}  // namespace agverify::properties
