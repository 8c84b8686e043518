#include <filesystem>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/embedded_stubs.h"
#include "tests/cli/small_typeshed.h"

// What was read of a typeshed is kept for the next run: it must say what a run without anything kept says, whatever happened
// to stubs and cache in between.

namespace agverify::cli {
namespace {

namespace fs = std::filesystem;

/// How long Z3 took for a law is another each time that it is proved.
std::string without_times(const std::string& text) { return std::regex_replace(text, std::regex{"[0-9.]+ ms"}, "TIME"); }

struct Kept : SmallTypeshed {
  const std::vector<std::string> all{"classes", "--typeshed", "t", "--all"};
  const std::vector<std::string> late{"prove", "--typeshed", "t", "collections.Late <: object"};

  std::vector<fs::path> tables() const {
    std::vector<fs::path> found;
    if (fs::is_directory(path(".cache/agverify")))
      for (const auto& each : fs::directory_iterator{path(".cache/agverify")})
        if (each.path().filename().string().starts_with("typeshed-")) found.push_back(each.path());
    return found;
  }
  std::string name_of_the_table() const {
    EXPECT_EQ(tables().size(), 1u);
    return ".cache/agverify/" + tables().front().filename().string();
  }
  void forget() const { fs::remove_all(path(".cache")); }

  /// Whether a run read the table that is kept: it writes one otherwise.
  bool uses_the_table(const std::vector<std::string>& arguments) const {
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours{1};
    for (const fs::path& each : tables()) fs::last_write_time(each, long_ago);
    const std::size_t before = tables().size();
    agverify(arguments);
    for (const fs::path& each : tables())
      if (fs::last_write_time(each) > long_ago) return false;
    return tables().size() == before;
  }

