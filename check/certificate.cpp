#include "check/certificate.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/evidence/body.h"
#include "check/seal.h"
#include "check/statement.h"
#include "check/syntax/promotion.h"
#include "check/syntax/slice_reader.h"

namespace agverify::check {

namespace {

class Verifier {
 public:
  bool run(std::string_view text) {
    auto lines = split_lines(text, complaint_);
    return lines && open_seals(*lines, complaint_) && read_head(*lines) && read_sections(std::span(*lines).subspan(head_.lines)) && no_line_left();
  }

  Complaint& complaint() { return complaint_; }
  Statement statement() const { return write_statement(head_, slice_, types_, *query_, body_); }

 private:
  // agverify-certificate 1, query .., verdict .. and perhaps direction .., assume ..
  bool read_head(const std::vector<Line>& lines) {
    if (lines.empty() || lines[0].text != "agverify-certificate 1")
      return complaint_.unreadable(1, "a certificate begins with `agverify-certificate 1`");
    if (lines.size() < 3 || !lines[1].text.starts_with("query ") || !lines[2].text.starts_with("verdict "))
      return complaint_.unreadable(std::min<std::uint32_t>(static_cast<std::uint32_t>(lines.size()), 2),
                                   "the head has a query and a verdict");
    last_ = lines.back().number;
    query_line_ = lines[1];
    head_.query = lines[1].text.substr(query_keyword.size());
    head_.is_proved = lines[2].text == "verdict proved";
    head_.lines = 3;
    if (!head_.is_proved && lines[2].text != "verdict refuted")
      return complaint_.unreadable(3, "the verdict is proved or refuted");
    if (lines.size() > 3 && lines[3].text.starts_with("direction ") && !read_direction(lines[3])) return false;
    if (lines.size() > head_.lines && lines[head_.lines].text.starts_with(asked_keyword) && !read_asked(lines[head_.lines])) return false;
    while (lines.size() > head_.lines && lines[head_.lines].text.starts_with(reading_keyword))
      if (!read_reading(lines[head_.lines])) return false;
    return true;
  }

  // asked everywhere QUERY, asked top QUERY
  bool read_asked(const Line& line) {
    Cursor cursor(line, complaint_);
    cursor.skip(asked_keyword.size());
    head_.is_read_at_top = cursor.accept("top ");
    if (!head_.is_read_at_top && !cursor.expect("everywhere ")) return false;
    head_.asked = cursor.rest();
    asked_line_ = line;
    ++head_.lines;
    return true;
  }

  /// What is answered must be what was asked, with its numbers read.
  bool is_what_was_asked() {
    if (head_.asked.empty()) return true;
    Cursor cursor(asked_line_, complaint_);
    cursor.skip(asked_line_.text.size() - head_.asked.size());
    const auto asked = read_query(cursor, slice_, types_);
    if (!asked) return false;
    const bool is_it = is_promotion(*asked, *query_, head_.is_read_at_top, slice_, types_);
    return is_it || complaint_.reject(asked_line_.number, "the query is not this one with its numbers read so");
  }

  /// How an open question is answered. What is given depends on it, and for some the tests of what follows.
  bool read_reading(const Line& line) {
    const std::string_view text = line.text.substr(reading_keyword.size());
    const auto is_of_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
    const auto equals = std::find_if_not(text.begin(), text.end(), is_of_name);
    const bool is_switch = equals != text.begin() && equals != text.end() && *equals == '=' && equals + 1 != text.end();
    if (!is_switch || !std::all_of(equals + 1, text.end(), is_of_name)) return complaint_.unreadable(line.number, "`assume` has a NAME=VALUE");
    head_.readings.emplace_back(text);
    slice_.readings.emplace_back(text);
    ++head_.lines;
    return true;
  }

  bool read_direction(const Line& line) {
    Cursor cursor(line, complaint_);
    cursor.skip(std::string_view("direction ").size());
    const bool forwards = cursor.accept("source_to_target");
    if (!forwards && !cursor.expect("target_to_source")) return false;
    head_.direction = forwards ? Direction::SourceToTarget : Direction::TargetToSource;
    ++head_.lines;
    return cursor.finish();
  }

  bool read_sections(std::span<const Line> rest) {
    const auto end = std::find_if(rest.begin(), rest.end(), [](const Line& each) {
      return !is_slice_keyword(each.text.substr(0, each.text.find(' ')));
    });
    const auto count = static_cast<std::size_t>(end - rest.begin());
    if (!read_slice(rest.first(count), slice_, types_, complaint_) || !read_the_query()) return false;
    body_ = {&slice_, &types_, &*query_, &lets_, &complaint_, {}, false, {}};
    Lines lines(rest.subspan(count), last_, complaint_);
    if (!read_lets(lines, body_)) return false;
    const bool verified = head_.is_proved
                              ? verify_proof(lines, body_)
                              : verify_refutation(lines, body_, head_.direction.value_or(Direction::SourceToTarget));
    return verified && (lines.at_end() || lines.missed_end());
  }

