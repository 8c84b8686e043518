// Reads [[checker]] tables. Each key is one row of a list that says how its value is read, so that a key that is none is
// an error at its place, and a checker that extends another one overwrites what it names.
#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "gate/checker.h"

namespace agverify::gate {
namespace {

/// The first thing that is wrong.
struct Wrong {
  std::string message;
  toml::source_position at;
};
using Problem = std::optional<Wrong>;

Problem wrong(const toml::node& node, std::string message) { return Wrong{std::move(message), node.source().begin}; }

Problem read(const toml::node& node, std::string_view key, std::string& into) {
  const auto* text = node.as_string();
  if (text == nullptr) return wrong(node, fmt::format("{} must be a string", key));
  into = text->get();
  return {};
}

Problem read(const toml::node& node, std::string_view key, std::size_t& into) {
  const auto* number = node.as_integer();
  if (number == nullptr || number->get() < 0) return wrong(node, fmt::format("{} must be a number from 0 on", key));
  into = static_cast<std::size_t>(number->get());
  return {};
}

Problem read(const toml::node& node, std::string_view key, int& into) {
  std::size_t number = 0;
  if (Problem problem = read(node, key, number)) return problem;
  if (number > 255) return wrong(node, fmt::format("{}: no exit code is above 255", key));
  into = static_cast<int>(number);
  return {};
}

template <typename Item>
Problem read(const toml::node& node, std::string_view key, std::vector<Item>& into) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return wrong(node, fmt::format("{} must be a list", key));
  into.clear();
  for (const toml::node& each : *array) {
    Item item{};
    if (Problem problem = read(each, key, item)) return problem;
    into.push_back(std::move(item));
  }
  return {};
}

Problem read(const toml::node& node, std::string_view key, DiagnosticFormat& into) {
  static constexpr std::array<std::pair<std::string_view, DiagnosticFormat>, 4> names{{
      {"json-lines", DiagnosticFormat::JsonLines},
      {"json", DiagnosticFormat::Json},
      {"json-file", DiagnosticFormat::JsonFile},
      {"text-pattern", DiagnosticFormat::TextPattern},
  }};
  std::string text;
  if (Problem problem = read(node, key, text)) return problem;
  const auto found = std::ranges::find(names, text, [](const auto& each) { return each.first; });
  if (found == names.end())
    return wrong(node, fmt::format("{} is \"{}\"; it must be json-lines, json, json-file or text-pattern", key, text));
  into = found->second;
  return {};
}

Problem read(const toml::node& node, std::string_view key, std::vector<ConfigurationFile>& into) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return wrong(node, fmt::format("{} must be a table of file names with their texts", key));
  into.clear();
  for (const auto& [name, text] : *table) {
    ConfigurationFile file{std::string{name.str()}, {}};
    if (file.name.find('/') != std::string::npos) return wrong(text, fmt::format("{}: \"{}\" is no plain file name", key, file.name));
    if (Problem problem = read(text, file.name, file.text)) return problem;
    into.push_back(std::move(file));
  }
  return {};
}

Problem read(const toml::node& node, std::string_view key, DiagnosticForm& into);

/// How one key of a `Record` is read.
template <typename Record>
struct Key {
  std::string_view name;
  Problem (*read)(const toml::node&, std::string_view, Record&);
};

template <auto Member, typename Record>
Problem read_member(const toml::node& node, std::string_view key, Record& record) {
  return read(node, key, record.*Member);
}

template <typename Record, std::size_t Count>
Problem read_keys(const toml::table& table, const std::array<Key<Record>, Count>& keys, std::string_view where, Record& record) {
  for (const auto& [name, value] : table) {
    const auto key = std::ranges::find(keys, name.str(), &Key<Record>::name);
    if (key == keys.end()) return Wrong{fmt::format("{} has no key {}", where, name.str()), name.source().begin};
    if (key->read == nullptr) continue;
    if (Problem problem = key->read(value, key->name, record)) return problem;
  }
  return {};
}

using Form = DiagnosticForm;
constexpr std::array<Key<Form>, 11> form_keys{{
    {"format", read_member<&Form::format, Form>},
    {"report_file", read_member<&Form::report_file, Form>},
    {"items", read_member<&Form::items, Form>},
    {"file", read_member<&Form::file, Form>},
    {"line", read_member<&Form::line, Form>},
    {"code", read_member<&Form::code, Form>},
    {"severity", read_member<&Form::severity, Form>},
    {"message", read_member<&Form::message, Form>},
    {"pattern", read_member<&Form::pattern, Form>},
    {"first_line", read_member<&Form::first_line, Form>},
    {"errors", read_member<&Form::errors, Form>},
}};

Problem read(const toml::node& node, std::string_view key, DiagnosticForm& into) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return wrong(node, fmt::format("{} must be a table", key));
  return read_keys(*table, form_keys, "diagnostics", into);
}

