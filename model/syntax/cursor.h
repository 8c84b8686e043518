#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace agverify::model::syntax {

constexpr bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool continues_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

/// A place in a text that moves forward over tokens.
class Cursor {
 public:
  explicit Cursor(std::string_view text = {}) : text_(text) {}

  std::string_view text() const { return text_; }
  std::uint32_t offset() const { return at_; }
  bool at_end() const { return at_ == text_.size(); }
  /// \returns NUL past the end
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void advance(std::uint32_t count = 1) { at_ += count; }

  /// White space, line ends and `#` comments.
  void skip_space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (c == ' ' || (c >= '\t' && c <= '\r') || (c == '\\' && peek(1) == '\n')) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool accept(std::string_view token) {
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += static_cast<std::uint32_t>(token.size());
    return true;
  }

  /// \returns an empty text when no name begins here
  std::string_view name() {
    const std::uint32_t from = at_;
    if (begins_name(peek()))
      while (continues_name(peek())) ++at_;
    return text_.substr(from, at_ - from);
  }

  bool accept_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word || continues_name(peek(word.size()))) return false;
    at_ += static_cast<std::uint32_t>(word.size());
    return true;
  }

  /// The token that begins here, for a message: quoted, or "the end".
  std::string shown_token() const;

 private:
  std::string_view text_;
  std::uint32_t at_ = 0;
};

/// Line and column, both from 1, of a byte in a text; columns in characters of UTF-8.
struct TextPlace {
  std::uint32_t line, column;
};
TextPlace place_in(std::string_view text, std::size_t offset);

}  // namespace agverify::model::syntax
