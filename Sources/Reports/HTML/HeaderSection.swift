import EvalCore
import OrderedJSON

/// The top of the page: the verdict with its reasons, and the facts of the run.
struct HeaderSection {
  private let evaluation: Evaluation
  private let conclusion: Conclusion

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    conclusion = Conclusion(evaluation)
  }

  var html: HTML {
    """
    <a class="skip" href="#cases">Skip to the cases</a>
    <header class="top">
    <p class="over">Toolsight report</p>
    <h1>\(evaluation.run.record.suiteName)</h1>
    <div class="verdict \(HTML(markup: conclusion.tone))">
    <p class="word"><span class="mark" aria-hidden="true">\(conclusion.mark)</span> \(conclusion.word)</p>
    <div class="why">
    \(conclusion.doubt.map(Self.remark))<p>\(conclusion.reason)</p>
    <p class="muted">\(conclusion.detection)</p>
    \(CostWords(evaluation).sentence.map { "<p class=\"muted\">\($0).</p>" } ?? HTML.empty)\
    \(conclusion.warning.map(Self.remark))\(MissingTrials(evaluation).sentence.map(Self.remark))
    </div>
    </div>
    <dl class="facts">\(facts.map(Self.fact))</dl>
    </header>
    <nav aria-label="Sections"><a href="#summary">Summary</a>\(links)<a href="#cases">Cases</a></nav>
    <main>

    """
  }

  private static func remark(_ sentence: String) -> HTML { "<p class=\"open\">\(sentence)</p>" }

  private var links: [HTML] {
    [
      evaluation.comparisons.isEmpty ? nil : "<a href=\"#comparisons\">Comparisons</a>",
      evaluation.gate.rules.isEmpty ? nil : "<a href=\"#gate\">Gate</a>",
      "<a href=\"#tools\">Tools</a>",
      "<a href=\"#confusion\">Confusion</a>",
    ].compactMap(\.self)
  }

  private static func fact(_ fact: (name: String, value: HTML)) -> HTML {
    "<div><dt>\(fact.name)</dt><dd>\(fact.value)</dd></div>"
  }

  private var facts: [(name: String, value: HTML)] {
    let (run, record) = (evaluation.run, evaluation.run.record)
    return [
      ("Run", "<code>\(record.id)</code>"),
      ("Started", "\(record.startedAt.minute)"),
      ("Asked", "\(AskedWords(evaluation).words)"),
      (
        "Judged by",
        "\(AskedWords(evaluation).strictness)\(run.suite.strictness == .tools ? ", arguments do not count" : "")"
      ),
      ("Seed", "\(String(record.seed))"),
      ("Commit", commit),
      ("Suite", "\(record.suitePath)"),
      ("Toolsight", "\(record.toolsightVersion), scorer \(Scores.scorerVersion)"),
      ("Conditions", "<code>\(String(record.conditions.prefix(19)))</code>"),
    ]
  }

  private var commit: HTML {
    guard let git = evaluation.run.record.git else { return "–" }
    return "<code>\(String(git.commit.prefix(10)))</code>\(git.dirty ? " with changes" : HTML.empty)"
  }
}
