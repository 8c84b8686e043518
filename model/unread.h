#pragma once

#include <string_view>

#include "model/class.h"

namespace agverify::model {

/// Whether a member that is not read may show the type parameter: whether its text has that name as a word.
bool may_show(const Unread& unread, std::string_view parameter);

/// The same of any parameter of its owner.
bool may_show_any(const Unread& unread, const Class& owner);

}  // namespace agverify::model
