/// Finds values of the kinds that it was made with and puts placeholders in their place: one pass over the bytes, in time linear
/// in the text whatever it holds.
package struct Redactor: Sendable {
  /// For what tools and what models write.
  private let scanner, scannerOfModels: Scanner
  private let patterns: [CustomPattern]

  /// Who wrote a text.
  package enum Origin: Sendable {
    /// Anybody, such as a tool: what looks like a placeholder is none.
    case tool
    /// The model, or who redacted the text before: placeholders are meant.
    case model
  }

  /// - Parameter kinds: in any order; twice is once.
  package init(kinds: [RedactionKind], custom: [CustomPattern] = []) throws(RedactionError) {
    for (index, pattern) in custom.enumerated() where custom[..<index].contains(where: { $0.name == pattern.name }) {
      throw .name(pattern.name, reason: "expected a name of its own, found it twice")
    }
    patterns = custom
    let wanted = Set(kinds)
    let rows = Detector.all.enumerated().filter { wanted.contains($0.element.kind) }
      .map { (detector: $0.element, label: $0.element.kind.label, rank: custom.count + 1 + $0.offset) }
    let labels = RedactionKind.allCases.map(\.label) + custom.map(\.label)
    scannerOfModels = Scanner(rows)
    scanner = Scanner([(Detector.quoted(labels: labels), QuotedPlaceholder.label, 0)] + rows)
  }

  /// The text with a placeholder for each value in it.
  package func redact(_ text: String, from origin: Origin = .tool, with placeholders: inout Placeholders) -> String {
    redact(text, behind: "", from: origin, with: &placeholders)
  }

  /// What is found in a text, in its order.
  package func findings(in text: String, from origin: Origin = .tool) -> [Finding] { scan(text, origin).findings }

  /// What is found, and how many bytes detectors have read for it.
  func scan(_ text: String, _ origin: Origin = .tool) -> (findings: [Finding], reads: Int) {
    var text = text
    var (findings, reads) = text.withUTF8 { (origin == .tool ? scanner : scannerOfModels).findings(in: $0) }
    for (rank, pattern) in patterns.enumerated() {
      findings += pattern.ranges(in: text).map {
        Finding($0, pattern.label, rank: rank + 1, identity: .spelling)
      }
    }
    return (Finding.separated(findings), reads)
  }

  /// - Parameter context: stands before the text, says what it is, and is left out of the answer.
  func redact(
    _ text: String, behind context: String, from origin: Origin, with placeholders: inout Placeholders
  ) -> String {
    let findings = scan(context.isEmpty ? text : context + text, origin).findings
    guard !findings.isEmpty else { return text }
    let (bytes, offset) = (Array(text.utf8), context.utf8.count)
    var redacted: [UInt8] = []
    var kept = 0
    for finding in findings where finding.range.upperBound > offset {
      let range = max(finding.range.lowerBound - offset, 0)..<finding.range.upperBound - offset
      let value = String(decoding: bytes[range], as: UTF8.self)
      redacted += bytes[kept..<range.lowerBound]
      redacted += placeholders.replace(value, finding.label, finding.identity).utf8
      kept = range.upperBound
    }
    return String(decoding: redacted + bytes[kept...], as: UTF8.self)
  }
}

extension Detector {
  /// No kind that can be chosen: it is always looked for in what tools write.
  fileprivate static func quoted(labels: [String]) -> Detector {
    Detector(kind: .secret, summary: "", probes: [QuotedPlaceholder.probe(labels: labels)])
  }
}
