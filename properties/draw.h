#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <span>

#include <rapidcheck/Random.h>

namespace agverify::properties {

/// Random choices that follow from where they start alone: the same start gives the same choices on every machine.
class Draw {
 public:
  explicit Draw(const rc::Random& random) : random_(random) {}
  /// \param purpose tells apart what is drawn for different uses at one seed and index
  Draw(std::uint64_t seed, std::uint64_t index, std::uint64_t purpose = 0) : random_(rc::Random::Key{seed, index, purpose, 0}) {}

  /// \pre bound > 0
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.next() % bound); }
  bool chance(unsigned percent) { return below(100) < percent; }
  /// \returns an index, each as often as its weight says. \pre some weight is positive
  std::size_t weighted(std::span<const unsigned> weights);
  std::size_t weighted(std::initializer_list<unsigned> weights) {
    return weighted(std::span<const unsigned>{weights.begin(), weights.size()});
  }
  /// \pre not empty
  template <std::ranges::random_access_range Range>
  decltype(auto) one_of(Range&& range) {
    const auto size = static_cast<std::size_t>(std::ranges::size(range));
    return std::ranges::begin(range)[static_cast<std::ranges::range_difference_t<Range>>(below(size))];
  }

 private:
  rc::Random random_;
};

}  // namespace agverify::properties
