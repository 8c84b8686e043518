#pragma once

#include <cstdint>
#include <string_view>

namespace agverify::model {

/// The sign with which a place shows a value: handed out (+) or taken, and so possibly refused (-).
enum class Polarity : std::uint8_t { Positive, Negative };

/// How a class with one parameter changes when its argument grows. Bivariant: no member shows the parameter.
/// Spec: generics#variance; the lattice and its composition are those of Altidor, Huang, Smaragdakis (PLDI 2011), section 3.
enum class Variance : std::uint8_t { Bivariant, Covariant, Contravariant, Invariant };

constexpr Polarity flip(Polarity polarity) {
  return polarity == Polarity::Positive ? Polarity::Negative : Polarity::Positive;
}

/// The polarity of a place inside a place.
constexpr Polarity compose(Polarity outer, Polarity inner) { return outer == Polarity::Positive ? inner : flip(inner); }

/// Whether a parameter of this variance has a slot of this polarity.
constexpr bool has_slot(Variance variance, Polarity polarity) {
  if (variance == Variance::Invariant) return true;
  return variance == (polarity == Polarity::Positive ? Variance::Covariant : Variance::Contravariant);
}

/// The least variance that has the slots of both.
constexpr Variance join(Variance left, Variance right) {
  if (left == right || right == Variance::Bivariant) return left;
  return left == Variance::Bivariant ? right : Variance::Invariant;
}

constexpr Variance variance_of(Polarity polarity) {
  return polarity == Polarity::Positive ? Variance::Covariant : Variance::Contravariant;
}

constexpr std::string_view name_of(Variance variance) {
  switch (variance) {
    case Variance::Bivariant: return "bivariant";
    case Variance::Covariant: return "covariant";
    case Variance::Contravariant: return "contravariant";
    case Variance::Invariant: return "invariant";
  }
  return "";
}

constexpr std::string_view sign_of(Polarity polarity) { return polarity == Polarity::Positive ? "+" : "-"; }

}  // namespace agverify::model
