#include "model/python/declarations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agverify::model::python {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr std::string_view chain = R"(from typing import Protocol, TypeVar
T = TypeVar("T")

class Bottom(Protocol[T]):
    def give(self) -> T: ...

@final
class Middle(Bottom[int]):
    x: "Top"
class Beside:
    y: int
class Top(Middle): ...
)";

TEST(Declarations, FutureImportsGoAndEachLineKeepsItsNumber) {
  EXPECT_EQ(as_declarations("from __future__ import annotations\nfrom typing import Any\nx: Any"), "\nfrom typing import Any\nx: Any\n");
}

TEST(Declarations, OnlyWhatIsNamedIsNeeded) {
  NameSet names{"Beside"};
  EXPECT_EQ(needed_declarations(chain, names), "from typing import Protocol, TypeVar\nclass Beside:\n    y: int\n");
  EXPECT_THAT(names, UnorderedElementsAre("Beside", "class", "y", "int"));
}

TEST(Declarations, WhatIsNamedNeedsWhatItNamesInTurn) {
  NameSet names{"Middle"};
  const std::string needed = needed_declarations(chain, names);
  EXPECT_THAT(needed, testing::HasSubstr("T = TypeVar(\"T\")\nclass Bottom(Protocol[T]):\n    def give(self) -> T: ...\n@final\nclass Middle"));
  EXPECT_THAT(needed, testing::HasSubstr("class Top(Middle): ...\n"));
  EXPECT_THAT(needed, testing::Not(testing::HasSubstr("Beside")));
}

TEST(Declarations, AllIsNeededWhereStatementsHangTogetherOtherwise) {
  const std::string_view branches = "import sys\nif sys.version_info >= (3, 12):\n    class A: ...\nelse:\n    class A: ...\nclass B: ...\n";
  NameSet names{"B"};
  EXPECT_EQ(needed_declarations(branches, names), branches);
  EXPECT_EQ(resting_on_line(branches, 2), std::nullopt);
}

TEST(Declarations, WhatRestsOnALineIsItsClassAndWhatNamesThat) {
  EXPECT_THAT(*resting_on_line(chain, 10), ElementsAre("Beside"));
  EXPECT_THAT(*resting_on_line(chain, 8), UnorderedElementsAre("Middle", "Top"));
  EXPECT_THAT(*resting_on_line(chain, 1), UnorderedElementsAre("T", "Bottom", "Middle", "Top"));
}

TEST(Declarations, SpecialFormsAreThoseThatAreUsed) {
  EXPECT_THAT(special_forms_in("class A(Protocol):\n    x: ClassVar[int]\n"), ElementsAre("ClassVar", "Protocol"));
  EXPECT_THAT(special_forms_in("class A: ...\n"), ElementsAre());
  EXPECT_THAT(special_forms_in("class Final: ...\nOptional = int\nx: Final | Optional\n"), ElementsAre());
}

TEST(Declarations, NothingIsImportedTwice) {
  EXPECT_EQ(typing_imports({"Final", "Protocol", "TypeVar"}, "from typing import Protocol, TypeVar\n"), "from typing import Final\n");
  EXPECT_EQ(typing_imports({"Protocol"}, "from typing import Protocol\n"), "");
}

}  // namespace
}  // namespace agverify::model::python