constexpr std::array<Key<Checker>, 15> checker_keys{{
    {"name", read_member<&Checker::name, Checker>},
    {"extends", nullptr},  // read before all others
    {"program", read_member<&Checker::program, Checker>},
    {"arguments", read_member<&Checker::arguments, Checker>},
    {"typeshed_arguments", read_member<&Checker::typeshed_arguments, Checker>},
    {"version_arguments", read_member<&Checker::version_arguments, Checker>},
    {"configuration", read_member<&Checker::configuration, Checker>},
    {"exits", read_member<&Checker::exits, Checker>},
    {"void_exits", read_member<&Checker::void_exits, Checker>},
    {"void_codes", read_member<&Checker::void_codes, Checker>},
    {"declaration_codes", read_member<&Checker::declaration_codes, Checker>},
    {"diagnostics", read_member<&Checker::diagnostics, Checker>},
    {"probes_a_file", read_member<&Checker::probes_a_file, Checker>},
    {"files_a_run", read_member<&Checker::files_a_run, Checker>},
    {"megabytes", read_member<&Checker::megabytes, Checker>},
}};

Problem check_pointers(const toml::node& node, const Form& form) {
  for (const auto& [name, pointer] : {std::pair{"items", form.items}, {"file", form.file}, {"line", form.line}, {"code", form.code},
                                      {"severity", form.severity}, {"message", form.message}})
    if (!pointer.empty() && !pointer.starts_with('/')) return wrong(node, fmt::format("diagnostics.{} is no JSON pointer: it must begin with /", name));
  if (form.file.empty() || form.line.empty()) return wrong(node, "diagnostics must say file and line");
  if (form.format == DiagnosticFormat::JsonFile && form.report_file.empty()) return wrong(node, "diagnostics must say report_file");
  return {};
}

Problem check_form(const toml::node& node, const Form& form) {
  if (form.format != DiagnosticFormat::TextPattern) return check_pointers(node, form);
  for (const std::string_view field : {"{file}", "{line}"})
    if (form.pattern.find(field) == std::string::npos) return wrong(node, fmt::format("diagnostics.pattern has no {}", field));
  return {};
}

Problem check(const toml::table& table, const Checker& checker) {
  if (checker.name.empty()) return wrong(table, "a checker must have a name");
  if (checker.program.empty()) return wrong(table, fmt::format("{} must have a program", checker.name));
  if (std::ranges::find(checker.arguments, "{files}") == checker.arguments.end())
    return wrong(table, fmt::format("{}: arguments must hold \"{{files}}\"", checker.name));
  if (checker.exits.empty()) return wrong(table, fmt::format("{} must say exits, the codes that are no crash", checker.name));
  if (checker.probes_a_file == 0 || checker.files_a_run == 0)
    return wrong(table, fmt::format("{}: probes_a_file and files_a_run must be at least 1", checker.name));
  return check_form(table, checker.diagnostics);
}

class Reader {
 public:
  Reader(std::string path, std::vector<Checker> known) : path_(std::move(path)), known_(std::move(known)) {}

  tl::expected<std::vector<Checker>, GateError> read_all(const toml::table& document) {
    const Problem problem = read_document(document);
    if (problem) return tl::unexpected{GateError{problem->message, path_, problem->at.line, problem->at.column}};
    return std::move(known_);
  }

 private:
  Problem read_document(const toml::table& document) {
    for (const auto& [name, value] : document) {
      const toml::array* list = value.as_array();
      if (name.str() != "checker" || list == nullptr)
        return Wrong{fmt::format("{} is unknown here: a file of checkers is a list of [[checker]]", name.str()), name.source().begin};
      for (const toml::node& each : *list)
        if (Problem problem = read_one(each)) return problem;
    }
    return {};
  }

  Problem read_one(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node, "a checker must be a table");
    Checker checker;
    if (Problem problem = extend(*table, checker)) return problem;
    if (Problem problem = read_keys(*table, checker_keys, "checker", checker)) return problem;
    if (table->contains("program")) resolve(checker.program);
    if (Problem problem = check(*table, checker)) return problem;
    keep(std::move(checker));
    return {};
  }

  Problem extend(const toml::table& table, Checker& checker) const {
    const toml::node* extends = table.get("extends");
    if (extends == nullptr) return {};
    std::string name;
    if (Problem problem = read(*extends, "extends", name)) return problem;
    const auto base = std::ranges::find(known_, name, &Checker::name);
    if (base == known_.end()) return wrong(*extends, fmt::format("extends: no checker is called {}", name));
    checker = *base;
    if (!table.contains("name")) checker.name.clear();
    return {};
  }

  void resolve(std::vector<std::string>& program) const {
    const std::size_t slash = path_.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path_.substr(0, slash + 1);
    for (std::string& word : program)
      if (word.starts_with("./") || word.starts_with("../")) word = folder + word;
  }

  void keep(Checker checker) {
    const auto same = std::ranges::find(known_, checker.name, &Checker::name);
    if (same == known_.end()) known_.push_back(std::move(checker));
    else *same = std::move(checker);
  }

  std::string path_;
  std::vector<Checker> known_;
};

}  // namespace

tl::expected<std::vector<Checker>, GateError> read_checkers(std::string_view text, const std::string& path, std::vector<Checker> known) {
  toml::table document;
  try {
    document = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return tl::unexpected{GateError{std::string{error.description()}, path, error.source().begin.line, error.source().begin.column}};
  }
  return Reader{path, std::move(known)}.read_all(document);
}

}  // namespace agverify::gate
