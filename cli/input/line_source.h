#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"

namespace agverify::cli::input {

/// Lines of a file or of standard input, however long, in one buffer that is used again.
class LineSource {
 public:
  /// \param padding bytes behind every line that may be read, whatever they are
  /// \param before_waiting is called each time before the program may have to wait for input
  LineSource(std::size_t padding, std::function<void()> before_waiting) : padding_(padding), before_waiting_(std::move(before_waiting)) {}
  ~LineSource();
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;

  /// \param path `-` is standard input
  tl::expected<void, Failure> open(const std::string& path);

  /// The next line without its end; good until the next call. Nothing after the last one.
  std::optional<std::string_view> next();
  std::uint64_t number() const { return number_; }  ///< of the line given last, from 1
  /// How many bytes from the beginning of the line given last may be read.
  std::size_t readable() const { return buffer_.size() - line_begin_; }
  bool failed() const { return failed_; }  ///< reading broke off

 private:
  bool fill();

  std::size_t padding_;
  std::function<void()> before_waiting_;
  std::FILE* file_ = nullptr;  // read by its descriptor alone
  std::vector<char> buffer_;
  std::size_t line_begin_ = 0, begin_ = 0, end_ = 0;
  std::uint64_t number_ = 0;
  bool at_end_ = false, failed_ = false;
};

}  // namespace agverify::cli::input
