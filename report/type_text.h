#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "model/class_table.h"
#include "model/query.h"
#include "model/syntax/printer.h"

namespace agverify::report {

/// Types for people to read: as the printer writes them, with `...` where they nest or list past what an eye takes in.
class TypeText {
 public:
  struct Limits {
    std::size_t depth = 6, parts = 8;
  };

  explicit TypeText(const model::ClassTable& table, std::span<const std::string> variables = {})
      : table_(table), printer_(table), variables_(variables) {}

  std::string text(model::Type type, Limits limits, std::span<const model::TypeParameter> parameters = {});
  std::string text(model::Type type) { return text(type, Limits{}); }
  /// A whole query, with wider limits.
  std::string statement(const model::Query& query);
  std::string hypothesis(const model::Hypothesis& hypothesis, Limits limits);
  std::string_view name(model::ClassId id) const { return printer_.name(id); }

 private:
  void append(std::string& out, model::Type type, Limits limits, bool in_union, std::span<const model::TypeParameter> parameters);
  void append_callable(std::string& out, model::Type type, Limits limits, bool in_union, std::span<const model::TypeParameter> parameters);
  void append_parts(std::string& out, model::Type type, Limits limits, std::span<const model::TypeParameter> parameters);

  const model::ClassTable& table_;
  model::syntax::Printer printer_;
  std::span<const std::string> variables_;
};

}  // namespace agverify::report
