#include "cli/session/version.h"

namespace agverify::cli::session {

std::string_view version() { return AGVERIFY_VERSION; }

}  // namespace agverify::cli::session