  bool read_the_query() {
    Cursor cursor(query_line_, complaint_);
    cursor.skip(query_keyword.size());
    query_ = read_query(cursor, slice_, types_);
    if (!query_ || !is_what_was_asked()) return false;
    const bool has_halves = !head_.is_proved && query_->goal.both_ways;
    if (has_halves == head_.direction.has_value()) return true;
    return complaint_.reject(has_halves ? 3 : 4,
                             has_halves ? "the direction is missing" : "a direction says nothing here");
  }

  template <typename Kind>
  bool none_left(const Facts<Kind>& facts) {
    for (const Kind& each : facts.all())
      if (!each.used) leave(each.line);
    return true;
  }

  void leave(std::uint32_t line) { unused_ = std::min(unused_, line); }

  bool no_line_left() {
    use_bases_and_files();
    for (const Let& each : lets_)
      if (!each.used) leave(each.line);
    for (const SliceClass& each : slice_.classes)
      if (!each.used) leave(each.line);
    for (const SliceAlias& each : slice_.aliases)
      if (!each.used) leave(each.line);
    for (const SliceFile& each : slice_.files)
      if (!each.used) leave(each.line);
    none_left(slice_.requirements), none_left(slice_.findings), none_left(slice_.members);
    none_left(slice_.missing), none_left(slice_.laws);
    return unused_ == none || complaint_.reject(unused_, "the line is not used");
  }

  // A class that is used stands in its file and rests on its bases, with the classes named in their arguments; an alias on what it
  // unfolds to.
  void use_bases_and_files() {
    std::vector<ClassId> pending;
    for (std::uint32_t i = 0; i < slice_.aliases.size(); ++i)
      if (slice_.aliases[i].used) use_unfolding(AliasId{i}, pending);
    for (std::uint32_t i = 0; i < slice_.classes.size(); ++i)
      if (slice_.classes[i].used) pending.push_back(ClassId{i});
    while (!pending.empty()) {
      const SliceClass& used = slice_[pending.back()];
      pending.pop_back();
      if (used.file > 0) slice_.files[used.file - 1].used = true;
      for (const Base& base : used.bases) use_type(base.type, pending);
      if (used.tuple_base) use_type(used.tuple_base->type, pending);
      for (const auto& each : {used.metaclass, used.object_of})
        if (each) use_class(*each, pending);
    }
  }

  void use_type(TypeId type, std::vector<ClassId>& used_classes) {
    std::vector<TypeId> pending{type};
    while (!pending.empty()) {
      const TypeId next = pending.back();
      pending.pop_back();
      const auto parts = types_.parts(next);
      pending.insert(pending.end(), parts.begin(), parts.end());
      if (types_.is(next, Form::Application) || types_.is(next, Form::Literal)) use_class(types_[next].class_id, used_classes);
      if (types_.is(next, Form::TypeOf)) use_class(*slice_.find_class("type"), used_classes);
      if (types_.is(next, Form::Alias) && !slice_[types_.alias_of(next)].used) pending.push_back(use_alias(types_.alias_of(next)));
      if (types_.is(next, Form::Tuple) && slice_.tuple_class()) use_class(*slice_.tuple_class(), used_classes);
    }
  }

  void use_unfolding(AliasId alias, std::vector<ClassId>& used_classes) { use_type(use_alias(alias), used_classes); }

  /// \returns what it unfolds to
  TypeId use_alias(AliasId alias) {
    slice_[alias].used = true;
    slice_.files[slice_[alias].file - 1].used = true;
    return slice_[alias].body->type;
  }

  void use_class(ClassId class_id, std::vector<ClassId>& used_classes) {
    if (!slice_[class_id].used) used_classes.push_back(class_id);
    slice_[class_id].used = true;
  }

  static constexpr std::string_view query_keyword = "query ";
  static constexpr std::string_view reading_keyword = "assume ";
  static constexpr std::string_view asked_keyword = "asked ";
  static constexpr std::uint32_t none = 0xffffffff;

  Complaint complaint_;
  Head head_;
  Line query_line_, asked_line_;
  std::uint32_t last_ = 1;
  ClassSlice slice_;
  TypeTable types_;
  std::optional<Query> query_;
  std::vector<Let> lets_;
  Body body_;
  std::uint32_t unused_ = none;
};

}  // namespace

tl::expected<Statement, Rejection> verify(std::string_view text) {
  Verifier verifier;
  if (!verifier.run(text)) return tl::unexpected(*verifier.complaint().first());
  return verifier.statement();
}

}  // namespace agverify::check
