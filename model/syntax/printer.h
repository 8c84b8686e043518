#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/query.h"

namespace agverify::model::syntax {

/// Writes types and queries so that a `Reader` reads the same ones back: classes and aliases by their short names, by the
/// qualified one where two share it. The table must not change meanwhile; names are kept.
class Printer {
 public:
  explicit Printer(const ClassTable& table);

  /// \param variables names of `Variable{i}`
  /// \param parameters of the class that `type` speaks of, for the names of `Parameter{i}`
  void append(std::string& out, Type type, std::span<const std::string> variables = {},
              std::span<const TypeParameter> parameters = {});
  /// A signature as `(x: int, /, *, k: str = ...) -> R`, also where `Callable[[..], R]` could say it; several as `overload[..]`.
  void append_signature(std::string& out, const Type& callable, std::span<const std::string> variables = {},
                        std::span<const TypeParameter> parameters = {});
  void append(std::string& out, const Query& query);
  void append(std::string& out, const Hypothesis& hypothesis, std::span<const std::string> variables);

  /// `[` and `]`; `<` and `>` for what a tuple is as a Sequence, `tuple<int | str>`, which no annotation says.
  std::pair<char, char> brackets(ClassId id) const { return id == table_.well_known.tuple ? std::pair{'<', '>'} : std::pair{'[', ']'}; }
  /// A literal's value as Python writes it: `-3`, `"a"`, `Color.RED`.
  void append_value(std::string& out, const Literal& literal);

  std::string_view name(ClassId id) const { return names_[index_of(id)]; }
  std::string_view name(AliasId id) const { return alias_names_[index_of(id)]; }

 private:
  enum class Style : std::uint8_t { Union, Brackets, CallableBrackets, Signature };
  struct Frame {
    Type type;
    std::size_t next;        // part to be written next
    Style style;
    bool in_parentheses;
  };
  void begin(std::string& out, Type type, bool inside_union, std::span<const std::string> variables,
             std::span<const TypeParameter> parameters);
  void finish(std::string& out, std::span<const std::string> variables, std::span<const TypeParameter> parameters);
  static void separate(std::string& out, const Frame& top);
  static void after_unbounded(std::string& out, const Frame& top);
  void leaf(std::string& out, Type type, std::span<const std::string> variables, std::span<const TypeParameter> parameters);
  void open(std::string& out, Type type, bool inside_union);

  const ClassTable& table_;
  std::vector<std::string_view> names_, alias_names_;
  std::vector<Frame> frames_;
};

/// Whether `Callable[[..], R]` can say the signature.
bool is_positional(const SignatureShape& shape);
/// Writes what stands between the parameter before and this one, up to its type; past the last one the arrow.
void before_parameter(std::string& out, const SignatureShape& shape, std::size_t at);

/// `<:`, `~>`, `==`, `~`.
std::string_view sign_of(Relation relation);

std::string print(Type type, const ClassTable& table, std::span<const std::string> variables = {},
                  std::span<const TypeParameter> parameters = {});
std::string print(const Query& query, const ClassTable& table);
std::string print(const Hypothesis& hypothesis, const ClassTable& table, std::span<const std::string> variables);

}  // namespace agverify::model::syntax
