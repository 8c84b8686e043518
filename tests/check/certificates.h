#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace agverify::check {

/// Builds `agverify-certificate 1`, the query and the verdict (`proved`, or `refuted`, perhaps with a direction line),
/// a file, object, then the lines given and more of them.
std::string certificate(std::string_view query, std::string_view verdict, std::string_view lines,
                        std::string_view more = {});

/// Lines for `C <: P[int]`: a protocol with a method and a property, a class that has both, without deriving from it.
inline constexpr std::string_view protocol_slice = R"(class int at 1:9
base int object
class bool at 1:20
base bool int
class P protocol at 1:30
parameter P T covariant
base P object
class C at 1:40
base C object
requires P get size
finds C get C
finds C size C
finds P get P
finds P size P
member C get (key: object, more: int = ...) -> bool
member C size: int
member P get (key: int) -> T
member P size property -> int
)";

/// Proves `C <: P[int]` over `protocol_slice`.
inline constexpr std::string_view protocol_proof = R"(step 1 nominal-by-subclassing bool <: int
step 2 object-top int <: object
step 3 callable-general (key: object, more: int = ...) -> bool <: (key: int) -> int from 2 1
step 4 protocol-structural C <: P[int] from 3
conclude 1 by 4
)";

/// The text with the one occurrence of `from` replaced; the test fails unless there is exactly one.
std::string altered(std::string_view text, std::string_view from, std::string_view to);

/// The certificate with an answer assumed to an open question, `NAME=VALUE`.
std::string with_reading(std::string text, std::string_view verdict, std::string_view reading);

/// The number of the one line that begins with the text, else of the one that has it; the test fails unless there is
/// one.
unsigned line_of(std::string_view text, std::string_view part);

/// Expects that the certificate is accepted.
void expect_accepted(std::string_view text);

/// Expects that it is rejected at the line, with the part in the message.
void expect_rejected(std::string_view text, unsigned line, std::string_view message);

/// One change that makes a certificate wrong.
struct Alteration {
  std::string from, to;
  std::string at;       ///< a part of the line, after the change, that must be complained of
  std::string message;  ///< a part of the complaint
};

/// Expects that the certificate is accepted, and rejected after each alteration at its line.
void expect_only_as_it_is(std::string_view text, const std::vector<Alteration>& alterations);

}  // namespace agverify::check
