/// A key of a file that users write, declared once: the reader takes no other, and the published schema and the manual say
/// of it what stands here.
package struct DeclaredKey: Sendable {
  package let name: String
  /// What values it takes, in words for people.
  package let values: String
  /// What it says, in a sentence or two, and what holds where it is left out.
  package let summary: String
  /// A value as YAML, on one line.
  package let example: String

  init(_ name: String, _ values: String, _ summary: String, example: String) {
    self.name = name
    self.values = values
    self.summary = summary
    self.example = example
  }
}

/// The keys of one map of a format.
package struct KeyTable: Sendable {
  /// By which the manual asks for it: `<!-- reference:NAME -->`.
  package let name: String
  /// What complaints call such a map.
  let what: String
  package let keys: [DeclaredKey]
  package let names: [String]
  /// Whether the format is JSON, in which keys stand in quotes.
  package let isJSON: Bool

  init(_ name: String, _ what: String, isJSON: Bool = false, _ keys: [DeclaredKey]) {
    self.name = name
    self.what = what
    self.isJSON = isJSON
    self.keys = keys
    names = keys.map(\.name)
  }

  /// The same map in a form that has only these keys.
  func only(_ names: String...) -> KeyTable { KeyTable(name, what, keys.filter { names.contains($0.name) }) }
}

extension KeyTable {
  /// Every map whose keys are declared, in the manual's order.
  package static let all: [KeyTable] = [
    suite, toolSetFile, variant, edits, rename, `case`, caseTools, message, assistant, expectation, call, times,
    arguments, bfcl, result, when, process, sql, upstream, breaker, fault, server, auth, rateLimits, redaction,
    redactionPattern, principal, quarantine, sampling, gate, gateTools, gateVariants, configuration, model, limits,
    price,
    scriptLine,
  ]
}
