#include "model/unread.h"

#include <algorithm>
#include <cctype>

namespace agverify::model {
namespace {

bool continues_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool may_show(const Unread& unread, std::string_view parameter) {
  const std::string_view text = unread.text;
  for (std::size_t at = text.find(parameter); at != std::string_view::npos; at = text.find(parameter, at + 1)) {
    const std::size_t end = at + parameter.size();
    if ((at == 0 || !continues_word(text[at - 1])) && (end == text.size() || !continues_word(text[end]))) return true;
  }
  return false;
}

bool may_show_any(const Unread& unread, const Class& owner) {
  return std::ranges::any_of(owner.parameters, [&](const TypeParameter& each) { return may_show(unread, each.name); });
}

}  // namespace agverify::model
