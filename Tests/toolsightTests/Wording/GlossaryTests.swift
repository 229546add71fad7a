import EvalCore
import Foundation
import TestSupport
import Testing

@testable import toolsight

/// The glossary has every word that a user meets, or it is said here why not; and a user meets every word that it has.
@Suite struct GlossaryTests {
  private let glossary: String
  private let entries: [String]

  init() throws {
    glossary = try ProjectRoot.text("docs/glossary.md")
    entries = glossary.matches(of: #/\*\*([^*]+)\*\*/#).map { String($0.1) }
  }

  /// Entries, and what stands in one as code.
  private var explained: Set<String> {
    Set((entries + glossary.matches(of: #/`([^`\n]+)`/#).map { String($0.1) }).map(\.inWords))
  }

  @Test func everyWordThatIsMetHasAnEntryOrAReasonNotTo() throws {
    let excused = Set(Self.reasons.flatMap(\.words).map(\.inWords))
    let missing = try MetWords.all().filter { !explained.contains($0.inWords) && !excused.contains($0.inWords) }
    #expect(missing.sorted() == [], "add them to docs/glossary.md, or a reason here")
  }

  @Test(arguments: reasons) func aReasonNotToIsNeededAndTrue(reason: Reason) throws {
    let met = Set(try MetWords.all().map(\.inWords))
    let page = try reason.page.map { try ProjectRoot.text($0) }
    for word in reason.words {
      #expect(met.contains(word.inWords), "nobody meets '\(word)'")
      #expect(reason.isDeclared || !explained.contains(word.inWords), "'\(word)' has an entry")
      #expect(page?.contains(word) ?? true, "\(reason.page ?? "") lacks '\(word)'")
    }
  }

  @Test func everyEntryIsMetSomewhere() throws {
    let pages = HelpCommand.pages.map { "docs/\($0).md" }
    let schemas = ["suite", "config", "report"].map { "schemas/\($0).schema.json" }
    let all = try (["fixtures/help.txt", "fixtures/sentences.txt"] + pages + schemas).map {
      " " + (try ProjectRoot.text($0)).inWords + " "
    }
    let unmet = entries.filter { entry in !all.contains { $0.contains(" \(entry.inWords) ") } }
    #expect(unmet == [], "take them out of docs/glossary.md, or use the words")
  }

  struct Reason: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The page that explains the words.
    var page: String?
    let words: [String]
    /// Whether the words are all of a table's, of which some may have an entry besides.
    let isDeclared: Bool

    init(_ reason: String, page: String? = nil, _ words: String) {
      (testDescription, self.page, isDeclared) = (reason, page, false)
      self.words = words.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    init(_ reason: String, page: String, declared words: [String]) {
      (testDescription, self.page, self.words, isDeclared) = (reason, page, words, true)
    }
  }

  static let reasons = [
    Reason("matchers have a page", page: "docs/matchers.md", declared: MatcherTable.all.map(\.key)),
    Reason("and so have their keys", page: "docs/matchers.md", "~only, abs, rel, within, min, max"),
    Reason(
      "rules have headings on the gate's page", page: "docs/gate.md",
      declared: GateRule.all.filter { !$0.levels.isEmpty }.map(\.key)),
    Reason(
      "what can be redacted has rows on its page", page: "docs/redaction.md",
      "card, date_of_birth, dea, email, health_plan, iban, ip, mbi, mrn, npi, phone, secret, us_ssn, vin"),
    Reason(
      "layers and what follows them have rows on the report's page", page: "docs/report.md",
      "decided, next, retried, another_tool, gave_up, asked, looped, hiddenBy, hidden_by"),
    Reason(
      "kinds of faults have rows on the suites' page", page: "docs/suites.md",
      "circuit_open, wrong_type, unauthorized"),
    Reason(
      "a principal's and the server's keys have rows on the suites' page", page: "docs/suites.md",
      "subject, find, restore, pattern, auth, issuer, audience, jwks"),
    Reason("a rule may be off", page: "docs/gate.md", "off"),
    Reason(
      "outcomes have rows on the report's page", page: "docs/report.md",
      """
      infra_error, not_shown, forbidden_tool, malformed_call, unknown_tool, unexpected_call, truncated, refused, call_in_text,
      missing_call, wrong_order, bad_args
      """),
    Reason(
      "columns have rows on the report's page", page: "docs/report.md",
      "n×K, Δ points, p of a drop, two-sided p, can show, confused tools, failing cases, mostly"),
    Reason(
      "the page on suites shows them at work", page: "docs/suites.md",
      """
      arguments, times, ~when, always, error, timeout, slow, malformed, empty, after_ms, user, assistant, add, else, args, only,
      without, until, to, extra, prefix, remove, annotations
      """),
    Reason(
      "settings for endpoints have a section", page: "docs/models.md",
      """
      use, token_limit, reasoning_content, headers, query, sent, omitted, max_tokens, max_completion_tokens, azure,
      openrouter, litellm, mistral, deepseek, moonshot, groq, cerebras, together, fireworks, gemini, vllm, sglang, llama.cpp,
      lm-studio, ollama
      """),
    Reason(
      "members of report.json have a table", page: "docs/files.md",
      """
      populationAccuracy, usdPerCorrect, latencyMs, perCase, missedTo, labels, rows, added, removed, changed, shownAs, matched,
      exit, detail
      """),
    Reason(
      "members of report.json that its schema describes", page: "schemas/report.schema.json",
      """
      inputTokens, outputTokens, cachedTokens, reasoningTokens, suitePath, startedAt, finishedAt, scorerVersion,
      toolsightVersion, git, commit, dirty, givesArguments, answers, retries, bounds, bound, share, known, unmeasured,
      unmeasuredInBaseline, staleAgeDays, seldomRight, details, stopped, counted, attempts, unjudged
      """),
    Reason("the leaderboard's own", "category, ground_truth, types, underscore_to_dot, float, tuple, dict"),
    Reason(
      "JSON Schema's and MCP's own",
      """
      schema, properties, required, type, additionalProperties, string, integer, boolean, array, number, object, null,
      content, isError, inputSchema, outputSchema, parameters
      """),
    Reason("say which format a file has", "toolsight/suite/v1, toolsight/config/v1, toolsight/report/v1"),
    Reason("providers' own", "parallel_calls"),
    Reason(
      "plain English",
      """
      name, id, note, kind, value, text, description, title, file, input, output, line, answer, failure, deadline,
      status, role, unknown, at, rate
      """),
    Reason(
      "commands that their help explains", page: "fixtures/help.txt",
      "help, init, compare, save, list, show, rm, diff, fetch, verify, prune, test"),
    Reason(
      "groups of options and rows of the help",
      "options, subcommands, arguments, server, printing, recordings and spending, fields of a row"),
    Reason(
      "heads of the HTML page, which stand over what they mean",
      "Expected → called, Answer, Applied to, Found, Why, Right, p50 / p95"),
  ]
}
