#include "check/seal.h"

#include <span>

#include "digest/sha256.h"

namespace agverify::check {
namespace {

constexpr std::size_t lines_a_seal = 16, digits = 6;

std::string mark(std::string_view text) { return digest::sha256(text).substr(0, digits); }

/// `seal FIRST MARK.. MARK`: a mark for each line from FIRST on, the last one for the seal line itself up to there.
bool open(const Line& seal, std::span<const Line> lines, std::size_t first, Complaint& complaint) {
  const auto last_space = seal.text.rfind(' ');
  if (seal.text.substr(last_space + 1) != mark(seal.text.substr(0, last_space)))
    return complaint.reject(seal.number, "the seal is not as it was written");
  Cursor cursor(seal, complaint);
  cursor.skip(std::string_view("seal ").size());
  const auto from = cursor.number();
  if (!from) return false;
  if (*from != first + 1) return complaint.reject(seal.number, "a seal is missing before this one");
  for (std::size_t i = first; i < first + lines_a_seal && cursor.rest().size() > digits + 1; ++i) {
    if (!cursor.expect(" ")) return false;
    const auto wanted = cursor.word();
    if (!wanted) return false;
    if (i >= lines.size()) return complaint.reject(seal.number, "a line before the seals is missing");
    if (*wanted != mark(lines[i].text)) return complaint.reject(lines[i].number, "the line is not as it was sealed");
  }
  return true;
}

}  // namespace

bool open_seals(std::vector<Line>& lines, Complaint& complaint) {
  std::size_t end = lines.size();
  while (end > 0 && lines[end - 1].text.starts_with("seal ")) --end;
  const std::vector<Line> seals(lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end());
  lines.resize(end);
  for (std::size_t i = 0; i < seals.size(); ++i)
    if (!open(seals[i], lines, i * lines_a_seal, complaint)) return false;
  if (!seals.empty() && seals.size() != (end + lines_a_seal - 1) / lines_a_seal)
    return complaint.reject(lines[std::min(seals.size() * lines_a_seal, end - 1)].number, "the line is not sealed");
  return true;
}

}  // namespace agverify::check