  /// A run with what is kept says what one without says. \returns that
  std::string same(const std::vector<std::string>& arguments) const {
    const Finished warm = agverify(arguments);
    const std::string moved = path(".kept");
    if (fs::exists(path(".cache"))) fs::rename(path(".cache"), moved);
    const Finished cold = agverify(arguments);
    forget();
    if (fs::exists(moved)) fs::rename(moved, path(".cache"));
    EXPECT_EQ(warm.code, cold.code);
    EXPECT_EQ(without_times(warm.out), without_times(cold.out));
    EXPECT_EQ(warm.error, cold.error);
    return warm.out + warm.error;
  }
};

TEST(KeptTypeshed, SecondRunUsesWhatTheFirstReadAndSaysTheSame) {
  const Kept place;
  place.write("p.pyi", "from collections.abc import Bag\nclass Mine(Bag): ...\n");
  const std::vector<std::vector<std::string>> runs{
      place.all,
      {"classes", "--typeshed", "t", "--all", "--laws"},
      {"classes", "--typeshed", "t", "list", "collections.abc.Bag"},
      {"prove", "--typeshed", "t", "--explain", "list[bool] <: Iterable[int]"},
      {"prove", "--typeshed", "t", "wrong.Right <: object"},
      {"prove", "--typeshed", "t", "Nothing <: object"},
      {"prove", "--typeshed", "t", "--decider", "rules", "--prelude", "p.pyi", "Mine <: Iterable[int]", "forall X. list[X] <: Iterable[X]"},
  };
  for (const auto& each : runs) {
    SCOPED_TRACE(testing::PrintToString(each));
    place.forget();
    place.agverify(each);
    EXPECT_EQ(place.tables().size(), 1u);
    EXPECT_TRUE(place.uses_the_table(each));
    place.same(each);
  }
}

TEST(KeptTypeshed, CorpusHasTheSameAnswers) {
  const Place place;
  place.write("t/VERSIONS", "builtins: 3.0-\ncollections: 3.0-\ntypes: 3.0-\ntyping: 3.5-\n");
  for (const EmbeddedFile& each : embedded_stubs()) place.write("t/" + std::string(each.path), each.text);
  const std::vector<std::string> run{"corpus", "--typeshed", "t", (fs::current_path() / "corpus/cases/protocol").string()};
  const Finished cold = place.agverify(run), warm = place.agverify(run);
  EXPECT_EQ(cold.code, 0) << cold.error;
  EXPECT_EQ(warm.out, cold.out);
  EXPECT_EQ(warm.error, cold.error);
}

TEST(KeptTypeshed, AnswersOfManyLinesAreTheSameWhereLaterOnesAskForMore) {
  const Kept place;
  const std::string lines = R"({"id": 1, "relation": "subtype", "source": "bool", "target": "int"}
{"id": 2, "relation": "subtype", "source": "Bag", "target": "Iterable[int]"}
{"id": 3, "relation": "subtype", "source": "Mine", "target": "box.Box", "prelude": "import box\nclass Mine(box.Box): ..."}
{"id": 4, "relation": "subtype", "source": "late.Late", "target": "box.Box"}
{"id": 5, "relation": "subtype", "source": "old.Old", "target": "object", "python": "3.11"}
)";
  const std::vector<std::string> run{"prove", "--typeshed", "t", "--jsonl"};
  const Finished cold = place.agverify(run, lines);
  EXPECT_FALSE(place.tables().empty());
  EXPECT_EQ(place.agverify(run, lines).out, cold.out);
}

TEST(KeptTypeshed, ChangedStubIsReadAgain) {
  const Kept place;
  EXPECT_EQ(place.agverify({"prove", "--typeshed", "t", "box.Box <: int"}).code, 1);
  place.write("t/stdlib/box.pyi", "class Box(int): ...\n");
  EXPECT_EQ(place.agverify({"prove", "--typeshed", "t", "box.Box <: int"}).code, 0);
  place.write("t/stdlib/box.pyi", "class Box: ...\n");
  EXPECT_EQ(place.agverify({"prove", "--typeshed", "t", "box.Box <: int"}).code, 1);
}

TEST(KeptTypeshed, StubThatIsNotReachedMayChange) {
  const Kept place;
  place.agverify(place.late);
  place.write("t/stdlib/box.pyi", "class Box(int): ...\n");
  EXPECT_TRUE(place.uses_the_table(place.late));
}

/// Each change of the typeshed is seen by a query that rests on it, and by the listing of all.
TEST(KeptTypeshed, EveryChangeOfTheFilesIsSeen) {
  const Kept place;
  const auto after = [&](const std::string& what, const auto& change) {
    SCOPED_TRACE(what);
    for (const auto& run : {place.all, place.late}) place.agverify(run);
    change();
    for (const auto& run : {place.all, place.late}) {
      EXPECT_FALSE(place.uses_the_table(run));
      place.same(run);
    }
  };
  after("a stub is changed", [&] { place.write("t/stdlib/late.pyi", "class Late: ...\nclass Later: ...\n"); });
  after("a stub is deleted", [&] { fs::remove(place.path("t/stdlib/late.pyi")); });
  after("a stub is added", [&] { place.write("t/stdlib/late.pyi", "class Late(int): ...\n"); });
  after("a package takes its place", [&] {
    fs::remove(place.path("t/stdlib/late.pyi"));
    place.write("t/stdlib/late/__init__.pyi", "class Late(int): ...\n");
  });
  after("a module hides the package", [&] { place.write("t/stdlib/late.pyi", "class Late: ...\n"); });
  after("the list of versions changes", [&] {
    const std::string versions = place.read("t/stdlib/VERSIONS");
    place.write("t/stdlib/VERSIONS", std::string(versions).replace(versions.find("late: 3.12-"), 11, "late: 3.14-"));
  });
}

TEST(KeptTypeshed, AddedModuleIsPartOfTheListingOfAll) {
  const Kept place;
  place.agverify(place.all);
  place.write("t/stdlib/box/__init__.pyi", "");
  place.write("t/stdlib/late/part.pyi", "class Part: ...\n");
  EXPECT_FALSE(place.uses_the_table(place.all));
  EXPECT_THAT(place.same(place.all), testing::HasSubstr("modules   12\n"));
}

TEST(KeptTypeshed, OtherQuestionsVersionsAndReadingsHaveTablesOfTheirOwn) {
  const Kept place;
  const std::string query = "list[bool] <: Iterable[int]";
  const std::vector<std::vector<std::string>> runs{{"prove", "--typeshed", "t", query},
                                                   {"prove", "--typeshed", "t", "list[bool] <: object"},
                                                   {"prove", "--typeshed", "t", "--python-version", "3.11", query},
                                                   {"prove", "--typeshed", "t", "--assume", "infer-at-object=algorithm", query},
                                                   {"prove", "--typeshed", "t/stdlib", "collections.Late <: object"},
                                                   {"prove", "--typeshed", "t", "--python-version", "3.11", "collections.Late <: object"}};
  for (const auto& each : runs) place.agverify(each);
  for (const auto& each : runs) place.same(each);
}

TEST(KeptTypeshed, FileThatIsNotAsItWasWrittenIsAsGoodAsNone) {
  const Kept place;
  for (const auto& run : {place.all, place.late}) {
    place.forget();
    const Finished first = place.agverify(run);
    const std::string name = place.name_of_the_table(), whole = place.read(name);
    std::string flipped = whole, other_seal = whole;
    flipped[whole.size() / 2] ^= 1;
    other_seal[3] = other_seal[3] == '0' ? '1' : '0';
    for (const std::string& text : {std::string{}, std::string{"x"}, whole.substr(0, 64), whole.substr(0, 65), whole.substr(0, whole.size() / 2),
                                    whole.substr(0, whole.size() - 1), whole + "x", flipped, other_seal, std::string(1000, '\0')}) {
      place.write(name, text);
      const Finished again = place.agverify(run);
      EXPECT_EQ(again.code, first.code);
      EXPECT_EQ(again.out, first.out);
      EXPECT_EQ(again.error, first.error);
      EXPECT_TRUE(place.read(name) == whole) << "and written again";
    }
  }
}

TEST(KeptTypeshed, FolderThatCannotBeWrittenIsDoneWithout) {
  const Kept place;
  const Finished first = place.agverify(place.all);
  place.forget();
  place.write(".cache", "a file in the place of the folder");
  EXPECT_EQ(place.agverify(place.all).out, first.out);
  fs::remove(place.path(".cache"));
  fs::create_directories(place.path(".cache/agverify"));
  fs::permissions(place.path(".cache/agverify"), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(place.agverify(place.all).out, first.out);
  fs::permissions(place.path(".cache/agverify"), fs::perms::owner_all);
}

TEST(KeptTypeshed, TableThatIsAFolderIsDoneWithout) {
  const Kept place;
  const Finished first = place.agverify(place.all);
  const std::string name = place.name_of_the_table();
  fs::remove(place.path(name));
  fs::create_directories(place.path(name) + "/x");
  EXPECT_EQ(place.agverify(place.all).out, first.out);
}

TEST(KeptTypeshed, RunsAtTheSameTimeDoNotDisturbEachOther) {
  const Kept place;
  const Finished alone = place.agverify(place.all);
  for (int round = 0; round < 5; ++round) {
    place.forget();
    std::string line = fmt::format("cd '{}'; export XDG_CACHE_HOME='{}' NO_COLOR=1; ", place.path("."), place.path(".cache"));
    for (int i = 0; i < 6; ++i) line += fmt::format("'{}' classes --typeshed t --all > out{} & ", AGVERIFY_PROGRAM, i);
    ASSERT_EQ(std::system((line + "wait").c_str()), 0);
    for (int i = 0; i < 6; ++i) EXPECT_EQ(place.read(fmt::format("out{}", i)), alone.out);
    EXPECT_EQ(place.tables().size(), 1u) << "no half of a file is left";
    EXPECT_TRUE(place.uses_the_table(place.all));
  }
}

TEST(KeptTypeshed, OldTablesGo) {
  const Kept place;
  for (int i = 0; i < 70; ++i) place.write(fmt::format(".cache/agverify/typeshed-{}", i), "x");
  place.write(".cache/agverify/0123", "a law");
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours{1};
  for (const fs::path& each : place.tables()) fs::last_write_time(each, long_ago);
  place.agverify(place.all);
  EXPECT_EQ(place.tables().size(), 64u);
  EXPECT_TRUE(fs::exists(place.path(".cache/agverify/0123")));
  EXPECT_TRUE(place.uses_the_table(place.all)) << "the newest stays";
}

}  // namespace
}  // namespace agverify::cli
