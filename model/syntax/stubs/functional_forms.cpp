#include "model/syntax/stubs/functional_forms.h"

#include <algorithm>
#include <array>

#include "model/syntax/stubs/class_source.h"

namespace agverify::model::syntax::stubs {
namespace {

using namespace std::literals;

constexpr std::array enum_classes{"Enum"sv, "IntEnum"sv, "StrEnum"sv, "Flag"sv, "IntFlag"sv, "ReprEnum"sv};

std::string_view last_name(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

class FunctionalForm {
 public:
  FunctionalForm(const Node& call, const std::function<Piece(const Node&)>& piece) : call_(call), piece_(piece) {}

  std::optional<ClassOutline> run(const Piece& name) {
    const std::string_view called = last_name(call_.field("function").text());
    const bool is_enum = std::ranges::find(enum_classes, called) != enum_classes.end();
    if (!is_enum && called != "NamedTuple") return std::nullopt;
    std::vector<Node> given;
    for (const Node& each : call_.field("arguments").children()) {
      const std::string_view keyword = each.field("name").text();
      if (!each.is("keyword_argument")) given.push_back(each);
      else if (keyword != "module" && keyword != "qualname") return std::nullopt;
    }
    if (given.size() < 2 || written(given.front()).value_or(Piece{}).text != name.text) return std::nullopt;
    made_.name = name;
    made_.bases = {piece_(call_.field("function"))};
    given.erase(given.begin());
    const bool is_read = is_enum ? read_members(given) : given.size() == 1 && read_fields(given.front());
    return is_read ? std::optional{std::move(made_)} : std::nullopt;
  }

 private:
  /// What a string without escapes says; nothing for another expression.
  std::optional<Piece> written(const Node& node) const {
    const std::string_view text = node.text();
    if (!node.is("string") || text.size() < 2 || (text[0] != '"' && text[0] != '\'') || text.starts_with(R"(""")") || text.starts_with("'''")) return std::nullopt;
    if (text.find('\\') != std::string_view::npos) return std::nullopt;
    const Piece whole = piece_(node);
    return Piece{text.substr(1, text.size() - 2), place_inside(whole, 1)};
  }

  static bool is_list(const Node& node) { return node.is("list") || node.is("tuple"); }

  /// `("name", what it is)`
  std::optional<std::pair<Piece, Node>> entry(const Node& node) const {
    if (!is_list(node)) return std::nullopt;
    const std::vector<Node> both = node.children();
    const auto name = both.size() == 2 ? written(both.front()) : std::nullopt;
    return name ? std::optional{std::pair{*name, both.back()}} : std::nullopt;
  }

  bool read_fields(const Node& fields) {
    if (!is_list(fields)) return false;
    for (const Node& each : fields.children()) {
      const auto field = entry(each);
      if (!field) return false;
      AssignmentOutline made;
      made.name = field->first;
      made.annotation = piece_(field->second);
      made_.members.emplace_back(std::move(made));
    }
    return true;
  }

  /// Names in one text, with spaces or commas between them, or a list of names; their values are left to the enum.
  bool read_members(const std::vector<Node>& given) {
    if (given.size() != 1) return std::ranges::all_of(given, [&](const Node& each) { return read_names(each); });
    if (!is_list(given.front())) return read_names(given.front());
    const std::vector<Node> names = given.front().children();
    return std::ranges::all_of(names, [&](const Node& each) { return read_names(each); });
  }

  bool read_names(const Node& node) {
    const auto text = written(node);
    for (std::size_t i = 0; text && i < text->text.size();) {
      const std::size_t end = std::min(text->text.find_first_of(", ", i), text->text.size());
      if (end > i) add_member({text->text.substr(i, end - i), place_inside(*text, i)});
      i = end + 1;
    }
    return text.has_value();
  }

  void add_member(const Piece& name) {
    AssignmentOutline made;
    made.name = name;
    made.value_kind = AssignmentOutline::Value::Generated;
    made_.members.emplace_back(std::move(made));
  }

  const Node& call_;
  const std::function<Piece(const Node&)>& piece_;
  ClassOutline made_;
};

}  // namespace

std::optional<ClassOutline> class_made_by_call(const Piece& name, const Node& call, const std::function<Piece(const Node&)>& piece) {
  return FunctionalForm{call, piece}.run(name);
}

}  // namespace agverify::model::syntax::stubs
