#include "cli/input/json_question.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <simdjson.h>

#include "cli/input/python_version.h"

namespace agverify::cli::input {
namespace {

using model::Relation;
namespace ondemand = simdjson::ondemand;

enum class Field : std::uint8_t { Id, Relation, Source, Target, Forall, Hypotheses, Prelude, Python, Unknown };

constexpr std::array<std::string_view, 8> field_names{"id", "relation", "source", "target", "forall", "hypotheses", "prelude", "python"};
constexpr std::array<std::pair<std::string_view, Relation>, 4> relations{{{"subtype", Relation::Subtype},
                                                                         {"assignable", Relation::Assignable},
                                                                         {"equivalent", Relation::Equivalent},
                                                                         {"consistent", Relation::Consistent}}};

Field field_named(std::string_view name) { return static_cast<Field>(std::ranges::find(field_names, name) - field_names.begin()); }

std::string_view trimmed(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool is_literal(std::string_view text) { return text == "true" || text == "false" || text == "null"; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view after_digits(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  return text;
}

/// The grammar of RFC 8259, section 6, of any size.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  text = text.front() == '0' ? text.substr(1) : after_digits(text);
  if (text.starts_with('.')) {
    if (text.size() < 2 || !is_digit(text[1])) return false;
    text = after_digits(text.substr(1));
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    text = after_digits(text);
  }
  return text.empty();
}

}  // namespace

struct JsonQuestionReader::Parsers {
  ondemand::parser lines;
  simdjson::dom::parser ids;  // holds compound ids to the grammar
  std::uint32_t seen = 0;     // a bit a field

  /// \returns what is wrong with the whole line
  std::optional<std::string> run(std::string_view line, std::size_t readable, JsonQuestion& into) {
    std::optional<std::string> wrong;
    seen = 0;
    try {
      ondemand::document document = lines.iterate(line.data(), line.size(), readable);
      ondemand::object object = document.get_object();
      for (auto field : object) {
        const std::string_view name = field.unescaped_key();
        std::optional<std::string> problem = take(name, field.value(), into);
        if (problem && !wrong) wrong = std::move(problem);
      }
      if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return "the line goes on after the object";
    } catch (const simdjson::simdjson_error& error) {
      if (error.error() == simdjson::INCORRECT_TYPE && !wrong) return "the line is no JSON object";
      return wrong ? wrong : fmt::format("the line is no JSON: {}", simdjson::error_message(error.error()));
    }
    return wrong ? wrong : missing();
  }

  std::optional<std::string> missing() const {
    for (const Field each : {Field::Relation, Field::Source, Field::Target})
      if (!(seen >> static_cast<unsigned>(each) & 1U))
        return fmt::format("the field \"{}\" is missing", field_names[static_cast<std::size_t>(each)]);
    return std::nullopt;
  }

  std::optional<std::string> take(std::string_view name, ondemand::value value, JsonQuestion& into) {
    const Field field = field_named(name);
    if (field == Field::Unknown) return fmt::format("there is no field \"{}\"", name);
    const std::uint32_t bit = 1U << static_cast<unsigned>(field);
    if (seen & bit) return fmt::format("the field \"{}\" stands twice", name);
    if (field == Field::Id) {
      seen |= bit;
      return take_id(value, into);
    }
    // What is null is left out.
    if (value.type() == ondemand::json_type::null) return std::nullopt;
    seen |= bit;
    return take_field(field, value, into);
  }

  std::optional<std::string> take_field(Field field, ondemand::value value, JsonQuestion& into) {
    switch (field) {
      case Field::Relation: return take_relation(value, into);
      case Field::Source: return text(field, value, into.source);
      case Field::Target: return text(field, value, into.target);
      case Field::Forall: return texts(field, value, into.variables);
      case Field::Hypotheses: return texts(field, value, into.hypotheses);
      case Field::Prelude: return text(field, value, into.prelude);
      case Field::Python: return take_version(value, into);
      case Field::Id:
      case Field::Unknown: break;
    }
    return std::nullopt;
  }

  static std::string wrong_type(Field field, std::string_view wanted) {
    return fmt::format("the field \"{}\" is no {}", field_names[static_cast<std::size_t>(field)], wanted);
  }

  static std::optional<std::string> text(Field field, ondemand::value value, std::string_view& into) {
    if (value.type() != ondemand::json_type::string) return wrong_type(field, "string");
    into = value.get_string();
    return std::nullopt;
  }

  static std::optional<std::string> texts(Field field, ondemand::value value, std::vector<std::string_view>& into) {
    if (value.type() != ondemand::json_type::array) return wrong_type(field, "list of strings");
    for (auto each : value.get_array()) {
      ondemand::value element = each.value();
      if (element.type() != ondemand::json_type::string) return wrong_type(field, "list of strings");
      into.push_back(element.get_string());
    }
    return std::nullopt;
  }

  static std::optional<std::string> take_relation(ondemand::value value, JsonQuestion& into) {
    std::string_view name;
    if (auto wrong = text(Field::Relation, value, name)) return wrong;
    const auto found = std::ranges::find(relations, name, &std::pair<std::string_view, Relation>::first);
    if (found == relations.end()) return fmt::format("there is no relation \"{}\": subtype, assignable, equivalent, consistent", name);
    into.relation = found->second;
    return std::nullopt;
  }

  static std::optional<std::string> take_version(ondemand::value value, JsonQuestion& into) {
    std::string_view name;
    if (auto wrong = text(Field::Python, value, name)) return wrong;
    into.version = python_version(name);
    return into.version ? std::nullopt : std::optional(fmt::format("\"{}\" is no version such as 3.13", name));
  }

  std::optional<std::string> take_id(ondemand::value value, JsonQuestion& into) {
    const ondemand::json_type type = value.type();
    if (type == ondemand::json_type::array || type == ondemand::json_type::object) return take_compound_id(value, type, into);
    const std::string_view token = trimmed(value.raw_json_token());
    if (type == ondemand::json_type::string) {
      static_cast<void>(value.get_string().value());  // holds the escapes to the grammar
    } else if (!is_literal(token) && !is_number(token)) {
      return "the id is no JSON";
    }
    into.id = token;
    return std::nullopt;
  }

  std::optional<std::string> take_compound_id(ondemand::value value, ondemand::json_type type, JsonQuestion& into) {
    const std::string_view token = trimmed(type == ondemand::json_type::array ? value.get_array().value().raw_json().value()
                                                                              : value.get_object().value().raw_json().value());
    const auto error = ids.parse(token.data(), token.size()).error();
    if (error && error != simdjson::NUMBER_ERROR) return fmt::format("the id is no JSON: {}", simdjson::error_message(error));
    into.id = token;
    return std::nullopt;
  }
};

JsonQuestionReader::JsonQuestionReader() : parsers_(std::make_unique<Parsers>()) {}
JsonQuestionReader::~JsonQuestionReader() = default;

std::size_t JsonQuestionReader::padding() { return simdjson::SIMDJSON_PADDING; }

std::optional<std::string> JsonQuestionReader::read(std::string_view line, std::size_t readable) {
  question_.id = question_.source = question_.target = question_.prelude = {};
  question_.variables.clear();
  question_.hypotheses.clear();
  question_.version.reset();
  return parsers_->run(line, readable, question_);
}

}  // namespace agverify::cli::input
