#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/run_program.h"

namespace agverify::cli {
namespace {

using testing::HasSubstr;

Finished answers(std::string_view lines) { return Place{}.agverify({"prove", "--decider", "rules", "--jsonl"}, lines); }

TEST(JsonLines, AnswersComeInOrderWithTheDocumentedFields) {
  const Finished run = answers(R"({"id": 1, "relation": "subtype", "source": "AsyncGenerator[bool, object]", "target": "AsyncIterator[int]"}

{"id": "b", "relation": "equivalent", "source": "int", "target": "bool"}
{"id": 3, "relation": "subtype", "source": "TypedDict", "target": "int"}
)");
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, R"({"id": 1, "verdict": "proved", "basis": "spec", "strength": "must", "evidence": "certificate", "rule": "class-upcast", "subgoals": 3, "deciders": {"rules": "proved", "smt": "skipped"}, "stubs": "DIGEST"}
{"id": "b", "verdict": "refuted", "basis": "spec", "strength": "must", "evidence": "certificate", "rule": "nominal-by-subclassing", "direction": "source_to_target", "subgoals": 1, "deciders": {"rules": "refuted", "smt": "skipped"}, "stubs": "DIGEST"}
{"id": 3, "verdict": "unknown", "evidence": "none", "reason": "unsupported TypedDict", "subgoals": 0, "deciders": {"rules": "skipped", "smt": "skipped"}, "stubs": "DIGEST"}
)");
}

TEST(JsonLines, IdsOfEveryKindAreEchoedAsWritten) {
  for (const std::string_view id : {"null", "true", "-1.50e+3", "123456789012345678901234567890", R"("a\"\u00e9\n")",
                                    R"([1, {"a":  [2]}])", R"({"x": "}"})"}) {
    const Finished run = answers(fmt::format(R"({{"id": {}, "relation": "subtype", "source": "int", "target": "int"}})", id));
    EXPECT_EQ(run.code, 0) << id;
    EXPECT_THAT(run.out, testing::StartsWith(fmt::format("{{\"id\": {}, \"verdict\"", id)));
  }
}

TEST(JsonLines, LineThatIsNoJsonIsAnsweredByItsNumberAndTheRestGoesOn) {
  const Finished run = answers("nonsense\n[1]\n{\"id\": 4, \"relation\": \"subtype\", \"source\": \"int\", \"target\": \"int\"} x\n"
                               "{\"id\": 5, \"relation\": \"subtype\", \"source\": \"bool\", \"target\": \"int\"}");
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.out, testing::StartsWith("{\"line\": 1, \"error\": {\"message\": \"the line is no JSON"));
  EXPECT_THAT(run.out, HasSubstr("{\"line\": 2, \"error\""));
  EXPECT_THAT(run.out, HasSubstr("\"line\": 3, \"error\""));
  EXPECT_THAT(run.out, HasSubstr("{\"id\": 5, \"verdict\": \"proved\""));
}

TEST(JsonLines, ErrorInAFieldCarriesIdFieldAndPlace) {
  EXPECT_EQ(answers(R"({"relation": "subtype", "source": "int", "target": "list[Absent]", "id": [1]})").out,
            "{\"id\": [1], \"line\": 1, \"error\": {\"message\": \"in \\\"target\\\": nothing defines `Absent`\", \"line\": 1, \"column\": 6}}\n");
  EXPECT_EQ(answers(R"({"relation": "subtype", "source": "X", "target": "int", "forall": ["X"], "hypotheses": ["X <: Absent"]})").out,
            "{\"line\": 1, \"error\": {\"message\": \"in \\\"hypotheses\\\": nothing defines `Absent`\", \"line\": 1, \"column\": 6}}\n");
}

TEST(JsonLines, FieldThatIsUnknownMissingDoubledOrOfAWrongTypeIsAnError) {
  EXPECT_THAT(answers(R"({"relation": "subtype", "source": "int", "target": "int", "hypothesis": []})").out, HasSubstr("there is no field"));
  EXPECT_THAT(answers(R"({"relation": "subtype", "source": "int"})").out, HasSubstr("is missing"));
  EXPECT_THAT(answers(R"({"relation": "subtype", "source": "int", "source": "int", "target": "int"})").out, HasSubstr("stands twice"));
  EXPECT_THAT(answers(R"({"relation": "below", "source": "int", "target": "int"})").out, HasSubstr("there is no relation"));
  EXPECT_THAT(answers(R"({"relation": "subtype", "source": 1, "target": "int"})").out, HasSubstr("is no string"));
}

