#include "cli/version.h"

namespace agverify::cli {

std::string_view version() { return AGVERIFY_VERSION; }

}  // namespace agverify::cli
