#pragma once

#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace agverify::report {

/// Holds a document to a JSON schema: the keywords that ours uses; one that is not known here is an error of the schema.
class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json schema) : root_(std::move(schema)) {}

  /// \returns what is wrong, each with its place; empty when nothing is
  std::vector<std::string> errors(const nlohmann::json& document) const {
    std::vector<std::string> found;
    check(root_, document, "", found);
    return found;
  }

 private:
  using Json = nlohmann::json;

  void check(const Json& schema, const Json& value, const std::string& at, std::vector<std::string>& found) const {
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "$ref") check(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at, found);
      else if (keyword == "properties" || keyword == "additionalProperties") properties(schema, keyword, value, at, found);
      else if (keyword == "items") each_item(rule, value, at, found);
      else if (keyword == "required") required(rule, value, at, found);
      else if (!holds(keyword, rule, value)) found.push_back(fmt::format("{}: {} {} against {}", at, keyword, rule.dump(), value.dump()));
    }
  }

  static bool holds(const std::string& keyword, const Json& rule, const Json& value) {
    if (keyword == "type") return rule == (value.is_number_integer() ? "integer" : value.type_name());
    if (keyword == "const") return value == rule;
    if (keyword == "enum") return std::ranges::find(rule, value) != rule.end();
    if (keyword == "minimum") return value.get<double>() >= rule.get<double>();
    if (keyword == "pattern") return std::regex_search(value.get<std::string>(), std::regex{rule.get<std::string>()});
    return keyword == "description" || keyword == "title" || keyword == "$schema" || keyword == "$defs";
  }

  void properties(const Json& schema, const std::string& keyword, const Json& value, const std::string& at, std::vector<std::string>& found) const {
    const Json known = schema.value("properties", Json::object());
    for (const auto& [name, each] : value.items()) {
      if (known.contains(name) == (keyword == "additionalProperties")) continue;
      const Json& rule = keyword == "properties" ? known[name] : schema[keyword];
      if (rule.is_boolean()) found.push_back(fmt::format("{}: no property {}", at, name));
      else check(rule, each, at + "/" + name, found);
    }
  }

  void each_item(const Json& rule, const Json& value, const std::string& at, std::vector<std::string>& found) const {
    for (std::size_t i = 0; i < value.size(); ++i) check(rule, value[i], fmt::format("{}/{}", at, i), found);
  }

  static void required(const Json& rule, const Json& value, const std::string& at, std::vector<std::string>& found) {
    for (const Json& name : rule)
      if (!value.contains(name.get<std::string>())) found.push_back(fmt::format("{}: lacks {}", at, name.dump()));
  }

  Json root_;
};

}  // namespace agverify::report