TEST(JsonLines, VariablesAndHypothesesMakeAQuestionForAllTypes) {
  const std::string converse = R"({"relation": "subtype", "source": "list[A]", "target": "Sequence[B]", "forall": ["A", "B"], "hypotheses": [")";
  EXPECT_EQ(answers(converse + "A <: B\"]}").code, 0);
  EXPECT_EQ(answers(converse + "B <: A\"]}").code, 1);
}

TEST(JsonLines, PreludeOfALineIsThatLinesAlone) {
  const Finished run = answers(R"({"id": 1, "relation": "subtype", "source": "B", "target": "A", "prelude": "class A: ...\nclass B(A): ...\n"}
{"id": 2, "relation": "subtype", "source": "B", "target": "A", "prelude": "class A: ...\nclass B: ...\n"}
{"id": 3, "relation": "subtype", "source": "B", "target": "A"}
{"id": 4, "relation": "subtype", "source": "int", "target": "int", "prelude": "\nclass B(Absent): ...\n"}
)");
  EXPECT_EQ(run.code, 65);
  EXPECT_THAT(run.out, HasSubstr("{\"id\": 1, \"verdict\": \"proved\""));
  EXPECT_THAT(run.out, HasSubstr("{\"id\": 2, \"verdict\": \"refuted\""));
  EXPECT_THAT(run.out, HasSubstr("{\"id\": 3, \"line\": 3, \"error\""));
  EXPECT_THAT(run.out, HasSubstr("\"line\": 2, \"column\": 9}}"));
}

TEST(JsonLines, ClassObjectsAreThoseOfTheLinesOwnPrelude) {
  const Finished run = answers(R"({"id": 1, "relation": "subtype", "source": "class_object.C", "target": "Callable[[], C]", "prelude": "class C: ...\n"}
{"id": 2, "relation": "subtype", "source": "class_object.C", "target": "Callable[[], C]", "prelude": "class C:\n    def __init__(self, x: int): ...\n"}
{"id": 3, "relation": "subtype", "source": "class_object.C", "target": "object"}
{"id": 4, "relation": "subtype", "source": "class_object.C", "target": "Callable[[], C]", "prelude": "from dataclasses import dataclass\nyes = True\n@dataclass(init=yes)\nclass C:\n    x: int\n"}
)");
  EXPECT_THAT(run.out, testing::ContainsRegex("\"id\": 1, \"verdict\": \"proved\"[^\n]*\n\\{\"id\": 2, \"verdict\": \"refuted\""));
  EXPECT_THAT(run.out, HasSubstr("nothing defines `class_object.C`"));
  EXPECT_THAT(run.out, HasSubstr("unsupported dataclass of a constructor"));
}

TEST(JsonLines, PythonVersionOfALineChoosesDefaults) {
  const std::string question = R"({"relation": "equivalent", "source": "AsyncGenerator[int]", "target": "AsyncGenerator[int, None]", "python": ")";
  EXPECT_EQ(answers(question + "3.13\"}").code, 0);
  EXPECT_EQ(answers(question + "3.12\"}").code, 65);
}

TEST(JsonLines, ManyPreludesDoNotDisturbEachOther) {
  std::string lines;
  for (int i = 0; i < 100; ++i)
    lines += fmt::format("{{\"relation\": \"subtype\", \"source\": \"B{}\", \"target\": \"A\", \"prelude\": \"class A: ...\\nclass B{}(A): ...\"}}\n", i, i);
  const Finished run = answers(lines);
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(std::ranges::count(run.out, '\n'), 100);
}

TEST(JsonLines, TimingAddsMicrosAndNothingElseVaries) {
  const Finished run = Place{}.agverify({"prove", "--decider", "rules", "--jsonl", "--timing"},
                                        R"({"relation": "subtype", "source": "int", "target": "int"})");
  EXPECT_THAT(run.out, HasSubstr(", \"micros\": "));
}

}  // namespace
}  // namespace agverify::cli
