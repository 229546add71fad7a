package import OrderedJSON

/// A suite as its files say it, checked and complete: made by `SuiteFiles`, consumed by ``Plan``.
package struct Suite: Sendable {
  package let name: String
  /// As the user gave it.
  package let path: String
  /// The first is the control; never empty.
  package var variants: [Variant]
  package var cases: [EvalCase]
  package var models: [String] = []
  /// Where each of ``models`` stands.
  package var modelPositions: [String: FilePosition] = [:]
  package var repeats = 1
  package var strictness: Strictness
  package var system: String?
  /// Whether the tool set's own instructions go into the system prompt.
  package var usesInstructions = false
  package var turns = 1
  package var sampling = Sampling()
  /// By the control's tool name.
  package var results: [String: CannedResult] = [:]
  /// By the control's tool name.
  package var faults: [String: Fault] = [:]
  package var gate = GateRules()
  package var server = ServerSettings()
  /// As whom trials ask, unless their variant or case says otherwise.
  package var principal: Principal?
  /// Where each model that the gate has rules for is named there.
  package var gateModelPositions: [String: FilePosition] = [:]
  /// The name of a control that is none of its own variants; see ``controlled(by:named:)``.
  package var broughtControl: String?
  /// Ids of cases that its files have and this reading leaves out, because nobody asked for them.
  package var unselected: Set<String> = []
  /// Every file that was read, for the record of a run.
  package var sources: [SourceFile] = []

  package init(name: String, path: String, variants: [Variant], cases: [EvalCase], strictness: Strictness) {
    self.name = name
    self.path = path
    self.variants = variants
    self.cases = cases
    self.strictness = strictness
  }

  package var control: Variant { variants[0] }
  package func variant(_ name: String) -> Variant? { variants.first { $0.name == name } }
  package var casesByID: [String: EvalCase] { cases.keyed(by: \.id) }
}

/// What decides whether a trial is right.
package enum Strictness: String, Sendable, CaseIterable {
  /// Tools, order and arguments.
  case calls
  /// Tools and order; arguments are reported but do not count.
  case tools
}

/// A file that a suite was read from, kept so that a stored run can be shown again exactly as it was.
package struct SourceFile: Sendable, Hashable {
  /// Relative to the project root.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// How a model is asked to sample; an unset field is not sent.
package struct Sampling: Sendable, Hashable {
  package var temperature: JSONNumber?
  package var topP: JSONNumber?
  package var maxOutputTokens: Int?
  package var seed: Int?
  /// `auto`, `none`, `required`, or a tool's name in the control.
  package var toolChoice: String?
  package var parallelCalls: Bool?
  /// By provider, members that go into the request as they are.
  package var extra: [String: JSONObject] = [:]

  package init() {}
}

extension JSONObject {
  /// This object with the members of another in place of its own.
  package func overlaid(by other: JSONObject) -> JSONObject {
    JSONObject((members + other.members).map { ($0.key, $0.value) })
  }
}

extension Sampling {
  /// This sampling with the set fields of another in place of its own, extra ones too.
  package func overlaid(by other: Sampling) -> Sampling {
    var result = self
    result.temperature = other.temperature ?? temperature
    result.topP = other.topP ?? topP
    result.maxOutputTokens = other.maxOutputTokens ?? maxOutputTokens
    result.seed = other.seed ?? seed
    result.toolChoice = other.toolChoice ?? toolChoice
    result.parallelCalls = other.parallelCalls ?? parallelCalls
    result.extra.merge(other.extra) { $0.overlaid(by: $1) }
    return result
  }
}
