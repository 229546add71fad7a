/// A rule of the gate as a suite may write it. Each is declared, with its judgement, in a file of its own under `Gate/Rules`.
package struct GateRule: Sendable {
  package let key: String
  /// Where the key may stand; nowhere for a rule that cases bring along.
  package let levels: [Level]
  package let value: Value
  package let bound: Bound
  /// The threshold where nobody writes one, and whether the rule then applies at all.
  package let usual: Usual?
  /// Whether a breach may be looked for after every round of an adaptive run.
  package let holdsAfterEveryRound: Bool
  /// What it asks of a run, for people.
  package let summary: String
  /// A threshold as YAML; empty where no key is written.
  package let example: String

  package enum Level: Sendable, Hashable {
    case suite, variant, model, tool
  }

  /// What the key takes, and so how its figures are read.
  package enum Value: Sendable, Hashable {
    /// From 0 to 1.
    case share
    /// A share that may be lost, shown in percentage points.
    case drop(canBeOff: Bool)
    case count
    /// `true` or `false`, which is a threshold of 0 or none.
    case flag
  }

  package enum Bound: Sendable, Hashable {
    case least, most
  }

  package struct Usual: Sendable, Hashable {
    package let threshold: Double
    /// Whether the rule holds where nobody writes it.
    package let appliesUnasked: Bool
  }

  package init(
    _ key: String, at levels: [Level], _ value: Value, _ bound: Bound, usual: Usual? = nil,
    holdsAfterEveryRound: Bool = false, summary: String, example: String = ""
  ) {
    self.key = key
    self.levels = levels
    self.value = value
    self.bound = bound
    self.usual = usual
    self.holdsAfterEveryRound = holdsAfterEveryRound
    self.summary = summary
    self.example = example
  }
}

extension GateRule: Hashable {
  package static func == (left: GateRule, right: GateRule) -> Bool { left.key == right.key }
  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
