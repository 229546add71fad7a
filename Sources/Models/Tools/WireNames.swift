import EvalCore
import OrderedJSON

/// The names under which a catalogue's tools go over the wire, and the way back; each tool has one of its own.
///
/// Characters that an API does not take become `_`, and a name that is too long ends in a digest of itself.
struct WireNames: Sendable {
  private let wireNames: [String: String]
  private let toolNames: [String: String]
  private let limits: ToolLimits

  /// - Throws: `badRequest` where two tools would get one name.
  init(_ tools: [Tool], _ limits: ToolLimits) throws(EndpointFailure) {
    var wireNames: [String: String] = [:]
    var toolNames: [String: String] = [:]
    for tool in tools {
      let wire = limits.wireName(tool.name)
      if let other = toolNames[wire] { throw limits.collision(other, tool.name, wire) }
      wireNames[tool.name] = wire
      toolNames[wire] = tool.name
    }
    self.wireNames = wireNames
    self.toolNames = toolNames
    self.limits = limits
  }

  var isEmpty: Bool { wireNames.isEmpty }
  /// Sorted.
  var all: [String] { toolNames.keys.sorted() }

  /// The wire name of a tool; a name that no tool has is made sendable all the same, because models call such tools.
  func wireName(of tool: String) -> String { wireNames[tool] ?? limits.wireName(tool) }

  /// The tool's own name; a name that was not on the wire stays as the model wrote it.
  func toolName(of wire: String) -> String { toolNames[wire] ?? wire }
}

extension ToolLimits {
  fileprivate func wireName(_ name: String) -> String {
    guard let nameMarks, let longestName else { return name }
    var safe = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.isLetterOrDigit || nameMarks.contains(Character($0)) ? $0 : "_" }))
    if beginsWithLetter, let first = safe.unicodeScalars.first, !first.isLetter, first != "_" { safe = "_" + safe }
    if !safe.isEmpty && safe.utf8.count <= longestName { return safe }
    return "\(safe.prefix(longestName - 9))_\(ContentDigest.sha256(name).suffix(8))"
  }

  fileprivate func collision(_ first: String, _ second: String, _ wire: String) -> EndpointFailure {
    let marks = (nameMarks ?? "").map { "'\($0)'" }.joined(separator: ", ")
    let problem =
      first == second
      ? "expected tools with names of their own, found '\(first)' twice"
      : "tools '\(first)' and '\(second)' would both be called '\(wire)', because the API takes only letters, digits "
        + "and \(marks) in a name"
    return EndpointFailure(.badRequest, message: "\(problem): rename one of them")
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  fileprivate var isLetterOrDigit: Bool { isLetter || ("0"..."9").contains(self) }
}
