import EvalCore
import OrderedJSON

/// A row for every case, to filter, search and open; the page's script writes what is inside a row when it is opened.
struct CaseSection {
  private let evaluation: Evaluation
  private let selection: CaseSelection

  init(_ evaluation: Evaluation, _ selection: CaseSelection) {
    self.evaluation = evaluation
    self.selection = selection
  }

  private var arms: [ArmScore] { evaluation.scores.arms }

  var opening: HTML {
    """
    <section id="cases">
    <h2>Cases</h2>
    <noscript><p class="notice">Searching, filtering and the details of a case need JavaScript; \
    report.json has them all.</p></noscript>
    \(CaseFilters(evaluation, selection).html)
    \(Notice.cut(selection.asked, shown: selection.count, "cases"))\(flaky)
    <div class="cases" id="case-list">
    <div class="legend" aria-hidden="true"><span></span><span>Case</span><span>Prompt</span>\(arms.map(legend))</div>

    """
  }

  let closing: HTML = """
    <p class="notice" id="none-shown" hidden>No case fits these filters.</p>
    </div>
    </section>
    </main>
    <footer><p>Made by Toolsight. This page loads nothing and sends nothing. What its numbers mean: <code>toolsight help report</code></p></footer>

    """

  var rows: some Sequence<HTML> { selection.entries.enumerated().lazy.map { row($0.element, $0.offset) } }

  private static let mostFlaky = 12

  /// Their wording, or that of the tools, is ambiguous.
  private var flaky: HTML {
    let cases = FlakyCase.all(arms)
    if cases.isEmpty { return .empty }
    let links = cases.prefix(Self.mostFlaky).map { flaky in
      "<a href=\"#\(anchorOf: flaky.caseID)\" title=\"\(flaky.words, limit: 400)\">\(flaky.caseID, limit: 120)</a> "
        as HTML
    }
    return """
      <p class="notice"><b>\(cases.count.counted("flaky case"))</b>, neither right nor wrong in ten repeats or more, \
      so the wording is probably ambiguous: \(links)\(cases.count > Self.mostFlaky ? "…" : "")</p>
      """
  }

  private func legend(_ arm: ArmScore) -> HTML {
    "<span class=\"num\"><b>\(arm.variant, limit: 40)</b><i>\(arm.model, limit: 60)</i></span>"
  }

  private func row(_ entry: CaseEntry, _ number: Int) -> HTML {
    let evalCase = entry.evalCase
    return """
      <details class="case" id="\(anchorOf: evalCase.id)" data-index="\(number)"><summary>\(mark(entry))\
      <span class="id"><code>\(evalCase.id, limit: 160)</code>\(labels(entry))</span>\
      <span class="prompt" dir="auto">\(evalCase.prompt, limit: 280)</span>\
      \(zip(arms, entry.tallies).map(rate))</summary><div class="body"></div></details>

      """
  }

  private func mark(_ entry: CaseEntry) -> HTML {
    let known = entry.tallies.compactMap(\.self)
    if known.isEmpty { return Self.mark("none", "–", "not scored") }
    if known.allSatisfy({ $0.correct == $0.scored }) { return Self.mark("good", "✓", "always right") }
    return known.contains { $0.correct > 0 }
      ? Self.mark("open", "~", "sometimes right") : Self.mark("bad", "✗", "never right")
  }

  private static func mark(_ tone: String, _ sign: String, _ words: String) -> HTML {
    """
    <span class="mark \(tone)" title="\(words)"><span aria-hidden="true">\(sign)</span>\
    <span class="vh">\(words)</span></span>
    """
  }

  private func labels(_ entry: CaseEntry) -> HTML {
    let tags = entry.evalCase.tags.prefix(4).map { " <span class=\"tag\">\($0, limit: 40)</span>" as HTML }
    let marks = [
      entry.isFlip ? "changed" : nil, entry.isFlaky ? "flaky" : nil,
      entry.evalCase.quarantine == nil ? nil : "quarantined", entry.evalCase.expectedFail ? "expected to fail" : nil,
    ].compactMap(\.self)
    return "\(marks.map { " <span class=\"tag strong\">\($0)</span>" as HTML })\(Array(tags))"
  }

  private func rate(_ arm: ArmScore, _ tally: CaseTally?) -> HTML {
    let name: HTML = "<span class=\"vh\">\(arm.variant, limit: 40), \(arm.model, limit: 60): </span>"
    guard let tally else { return "<span class=\"rate none\">\(name)–</span>" }
    let tone = tally.correct == tally.scored ? "good" : tally.correct == 0 ? "bad" : "open"
    return "<span class=\"rate \(tone)\">\(name)\(tally.correct)/\(tally.scored)</span>"
  }
}

/// The controls over the rows; hidden without a script, as they would do nothing.
struct CaseFilters {
  private let evaluation: Evaluation
  private let selection: CaseSelection

  init(_ evaluation: Evaluation, _ selection: CaseSelection) {
    self.evaluation = evaluation
    self.selection = selection
  }

  var html: HTML {
    """
    <form class="filters js-only" id="filters" role="search" aria-label="Cases">
    <label class="wide">Search \
    <input type="search" name="text" placeholder="prompt, tool, argument, reason" autocomplete="off"></label>
    <label>Outcome <select name="outcome"><option value="">any</option><option value="!">not always right</option>\
    \(outcomes.map(option))</select></label>
    \(choice("Variant", "variant", evaluation.run.plan.variants, atLeast: 2))\
    \(choice("Model", "model", evaluation.scores.arms.map(\.model).distinct, atLeast: 2))\
    \(choice("Tool", "tool", tools, atLeast: 1))\
    \(choice("Tag", "tag", tags, atLeast: 1))
    \(selection.entries.contains(where: \.isFlip) ? Self.check("flips", "Changed only") : HTML.empty)\
    \(selection.entries.contains(where: \.isFlaky) ? Self.check("flaky", "Flaky only") : HTML.empty)
    <span class="actions"><output id="count" aria-live="polite"></output>\
    <button type="reset">Clear</button><button type="button" id="open-all">Open all</button>\
    <button type="button" id="close-all">Close all</button></span>
    </form>
    """
  }

  private static func check(_ name: String, _ label: String) -> HTML {
    "<label class=\"check\"><input type=\"checkbox\" name=\"\(name)\"> \(label)</label>\n"
  }

  private func choice(_ label: String, _ name: String, _ values: [String], atLeast: Int) -> HTML {
    if values.count < atLeast { return .empty }
    return """
      <label>\(label) <select name="\(name)"><option value="">any</option>\(values.map(option))</select></label>
      """
  }

  /// Its value is its text, which is redacted and made visible like the records that it is compared with.
  private func option(_ value: String) -> HTML { "<option>\(value, limit: CaseIsland.longestName)</option>" }

  private var outcomes: [String] {
    let seen = Set(evaluation.scores.arms.flatMap { $0.counts.outcomes.map(\.outcome) })
    return Outcome.allCases.filter(seen.contains).map(\.rawValue)
  }

  private var tools: [String] { Set(selection.entries.flatMap(\.tools)).sorted() }
  private var tags: [String] { Set(selection.entries.flatMap(\.evalCase.tags)).sorted() }
}
