import EvalCore
import OrderedJSON

/// A run in which everything that anybody may write tries to break out of the report.
enum HostileSample {
  /// Ends a script, makes an element, breaks an attribute, steers a terminal, turns letters round, hides.
  static let payload =
    "</script><img src=x onerror=alert(1)>\" onload='x' <!-- ]]> "
    + "\u{1B}[31mred\u{7}\u{9B}2J \u{202E}drow\u{2066} a\u{200B}b\u{E0041} \u{2028}&amp;\r\nend"
  static let secret = "sk-\"quoted\"-secret-0123456789"

  static var evaluation: Evaluation {
    SampleEvaluation(
      cases: [first, second, flaky], variants: ["today \(payload)", "rewrite \(payload)"],
      models: [ModelCard(name: "model \(payload)", note: "note \(payload)")], repeats: 10,
      comparisons: [comparison(baseline: nil), comparison(baseline: "main \(payload) \(secret)")], gate: gate
    ).evaluation
  }

  private static var first: SampleCase {
    let call: SampleAnswer = {
      var answer = SampleAnswer.wrong(
        .wrongTool, "reason \(payload) \(secret)",
        calls: [("tool \(payload)", ["key \(payload)": "value \(payload) \(secret)"])],
        text: "text \(payload) \(secret)")
      answer.mismatches = [Mismatch(.value, at: "/\(payload)", "detail \(payload)")]
      return answer
    }()
    let failed = SampleAnswer(
      outcome: .infraError, reasons: [Reason(.infraError, .said(payload))],
      failure: EndpointFailure(.server, status: 500, message: "message \(payload) \(secret)", attempts: 3))
    return SampleCase(
      "case \(payload)", "prompt \(payload) \(secret)", line: 3,
      gold: [("gold \(payload)", ["query": .string(payload)])], tags: ["tag \(payload)"],
      answers: ["today \(payload)": Array(repeating: call, count: 9) + [failed]]
    ) {
      $0.family = payload
      $0.note = payload
      $0.history = [
        .user(payload), .assistant(text: payload, calls: [AuthoredCall(tool: payload, arguments: [payload: 1])]),
      ]
      $0.skipIn = [payload: payload]
    }
  }

  private static var second: SampleCase {
    var malformed = SampleAnswer.wrong(.malformedCall, payload, calls: [("gold \(payload)", [:])])
    malformed.malformed = payload + String(repeating: "long ", count: 3_000)
    return SampleCase(
      "second", String(repeating: "very long prompt ", count: 1_000), line: 4, gold: [("gold \(payload)", [:])],
      answers: ["today \(payload)": [malformed]])
  }

  private static var flaky: SampleCase {
    let wrong = SampleAnswer.wrong(.wrongTool, payload, calls: [("tool \(payload)", [:])])
    return SampleCase(
      "flaky \(payload) \(secret)", payload, line: 5, gold: [("gold \(payload)", [:])],
      answers: ["today \(payload)": Array(repeating: wrong, count: 5)])
  }

  private static func comparison(baseline: String?) -> Comparison {
    let listed = "listed \(payload) \(secret)"
    let group = Comparison.GroupChange(
      .tool(isEdited: false), name: "group \(payload) \(secret)", cases: 1,
      difference: Difference(
        delta: -1, low: -1, high: 0, drop: .tested(p: 0.01, adjusted: 0.02)))
    return Comparison(
      arm: Arm(variant: "rewrite \(payload)", model: "model \(payload)"),
      control: "today \(payload)",
      baseline: baseline,
      isDeterministic: false,
      difference: Difference(
        delta: -0.5, low: -0.9, high: -0.1, drop: .tested(p: 0.01, adjusted: 0.02),
        gain: .tested(p: 0.99, adjusted: 0.99)),
      tolerance: 0.05,
      population: .init(delta: -0.5, low: -0.9, high: 0.2, level: 0.95, p: nil),
      tokens: .init(catalog: .init(control: 0, candidate: 7), input: .init(control: 0, candidate: nil)),
      cases: .init(paired: 2, added: [listed], removed: [listed], changed: [listed], skipped: [payload]),
      changes: .init(
        flips: [.init(caseID: "case \(payload)", control: 1, candidate: 0, evidence: .fact)],
        newFailures: [.init(caseID: listed, isKnown: true), .init(caseID: listed, isKnown: false)],
        tools: [
          .init(
            .tool(isEdited: true), name: "gold \(payload)", cases: 1,
            difference: Difference(
              delta: -1, low: -1, high: 0, drop: .tested(p: 0.01, adjusted: 0.02))),
          group,
        ],
        tags: [group],
        moved: [.init(gold: "gold \(payload)", to: "\(payload) \(secret)", share: 0.5)]),
      verdict: .fail)
  }

  private static var gate: GateOutcome {
    GateOutcome(
      outcome: .fail,
      rules: [
        RuleOutcome(
          .noNewFailures, .arm(Arm(variant: payload, model: payload)), .fail, threshold: 0.05, value: -0.5, low: -0.9,
          high: -0.1,
          evidence: .newFailures(cases: [payload], couldShow: true))
      ], unmeasured: [Arm(variant: "today \(payload)", model: "model \(payload)")],
      unmeasuredInBaseline: [Arm(variant: "today \(payload) \(secret)", model: "model \(payload)")],
      staleAge: 1e12)
  }

  /// As the command line's redaction does it: the exact value of a key becomes a mark.
  static let redact: @Sendable (String) -> String = { $0.replacing(secret, with: "<redacted:OPENAI_API_KEY>") }
}
