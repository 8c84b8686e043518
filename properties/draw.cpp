#include "properties/draw.h"

#include <numeric>

namespace agverify::properties {

std::size_t Draw::weighted(std::span<const unsigned> weights) {
  std::size_t left = below(std::accumulate(weights.begin(), weights.end(), std::size_t{0}));
  std::size_t index = 0;
  while (left >= weights[index]) left -= weights[index++];
  return index;
}

}  // namespace agverify::properties
