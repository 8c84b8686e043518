#include "cli/input/line_source.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace agverify::cli::input {
namespace {

constexpr std::size_t block_size = 1 << 18;

}  // namespace

LineSource::~LineSource() {
  if (file_ && file_ != stdin) std::fclose(file_);
}

tl::expected<void, Failure> LineSource::open(const std::string& path) {
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file_) return {};
  return tl::unexpected(failure(ExitCode::MissingInput, fmt::format("cannot read: {}", std::strerror(errno)), path));
}

std::optional<std::string_view> LineSource::next() {
  std::size_t scanned = begin_;
  while (true) {
    const char* const from = buffer_.data() + scanned;
    const auto* found = scanned < end_ ? static_cast<const char*>(std::memchr(from, '\n', end_ - scanned)) : nullptr;
    if (!found && !at_end_) {
      const std::size_t known = end_ - begin_;
      at_end_ = !fill();
      scanned = begin_ + known;
      continue;
    }
    if (!found && begin_ == end_) return std::nullopt;
    line_begin_ = begin_;
    const std::size_t end = found ? static_cast<std::size_t>(found - buffer_.data()) : end_;
    begin_ = found ? end + 1 : end_;
    ++number_;
    return std::string_view{buffer_.data() + line_begin_, end - line_begin_};
  }
}

/// Moves what is left to the front, makes room for a block and reads. \returns false at the end
bool LineSource::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + block_size + padding_) buffer_.resize(2 * end_ + block_size + padding_);
  before_waiting_();
  ssize_t count = 0;
  do {
    count = ::read(::fileno(file_), buffer_.data() + end_, block_size);
  } while (count < 0 && errno == EINTR);
  failed_ = count < 0;
  if (count <= 0) return false;
  end_ += static_cast<std::size_t>(count);
  return true;
}

}  // namespace agverify::cli::input
