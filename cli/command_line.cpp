#include "cli/command_line.h"

#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/input/python_version.h"
#include "logic/switches.h"

namespace agverify::cli {

using namespace input;
using namespace session;

namespace {

using model::syntax::stubs::PythonVersion;

constexpr std::string_view about =
    "Proves or refutes subtype questions between Python types, with evidence that can be checked.";

constexpr std::string_view exit_codes = R"(Exit codes: 0 all proved, 1 something refuted, 2 something unknown and nothing refuted; 64 usage, 65 bad input,
66 missing input, 69 a solver is missing or died, 70 the deciders disagree or a certificate fails, 74 input or output.)";

constexpr std::string_view about_queries = R"(QUERY is S <: T (subtype), S ~> T (assignable), S == T (equivalent) or S ~ T (consistent), after
`forall X, Y.` for all types X, Y, and after hypotheses and `|-` where there are any:

  agverify prove 'AsyncGenerator[bool, object] <: AsyncIterator[int]'
  agverify prove 'forall Y, A, B. A <: B |- AsyncGenerator[Y, B] <: AsyncGenerator[Y, A]'
  agverify prove --prelude classes.pyi --file questions.txt

A line of --jsonl: {"id", "relation": "subtype|assignable|equivalent|consistent", "source", "target", "forall"?: [..],
"hypotheses"?: [..], "prelude"?, "python"?}. Answers come in the same order.)";

/// The texts of options that are not text in what a command gets.
struct Raw {
  std::string version = "3.13", decider = "both";
  std::vector<std::string> assumed = {};
};

void add_preludes(CLI::App& command, StubOptions& into) {
  command.add_option("--prelude", into.preludes, "Stub or source text with further classes; several add up")
      ->type_name("F.pyi")
      ->allow_extra_args(false);
}

void add_assumptions(CLI::App& command, Raw& raw) {
  command.add_option("--assume", raw.assumed, "How an open question is answered (agverify rules --open); several add up")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->check([](const std::string& text) {
        model::Assumptions ignored;
        return logic::assume(text, ignored) ? "" : fmt::format("`{}` is none of the switches that agverify rules --open lists", text);
      });
}

void add_stub_options(CLI::App& command, StubOptions& into, Raw& raw) {
  add_preludes(command, into);
  CLI::Option* stubs = command.add_option("--stubs", into.stubs, "Stubs in the place of the built-in hierarchy")->type_name("DIR");
  command.add_option("--typeshed", into.typeshed, "A typeshed in its place, of which only what is asked for is read")
      ->type_name("DIR")
      ->excludes(stubs);
  add_assumptions(command, raw);
  command.add_option("--python-version", raw.version, "What sys.version_info means in stubs (3.13)")
      ->type_name("V")
      ->check([](const std::string& text) { return python_version(text) ? "" : fmt::format("`{}` is no version such as 3.13", text); });
}

void add_timeout(CLI::App& command, unsigned& into, const std::string& meaning) {
  command.add_option("--timeout", into, meaning)->type_name("MS")->check(CLI::PositiveNumber);
}

CLI::App* add_prove(CLI::App& app, ProveOptions& into, Raw& raw) {
  CLI::App* command = app.add_subcommand("prove", "Answer questions: proved, refuted or unknown, each with its evidence");
  command->add_option("QUERY", into.queries, "Questions such as 'list[int] <: Sequence[int]'")->option_text("...");
  command->add_option("--file", into.file, "Questions one a line; # comments and blank lines are skipped")->type_name("F");
  command->add_option("--jsonl", into.jsonl, "JSON questions one a line, answered one a line; without F from standard input")
      ->type_name("[F]")
      ->expected(0, 1)
      ->default_str("-");
  add_stub_options(*command, into.texts, raw);
  command->add_flag("--explain", into.explain, "Print the whole derivation, or the whole witness");
  command->add_option("--certificate", into.certificate, "Write the certificate; of several questions: into this folder")
      ->type_name("PATH");
  command->add_option("--decider", raw.decider, "Who decides: both (default), rules or smt")
      ->type_name("WHO")
      ->check(CLI::IsMember({"both", "rules", "smt"}));
  add_timeout(*command, into.milliseconds, "Milliseconds that the solver may take for a question (2000)");
  command->add_flag("--timing", into.timing, "Say how long each answer took");
  return command;
}

