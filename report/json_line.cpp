#include "report/json_line.h"

#include <iterator>

#include <fmt/format.h>

namespace agverify::report {

using namespace model;

namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
  }
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// `, "key": "word"` of a word that needs no escapes.
void append_word(std::string& out, std::string_view key, std::string_view word) {
  (((out += ", \"") += key) += "\": \"") += word;
  out += '"';
}

void append_number(std::string& out, std::uint64_t number) {
  const fmt::format_int digits{number};
  out.append(digits.data(), digits.size());
}

/// The brace and the id, so that a first field without a comma can follow.
void open(std::string& out, std::string_view id, std::string_view first_key) {
  out += '{';
  if (!id.empty()) ((out += "\"id\": ") += id) += ", ";
  ((out += '"') += first_key) += "\": ";
}

void append_decided(std::string& out, const solver::Judgement& judgement) {
  append_word(out, "basis", name_of(judgement.basis));
  append_word(out, "strength", name_of(judgement.strength));
}

void append_deciders(std::string& out, const solver::Judgement& judgement) {
  ((out += ", \"deciders\": {\"rules\": \"") += solver::opinion_name(judgement.rules)) += '"';
  append_word(out, "smt", solver::opinion_name(judgement.smt));
  out += '}';
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out.append(text.substr(0, plain));
    if (plain == text.size()) break;
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out += '"';
}

void append_answer(std::string& out, const JsonOrigin& origin, const solver::Judgement& judgement, std::string_view stubs,
                   std::optional<double> micros) {
  const bool decided = judgement.verdict != Verdict::Unknown;
  open(out, origin.id, "verdict");
  ((out += '"') += name_of(judgement.verdict)) += '"';
  if (decided) append_decided(out, judgement);
  append_word(out, "evidence", solver::name_of(judgement.evidence_kind));
  if (!decided) append_string(out += ", \"reason\": ", judgement.reason);
  if (decided && judgement.rule) append_word(out, "rule", logic::name_of(*judgement.rule));
  if (judgement.direction) append_word(out, "direction", name_of(*judgement.direction));
  append_number(out += ", \"subgoals\": ", judgement.subgoals);
  append_deciders(out, judgement);
  if (!stubs.empty()) append_word(out, "stubs", stubs);
  if (micros) fmt::format_to(std::back_inserter(out), ", \"micros\": {:.1f}", *micros);
  out += "}\n";
}

void append_error(std::string& out, const JsonOrigin& origin, const syntax::ParseError& error) {
  open(out, origin.id, "line");
  append_number(out, origin.line);
  append_string(out += ", \"error\": {\"message\": ", error.message);
  if (error.line > 0) {
    append_number(out += ", \"line\": ", error.line);
    append_number(out += ", \"column\": ", error.column);
  }
  out += "}}\n";
}

}  // namespace agverify::report
