#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/type.h"

namespace agverify::solver::rules {

/// How a call is made, whatever its arguments are.
struct CallShape {
  std::size_t positional = 0;
  std::vector<std::string> names;  ///< in order of the alphabet
};

/// Calls that the target admits, enough of them that one tells where a source does not serve: with as few arguments as may
/// be, and with one more; by place and by name.
class CallShapes {
 public:
  CallShapes(const model::SignatureShape& source, const model::SignatureShape& target) : source_(source), target_(target) {}

  std::vector<CallShape> all() const;

 private:
  std::size_t most_places() const;
  std::size_t first_by_name(std::size_t positional) const;
  std::vector<std::string> optional_names(std::size_t positional) const;

  const model::SignatureShape& source_;
  const model::SignatureShape& target_;
};

}  // namespace agverify::solver::rules