CLI::App* add_gate(CLI::App& app, GateOptions& into, Raw& raw) {
  CLI::App* command = app.add_subcommand("gate", "Ask type checkers about generated or given pairs, and report where they answer otherwise");
  command->add_option("--checker", into.checkers, "Checkers by name; `all`: every one that is known")->type_name("NAME...")->required();
  command->add_option("--checkers", into.files, "Further checkers as data; several add up")->type_name("F.toml")->allow_extra_args(false);
  CLI::Option* pairs = command->add_option("--pairs", into.asked.count, "How many pairs are drawn (1000)")->type_name("N")->check(CLI::PositiveNumber);
  command->add_option("--seed", into.asked.seed, "What pairs are drawn (1): the same seed gives the same pairs and reports")->type_name("K");
  command->add_option("--profile", into.asked.profile, "What pairs are made of (classes): signatures are probed as callback protocols; protocols are random ones, with "
                                                      "classes made from them; tuples have literals, enums and named tuples beside them; expansions are tuples and unions to take apart; "
                                                      "class-objects have type[..]; special have LiteralString and TypeGuard; aliases needs a prelude that defines some")
      ->type_name("classes|signatures|protocols|tuples|expansions|class-objects|special|aliases")
      ->check(CLI::IsMember({"classes", "signatures", "protocols", "tuples", "expansions", "class-objects", "special", "aliases"}));
  CLI::Option* file = command->add_option("--file", into.asked.file, "JSON questions one a line, as for prove --jsonl, in the place of drawn pairs")
      ->type_name("F.jsonl")->excludes(pairs);
  command->add_option("--cases", into.asked.cases, "Files and folders of corpus cases, in the place of drawn pairs")
      ->type_name("PATH...")->excludes(pairs)->excludes(file);
  add_preludes(*command, into.asked.texts);
  add_assumptions(*command, raw);
  command->add_option("--report", into.report, "A folder for the reports: one a cause, and campaign.json")->type_name("DIR");
  command->add_option("--tools", into.tools, "Where scripts/checkers has put them ($AGVERIFY_CHECKERS, else tools/checkers)")->type_name("DIR");
  command->add_option("--jobs", into.jobs, "Runs of checkers at one time (2)")->type_name("N")->check(CLI::Range(1U, 256U));
  add_timeout(*command, into.milliseconds, "Milliseconds of processor time that a run of a checker may take, and 25 more a pair (20000)");
  command->footer(R"(Exit codes: 0 no deviation, 1 a deviation; 64 usage, 65 bad file of checkers, 66 missing file of checkers, 69 a checker is
missing or answered nothing, 70 the deciders disagree or a certificate fails, 74 the folder of reports cannot be written to.)");
  return command;
}

struct Parser {
  CLI::App app{std::string(about), "agverify"};
  Raw raw;
  ProveOptions prove;
  RulesOptions rules;
  ClassesOptions classes;
  CorpusOptions corpus;
  GateOptions gate;
  CLI::App *prove_command, *rules_command, *classes_command, *corpus_command, *gate_command;

