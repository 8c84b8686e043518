#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/class.h"
#include "model/syntax/bound_obligation.h"
#include "model/type_pool.h"

namespace agverify::model::snapshot {

// Values as bytes and back. Numbers take seven bits a byte, low ones first; texts and lists have their length before them, an
// alternative its index. A type is its serial: the pool's own nodes are written first (see type_nodes.h). What a struct
// consists of is said once for both directions, by a function `fields` that hands every field to the coder (see fields.h).

/// Appends values to bytes.
class Writer {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }

  std::string take() { return std::move(bytes_); }

 private:
  void put(const std::string& text) {
    number(text.size());
    bytes_ += text;
  }
  void put(Type type) { number(type->serial); }

  template <typename Value>
  void put(const std::vector<Value>& values) {
    number(values.size());
    for (const Value& each : values) put(each);
  }
  template <typename Value, std::size_t size>
  void put(const std::array<Value, size>& values) {
    for (const Value& each : values) put(each);
  }
  template <typename Value>
  void put(const std::optional<Value>& value) {
    number(value.has_value());
    if (value) put(*value);
  }
  template <typename First, typename Second>
  void put(const std::pair<First, Second>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <typename... Forms>
  void put(const std::variant<Forms...>& value) {
    number(value.index());
    std::visit([this](const auto& form) { put(form); }, value);
  }
  template <typename Value>
  void put(const Value& value) {
    if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
      static_assert(std::is_enum_v<Value> || std::is_unsigned_v<Value>);
      number(static_cast<std::uint64_t>(value));
    } else {
      fields(*this, value);
    }
  }

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(0x80 | (value & 0x7f));
    bytes_ += static_cast<char>(value);
  }

  std::string bytes_;
};

/// Takes values from bytes. Past the first byte that cannot be right everything is empty, and `failed` says so.
class Reader {
 public:
  /// \param pool where types are found by their serial
  Reader(std::string_view bytes, TypePool& pool) : rest_(bytes), pool_(pool) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  template <typename Value>
  Value take() {
    Value made = blank<Value>();
    get(made);
    return made;
  }

  void fail() {
    failed_ = true;
    rest_ = {};
  }
  bool failed() const { return failed_; }
  std::string_view rest() const { return rest_; }

 private:
  void get(std::string& text) {
    const std::size_t size = length();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void get(Type& type) {
    const std::uint64_t serial = number();
    if (serial >= pool_.size()) return fail();
    type = pool_.at(serial);
  }

  template <typename Value>
  void get(std::vector<Value>& values) {
    const std::size_t size = length();
    values.clear();
    values.reserve(size);
    for (std::size_t i = 0; i < size && !failed_; ++i) values.push_back(take<Value>());
  }
  template <typename Value, std::size_t size>
  void get(std::array<Value, size>& values) {
    for (Value& each : values) get(each);
  }
  template <typename Value>
  void get(std::optional<Value>& value) {
    value.reset();
    if (number() != 0) value = take<Value>();
  }
  template <typename First, typename Second>
  void get(std::pair<First, Second>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <typename... Forms>
  void get(std::variant<Forms...>& value) {
    const std::uint64_t index = number();
    std::uint64_t form = 0;
    if (index >= sizeof...(Forms)) return fail();
    ((form++ == index ? void(value = take<Forms>()) : void()), ...);
  }
  template <typename Value>
  void get(Value& value) {
    if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
      value = static_cast<Value>(number());
    } else {
      fields(*this, value);
    }
  }

  /// What holds a type has no value before it is read.
  template <typename Value>
  Value blank() const {
    if constexpr (std::is_default_constructible_v<Value>) {
      return {};
    } else if constexpr (std::is_same_v<Value, Member>) {
      return {{}, Unread{}, {}, false};
    } else if constexpr (std::is_same_v<Value, syntax::BoundObligation>) {
      return {pool_.at(0), {}, {}, {}, {}, {}, {}};
    } else {
      return Value{pool_.at(0)};
    }
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }

  /// Each byte or value takes a byte at least.
  std::size_t length() {
    const std::uint64_t size = number();
    if (size > rest_.size()) fail();
    return failed_ ? 0 : size;
  }

  std::string_view rest_;
  TypePool& pool_;
  bool failed_ = false;
};

}  // namespace agverify::model::snapshot
