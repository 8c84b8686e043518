#include "gate/diagnostics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <simdjson.h>

namespace agverify::gate {
namespace {

using Element = simdjson::dom::element;
using Read = tl::expected<std::vector<Diagnostic>, std::string>;

std::string base_name(std::string_view path) { return std::string{path.substr(path.rfind('/') + 1)}; }

bool is_error(const DiagnosticForm& form, std::string_view severity) {
  return form.errors.empty() || std::ranges::find(form.errors, severity) != form.errors.end();
}

/// The text at a pointer; nothing when there is none.
std::optional<std::string_view> text_at(const Element& item, const std::string& pointer) {
  std::string_view text;
  if (pointer.empty() || item.at_pointer(pointer).get(text) != simdjson::SUCCESS) return {};
  return text;
}

/// One item of a JSON list, where it is an error.
std::optional<std::string> read_item(const DiagnosticForm& form, const Element& item, std::vector<Diagnostic>& into) {
  if (!form.severity.empty()) {
    const auto severity = text_at(item, form.severity);
    if (!severity) return fmt::format("told no severity at {}", form.severity);
    if (!is_error(form, *severity)) return {};
  }
  const auto file = text_at(item, form.file);
  if (!file) return fmt::format("told no file at {}", form.file);
  std::uint64_t line = 0;
  if (item.at_pointer(form.line).get(line) != simdjson::SUCCESS || line < form.first_line)
    return fmt::format("told no line at {}", form.line);
  into.push_back({base_name(*file), line - form.first_line, std::string{text_at(item, form.code).value_or("")},
                  presentable(text_at(item, form.message).value_or(""))});
  return {};
}

Read read_document(const DiagnosticForm& form, std::string_view output) {
  simdjson::dom::parser parser;
  Element document;
  if (const auto error = parser.parse(output.data(), output.size()).get(document))
    return tl::unexpected{fmt::format("printed what is no JSON ({})", simdjson::error_message(error))};
  simdjson::dom::array items;
  const auto found = form.items.empty() ? document.get(items) : document.at_pointer(form.items).get(items);
  if (found != simdjson::SUCCESS)
    return tl::unexpected{form.items.empty() ? std::string{"printed JSON that is no list"} : fmt::format("printed JSON without a list at {}", form.items)};
  std::vector<Diagnostic> diagnostics;
  for (const Element item : items)
    if (auto problem = read_item(form, item, diagnostics)) return tl::unexpected{std::move(*problem)};
  return diagnostics;
}

/// Calls with each line until one call returns something.
template <typename Use>
std::optional<std::string> each_line(std::string_view text, const Use& use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto problem = use(text.substr(0, end))) return problem;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

Read read_lines_of_json(const DiagnosticForm& form, std::string_view output) {
  simdjson::dom::parser parser;
  std::vector<Diagnostic> diagnostics;
  bool any = false;
  auto problem = each_line(output, [&](std::string_view line) -> std::optional<std::string> {
    if (!line.starts_with('{')) return {};
    any = true;
    Element item;
    if (const auto error = parser.parse(line.data(), line.size()).get(item))
      return fmt::format("printed what is no JSON ({})", simdjson::error_message(error));
    return read_item(form, item, diagnostics);
  });
  if (problem) return tl::unexpected{std::move(*problem)};
  if (!any) return tl::unexpected{std::string{"printed no line of JSON"}};
  return diagnostics;
}

/// A pattern taken apart: a literal, a field, a literal, ..
class Pattern {
 public:
  explicit Pattern(std::string_view text) {
    for (std::size_t at = 0;;) {
      const std::size_t open = text.find('{', at), close = text.find('}', open);
      if (close == std::string_view::npos) {
        last_ = text.substr(at);
        return;
      }
      fields_.push_back({text.substr(at, open - at), text.substr(open + 1, close - open - 1)});
      at = close + 1;
    }
  }

  struct Match {
    std::string_view file, line, severity, code, message;
  };

  std::optional<Match> match(std::string_view line) const {
    Match match;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!line.starts_with(fields_[i].before)) return {};
      line.remove_prefix(fields_[i].before.size());
      const bool is_last = i + 1 == fields_.size();
      const std::string_view next = is_last ? last_ : fields_[i + 1].before;
      const std::size_t end = next.empty() ? line.size() : is_last ? line.rfind(next) : line.find(next);
      if (end == std::string_view::npos) return {};
      if (std::string_view* field = field_of(match, fields_[i].name)) *field = line.substr(0, end);
      line.remove_prefix(end);
    }
    return line == last_ ? std::optional{match} : std::nullopt;
  }

 private:
  struct Field {
    std::string_view before, name;
  };

  static std::string_view* field_of(Match& match, std::string_view name) {
    if (name == "file") return &match.file;
    if (name == "line") return &match.line;
    if (name == "severity") return &match.severity;
    if (name == "code") return &match.code;
    if (name == "message") return &match.message;
    return nullptr;
  }

  std::vector<Field> fields_;
  std::string_view last_;
};

Read read_text(const DiagnosticForm& form, std::string_view output) {
  const Pattern pattern{form.pattern};
  std::vector<Diagnostic> diagnostics;
  bool any = false;
  each_line(output, [&](std::string_view line) -> std::optional<std::string> {
    const auto match = pattern.match(line);
    std::size_t number = 0;
    if (!match || std::from_chars(match->line.data(), match->line.data() + match->line.size(), number).ec != std::errc{}) return {};
    any = true;
    if (number >= form.first_line && is_error(form, match->severity))
      diagnostics.push_back({base_name(match->file), number - form.first_line, std::string{match->code}, presentable(match->message)});
    return {};
  });
  if (!any) return tl::unexpected{std::string{"printed no line that its pattern matches"}};
  return diagnostics;
}

}  // namespace

Read read_diagnostics(const DiagnosticForm& form, std::string_view output) {
  if (output.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return tl::unexpected{std::string{form.format == DiagnosticFormat::JsonFile ? "wrote nothing" : "printed nothing"}};
  switch (form.format) {
    case DiagnosticFormat::JsonLines: return read_lines_of_json(form, output);
    case DiagnosticFormat::Json:
    case DiagnosticFormat::JsonFile: return read_document(form, output);
    case DiagnosticFormat::TextPattern: return read_text(form, output);
  }
  return {};
}

std::string presentable(std::string_view text, std::string_view folder) {
  constexpr std::size_t most = 1000;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  if (text.size() > most) text = text.substr(0, text.rfind('\n', most) == std::string_view::npos ? most : text.rfind('\n', most));
  std::string made{text};
  for (std::size_t at = 0; !folder.empty() && (at = made.find(folder, at)) != std::string::npos;) made.erase(at, folder.size());
  if (!simdjson::validate_utf8(made))
    std::ranges::replace_if(made, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return made;
}

}  // namespace agverify::gate
