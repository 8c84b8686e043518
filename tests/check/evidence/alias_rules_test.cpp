#include <gtest/gtest.h>

#include "tests/check/certificates.h"

namespace agverify::check {
namespace {

constexpr std::string_view slice = R"(class int at 1:9
base int object
class list at 1:50
parameter list T invariant
base list object
alias Nest at 1:60
unfolds Nest int | list[Nest]
alias Other A at 1:61
unfolds Other list[Other[A]] | A
)";

/// Nest <: Other[int]: list[Nest] below list[Other[int]] rests on the question itself, and on the one turned round.
constexpr std::string_view proof = R"(step 1 subtype-reflexive int <: int
step 2 union-member-below int <: list[Other[int]] | int from 1
step 3 variance-invariant-default list[Nest] <: list[Other[int]] from 6 12
step 4 union-member-below list[Nest] <: list[Other[int]] | int from 3
step 5 union-left-all int | list[Nest] <: list[Other[int]] | int from 2 4
step 6 alias-recursive Nest <: Other[int] from 5
step 7 union-member-below int <: int | list[Nest] from 1
step 8 variance-invariant-default list[Other[int]] <: list[Nest] from 12 6
step 9 union-member-below list[Other[int]] <: int | list[Nest] from 8
step 10 union-left-all list[Other[int]] | int <: int | list[Nest] from 9 7
step 11 alias-recursive Other[int] <: int | list[Nest] from 10
step 12 alias-recursive Other[int] <: Nest from 11
conclude 1 by 6
)";

TEST(AliasRules, AnAliasIsWhatItUnfoldsTo) {
  expect_only_as_it_is(certificate("Nest <: Other[int]", "proved", slice, proof),
                       {
                           {"Nest <: Other[int] from 5", "Nest <: Other[int] from 6", "step 6", "no earlier step"},
                           {"Nest <: Other[int] from 5", "Nest <: Other[int] from 4", "step 6", "unfold"},
                           {"Other[int] <: Nest from 11", "Other[int] <: Nest from 12", "step 12", "no earlier step"},
                           {"unfolds Nest int | list[Nest]", "unfolds Nest list[Nest] | int", "step 6", "unfold"},
                           {"unfolds Nest int | list[Nest]", "unfolds Nest int | Nest", "unfolds Nest", "stands for itself"},
                           {"unfolds Other list[Other[A]] | A", "unfolds Other Other[A] | A", "unfolds Other", "stands for itself"},
                           {"unfolds Other list[Other[A]] | A", "unfolds Other list[Other[A]] | B", "unfolds Other", "not known"},
                           {"unfolds Other list[Other[A]] | A", "unfolds Other list[Other] | A", "unfolds Other", "["},
                           {"unfolds Nest int | list[Nest]\n", "", "alias Nest", "no line says"},
                           {"alias Nest at 1:60", "alias list at 1:60", "alias list", "called so"},
                           {"alias Other A at 1:61", "alias Other A A at 1:61", "alias Other", "twice"},
                       });
}

/// A bare parameter of one alias makes what stands there in another one bare.
TEST(AliasRules, NoAliasStandsForItselfThroughAnother) {
  const std::string text = certificate("Nest <: object", "proved", R"(alias Shows A at 1:60
unfolds Shows A | Shown[A]
alias Shown A at 1:61
unfolds Shown A
alias Nest at 1:62
unfolds Nest Shows[Nest]
)", "step 1 object-top Nest <: object\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "unfolds Nest"), "stands for itself");
}

TEST(AliasRules, AnAliasThatNothingNamesIsNotUsed) {
  const std::string text = certificate("int <: object", "proved", "class int at 1:9\nbase int object\nalias Nest at 1:60\nunfolds Nest int\n",
                                       "step 1 object-top int <: object\nconclude 1 by 1\n");
  expect_rejected(text, line_of(text, "alias Nest"), "not used");
}

/// Aliases may be unfolded anywhere inside.
TEST(AliasRules, PartsAreUnfoldedToo) {
  expect_only_as_it_is(certificate("list[Nest] <: list[int | list[Nest]]", "proved", R"(class int at 1:9
base int object
class list at 1:50
parameter list T invariant
base list object
alias Nest at 1:60
unfolds Nest int | list[Nest]
)", "step 1 subtype-reflexive list[int | list[Nest]] <: list[int | list[Nest]]\nstep 2 alias-recursive list[Nest] <: list[int | list[Nest]] from 1\nconclude 1 by 2\n"),
                       {{"alias-recursive list[Nest]", "alias-recursive list[int | list[Nest]]", "step 2", "nothing is unfolded"}});
}

/// A list of str is in no unfolding of Nest.
TEST(AliasRules, ValuesAreInWhatAnAliasUnfoldsTo) {
  expect_only_as_it_is(certificate("list[str] <: Nest", "refuted", R"(class int at 1:9
base int object
class str at 1:30
base str object
class list at 1:50
parameter list T invariant
base list object
alias Nest at 1:60
unfolds Nest int | list[Nest]
)", "value 1 str\nvalue 2 list\nshows 2 list.T hands 1\nrefute 2\n"),
                       {{"value 1 str", "value 1 int", "refute 2", ""}, {"unfolds Nest int | list[Nest]", "unfolds Nest int | list[str] | list[Nest]", "refute 2", ""}});
}

}  // namespace
}  // namespace agverify::check