  explicit Parser(std::string_view version) {
    app.set_version_flag("--version", fmt::format("agverify {}", version), "Print the version");
    app.require_subcommand(1);
    app.footer(fmt::format("`agverify COMMAND --help` says more of a command.\n\n{}", exit_codes));
    prove_command = add_prove(app, prove, raw);
    prove_command->footer(fmt::format("{}\n\n{}", about_queries, exit_codes));
    rules_command = app.add_subcommand("rules", "List the inference rules and what solvers say of each");
    rules_command->footer("Exit codes: 0 every lemma is as it must be, 2 one has no answer, 70 one is not.");
    rules_command->add_flag("--open", rules.open, "Only those that rest on what the typing spec leaves open");
    add_timeout(*rules_command, rules.milliseconds, "Milliseconds that the second solver may take for a rule (5000)");
    classes_command = app.add_subcommand("classes", "Show classes: parameters, bases, members, the law of each");
    classes_command->footer("Exit codes: 0; 65 a name that is no class, or a declared variance that members refute; 66 missing input.");
    CLI::Option* names = classes_command->add_option("NAME", classes.names, "Classes; none: all")->option_text("...");
    classes_command->add_flag("--all", classes.counts, "Read every module of --typeshed; say how many there are of what, and what is not read")
        ->excludes(names);
    classes_command->add_flag("--laws", classes.laws, "With --all: prove the law of each class that has type parameters; say what came of it and why");
    classes_command->add_flag("--timing", classes.timing, "With --all: say how long it took, and the most memory that it had");
    add_stub_options(*classes_command, classes.texts, raw);
    corpus_command = app.add_subcommand("corpus", "Run self-describing cases through both deciders and the checker");
    corpus_command->footer("Exit codes: 0 all as described (with --typeshed: or with a cause), 1 something differs, 65 bad case, 66 missing input, "
                           "70 the deciders disagree.");
    corpus_command->add_option("PATH", corpus.paths, "Case files and folders; none: the cases that are built in")->option_text("...");
    CLI::Option* coverage =
        corpus_command->add_flag("--coverage", corpus.coverage, "List the rules of the typing spec with their rows, and run nothing");
    corpus_command->add_option("--typeshed", corpus.typeshed, "Ask by these stubs; list each other verdict with what in the classes causes it")
        ->type_name("DIR")->excludes(coverage);
    add_timeout(*corpus_command, corpus.milliseconds, "Milliseconds that the solver may take for a question (2000)");
    gate_command = add_gate(app, gate, raw);
  }

  Command chosen() {
    const PythonVersion version = *python_version(raw.version);
    prove.texts.version = classes.texts.version = version;
    gate.asked.texts.version = *python_version("3.13");
    for (const std::string& each : raw.assumed) logic::assume(each, prove.texts.assumed);
    classes.texts.assumed = gate.asked.texts.assumed = prove.texts.assumed;
    prove.deciders = raw.decider == "rules" ? solver::Deciders::Rules
                     : raw.decider == "smt" ? solver::Deciders::Smt
                                            : solver::Deciders::Both;
    if (rules_command->parsed()) return rules;
    if (classes_command->parsed()) return classes;
    if (corpus_command->parsed()) return corpus;
    if (gate_command->parsed()) return gate;
    return prove;
  }
};

std::optional<std::string> misuse(const Command& command) {
  const auto* prove = std::get_if<ProveOptions>(&command);
  const auto* classes = std::get_if<ClassesOptions>(&command);
  if (classes && classes->counts && !classes->texts.typeshed) return "--all goes with --typeshed";
  if (classes && classes->laws && !classes->counts) return "--laws goes with --all";
  if (!prove) return std::nullopt;
  if (prove->jsonl && (prove->file || !prove->queries.empty())) return "--jsonl goes without other questions";
  if (prove->jsonl && prove->explain) return "--explain goes with questions as text";
  if (!prove->jsonl && !prove->file && prove->queries.empty()) return "prove needs a QUERY, --file or --jsonl";
  return std::nullopt;
}

Notice usage(std::string_view message) {
  return {ExitCode::Usage, fmt::format("agverify: {}\nRun with --help for more information.", message)};
}

}  // namespace

tl::expected<Command, Notice> read_command_line(int count, const char* const* arguments, std::string_view version) {
  Parser parser{version};
  try {
    parser.app.parse(count, const_cast<char**>(arguments));
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, ignored;
    if (parser.app.exit(error, out, ignored) == 0) return tl::unexpected(Notice{ExitCode::Success, out.str()});
    return tl::unexpected(usage(error.what()));
  }
  Command command = parser.chosen();
  if (const auto wrong = misuse(command)) return tl::unexpected(usage(*wrong));
  return command;
}

}  // namespace agverify::cli
