#include "model/syntax/error.h"

#include <fmt/format.h>

namespace agverify::model::syntax {

std::string describe(const ParseError& error) {
  const std::string place = fmt::format("{}:{}: {}", error.line, error.column, error.message);
  return error.file.empty() ? place : error.file + ":" + place;
}

}  // namespace agverify::model::syntax
