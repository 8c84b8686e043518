#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/certificate.h"
#include "check/evidence/body.h"

namespace agverify::check {

/// The first lines of a certificate.
struct Head {
  std::string query;
  std::string asked;    ///< the question before numbers were read, where that makes another one
  bool is_read_at_top = false;  ///< else everywhere
  bool is_proved = false;
  std::optional<Direction> direction;
  std::vector<std::string> readings;  ///< of open questions, `NAME=VALUE`
  std::size_t lines = 0;  ///< how many there are
};

/// Writes the statement of a certificate that was accepted.
Statement write_statement(const Head& head, const ClassSlice& slice, const TypeTable& types, const Query& query,
                          const Body& body);

}  // namespace agverify::check
