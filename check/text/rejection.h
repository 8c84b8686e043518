#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace agverify::check {

/// Why a text is not accepted.
struct Rejection {
  std::uint32_t line = 0;  ///< of the certificate, from 1
  std::string message;
  bool unreadable =
      false;  ///< the text is no certificate at all: bad head, bytes that are no text, a digest that is none
  friend bool operator==(const Rejection&, const Rejection&) = default;
};

/// Keeps the first rejection, so that a check can end by `return complaint.reject(line, why)`, which is false.
class Complaint {
 public:
  bool reject(std::uint32_t line, std::string message) { return keep({line, std::move(message), false}); }
  bool unreadable(std::uint32_t line, std::string message) { return keep({line, std::move(message), true}); }
  const std::optional<Rejection>& first() const { return first_; }

 private:
  bool keep(Rejection rejection) {
    if (!first_) first_ = std::move(rejection);
    return false;
  }
  std::optional<Rejection> first_;
};

}  // namespace agverify::check
