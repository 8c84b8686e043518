#include "solver/rules/signatures.h"

#include <algorithm>

#include "model/signature.h"

namespace agverify::solver::rules {
namespace {

using namespace model;
using logic::Rule;

class Fitting {
 public:
  Fitting(const SignatureShape& source, const SignatureShape& target)
      : source_(source), target_(target), places_(count_positional(target)), source_places_(count_positional(source)),
        variadic_(find_kind(source, ParameterKind::Variadic)), keywords_(find_kind(source, ParameterKind::KeywordVariadic)) {}

  SignatureFit run() {
    for (std::uint32_t k = 0; k < target_.size(); ++k) meet(k);
    for (std::uint32_t k = 0; k < source_.size(); ++k)
      if (is_required(source_[k]) && !always_filled(k)) fail(Rule::ParamDefaultDropped);
    std::ranges::sort(fit_.pairs);
    return std::move(fit_);
  }

 private:
  void meet(std::uint32_t k) {
    switch (target_[k].kind) {
      case ParameterKind::PositionalOnly: by_place(k, Rule::ParamPositionalOnly); return;
      case ParameterKind::Standard: return by_both(k);
      case ParameterKind::Variadic: return all_places(k);
      case ParameterKind::KeywordOnly: by_name(k, Rule::ParamKeywordOnly); return;
      case ParameterKind::KeywordVariadic: return all_names(k);
    }
  }

  /// The source's parameter that takes the argument at this place.
  std::optional<std::uint32_t> by_place(std::uint32_t k, Rule missing) {
    if (k < source_places_) return pair(k, k, Rule::CallableParamContravariant);
    if (variadic_) return pair(k, *variadic_, Rule::ParamArgsAbsorbs);
    fail(missing);
    return std::nullopt;
  }

  std::optional<std::uint32_t> by_name(std::uint32_t k, Rule missing) {
    const auto named = find_name(source_, target_[k].name);
    if (named && clashes(*named, k)) return std::nullopt;
    if (named) return pair(k, *named, Rule::CallableParamContravariant);
    if (keywords_) return pair(k, *keywords_, Rule::ParamKwargsAbsorbs);
    fail(missing);
    return std::nullopt;
  }

  void by_both(std::uint32_t k) {
    const auto placed = by_place(k, Rule::ParamStandard), named = by_name(k, Rule::ParamStandard);
    const bool into_rest = placed == variadic_ && named == keywords_;
    if (placed && named && placed != named && !into_rest) fit_.reaches_two = true;
  }

  /// The argument by name of the target's parameter finds the source's filled by place.
  bool clashes(std::uint32_t named, std::uint32_t k) {
    if (source_[named].kind != ParameterKind::Standard) return false;
    if (target_[k].kind == ParameterKind::Standard) {
      if (named < k) fail(Rule::ParamStandard);
      return named < k;
    }
    const bool filled = named < places_ || find_kind(target_, ParameterKind::Variadic);
    if (filled) fail(Rule::ParamKeywordOnly, Basis::Sets);
    return filled;
  }

  void all_places(std::uint32_t k) {
    if (!variadic_) return fail(Rule::ParamArgs);
    pair(k, *variadic_, Rule::ParamArgs);
    for (auto i = static_cast<std::uint32_t>(places_); i < source_places_; ++i) pair(k, i, Rule::ParamArgs);
  }

  void all_names(std::uint32_t k) {
    if (!keywords_) return fail(Rule::ParamKwargs);
    pair(k, *keywords_, Rule::ParamKwargs);
    for (std::uint32_t i = 0; i < source_.size(); ++i) {
      if (source_[i].name.empty() || find_name(target_, source_[i].name)) continue;
      const bool filled = source_[i].kind == ParameterKind::Standard && (i < places_ || find_kind(target_, ParameterKind::Variadic));
      filled ? fail(Rule::ParamKwargs, Basis::Sets) : void(pair(k, i, Rule::ParamKwargs));
    }
  }

  /// Whether every call that the target admits gives the source's parameter an argument.
  bool always_filled(std::uint32_t k) const {
    const SignatureParameter& own = source_[k];
    const bool asked = k < places_ && is_required(target_[k]);
    if (asked && own.kind != ParameterKind::KeywordOnly && target_[k].kind == ParameterKind::PositionalOnly) return true;
    if (own.kind == ParameterKind::PositionalOnly) return false;
    if (asked && own.kind == ParameterKind::Standard && target_[k].name == own.name) return true;
    const auto named = find_name(target_, own.name);
    const bool past_places = own.kind == ParameterKind::KeywordOnly || k >= places_;
    return named && past_places && target_[*named].kind == ParameterKind::KeywordOnly && is_required(target_[*named]);
  }

  std::uint32_t pair(std::uint32_t target, std::uint32_t source, Rule rule) {
    const SignatureFit::Pair made{target, source, rule};
    const auto same = [&](const SignatureFit::Pair& each) { return each.target == target && each.source == source; };
    if (std::ranges::none_of(fit_.pairs, same)) fit_.pairs.push_back(made);
    return source;
  }

  void fail(Rule rule, Basis basis = Basis::Spec) {
    if (!fit_.failure || basis < fit_.failure->basis) fit_.failure = {rule, basis};
  }

  const SignatureShape& source_;
  const SignatureShape& target_;
  std::size_t places_, source_places_;
  std::optional<std::uint32_t> variadic_, keywords_;  // of the source
  SignatureFit fit_;
};

}  // namespace

SignatureFit fit(const SignatureShape& source, const SignatureShape& target) { return Fitting{source, target}.run(); }

}  // namespace agverify::solver::rules
