#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/class_table.h"
#include "model/syntax/printer.h"

namespace agverify::solver {

/// Types as a certificate writes them: long ones get a `let` line of their own the first time that they are met.
class CertificateTypes {
 public:
  CertificateTypes(const model::ClassTable& table, std::span<const std::string> variables) : printer_(table), variables_(variables) {}

  /// The text of a type, or the name that stands for it.
  std::string text(model::Type type);
  /// The `let` lines so far, in order.
  const std::string& lines() const { return lines_; }

 private:
  std::uint32_t size_of(model::Type type);
  void name(model::Type type);
  std::string written(model::Type type);
  using Part = std::function<std::string(model::Type, bool in_union)>;
  static std::string callable(model::Type type, const Part& part);

  model::syntax::Printer printer_;
  std::span<const std::string> variables_;
  std::unordered_map<model::Type, std::uint32_t> sizes_;  // nodes as a tree, cut off
  std::unordered_map<model::Type, std::size_t> names_;
  std::string lines_;
};

}  // namespace agverify::solver
