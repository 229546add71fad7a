/// A trial with its transcript judged against what its case expects: made by the judge, consumed by ``Scores`` and reports.
package struct JudgedTrial: Sendable {
  package let transcript: Transcript
  package let outcome: Outcome
  /// Everything that applies beside or with the outcome, in the order of precedence; empty where all is right.
  package let reasons: [Reason]
  package let calls: [JudgedCall]
  /// Right tools in the right order, whatever the arguments.
  package let nameExact: Bool
  /// And every matched call's arguments meet their rules and the schema.
  package let fullExact: Bool
  /// Mean share of expected arguments met over matched calls, 1 where none is named.
  package let argumentScore: Double
  /// Index of the alternative that it was judged by.
  package let alternative: Int
  /// Whether that alternative expects no call.
  package let goldIsNone: Bool
  /// Whether the model called anything, unknown tools and malformed calls included.
  package let madeCall: Bool
  /// What it adds to the confusion matrix: gold label, predicted label, weight.
  package let confusion: [ConfusionCell]
  /// Nil where the endpoint gave no log-probabilities, and where the trial is not scored.
  package let margin: SelectionMargin?
  /// Whether another repeat says the same for it, so that it is judged and shown, but not counted.
  package internal(set) var isCopy = false

  /// - Parameter madeCall: nil to look at the transcript's calls.
  package init(
    transcript: Transcript, outcome: Outcome, reasons: [Reason], calls: [JudgedCall], nameExact: Bool, fullExact: Bool,
    argumentScore: Double, alternative: Int, goldIsNone: Bool, madeCall: Bool? = nil, confusion: [ConfusionCell],
    margin: SelectionMargin? = nil
  ) {
    self.transcript = transcript
    self.outcome = outcome
    self.reasons = reasons
    self.calls = calls
    self.nameExact = nameExact
    self.fullExact = fullExact
    self.argumentScore = argumentScore
    self.alternative = alternative
    self.goldIsNone = goldIsNone
    self.madeCall = madeCall ?? !transcript.calls.isEmpty
    self.confusion = confusion
    self.margin = margin
  }

  package var trial: Trial { transcript.trial }

  /// Whether the trial counts as right under `judge`.
  package func isCorrect(_ strictness: Strictness) -> Bool { strictness == .calls ? fullExact : nameExact }
}

/// One call of a trial under its control name, with what it was matched to.
package struct JudgedCall: Sendable {
  /// What a call is to the alternative that its trial was judged by.
  package enum Role: String, Sendable {
    case required, optional
    /// Neither expected nor optional.
    case extra
    /// Of no offered tool.
    case unknown
    /// Its arguments are no object.
    case malformed
    /// After the calls that `order: first` looks at.
    case unjudged
  }

  package let turn: Int
  /// The control's name; the shown one where the control has no such tool.
  package let tool: String
  package let call: ModelCall
  /// The expected call's ``ExpectedCall/path``, nil where none matched.
  package let matched: String?
  package let mismatches: [Mismatch]
  package let role: Role
  /// Whether the case forbids it.
  package let isForbidden: Bool

  /// - Parameter role: nil for required where something is matched, else extra.
  package init(
    turn: Int, tool: String, call: ModelCall, matched: String?, mismatches: [Mismatch], role: Role? = nil,
    isForbidden: Bool = false
  ) {
    self.turn = turn
    self.tool = tool
    self.call = call
    self.matched = matched
    self.mismatches = mismatches
    self.role = role ?? (matched == nil ? .extra : .required)
    self.isForbidden = isForbidden
  }
}

/// A share of a case for one cell of the confusion matrix.
package struct ConfusionCell: Sendable, Hashable {
  package let gold: String
  package let predicted: String
  package let weight: Double

  package static let none = "<none>"
  package static let unknown = "<unknown>"
  package static let malformed = "<malformed>"

  package init(gold: String, predicted: String, weight: Double) {
    self.gold = gold
    self.predicted = predicted
    self.weight = weight
  }
}
