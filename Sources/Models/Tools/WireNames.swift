import EvalCore
import Foundation
import OrderedJSON

/// The names under which a catalogue's tools go over the wire, and the way back; each tool has one of its own.
///
/// Letters that an API does not take lose their accents, other characters become `_`. Where a letter has no likeness, where the
/// name is too long, and where two tools would get one name, it ends in a digest of the tool's own.
struct WireNames: Sendable {
  private let wireNames: [String: String]
  private let toolNames: [String: String]
  private let limits: ToolLimits
  /// Tools that go by another name, in their order.
  let renamed: [(tool: String, wire: String)]

  /// - Throws: `badRequest` where two tools have one name.
  init(_ tools: [Tool], _ limits: ToolLimits) throws(EndpointFailure) {
    var wires = tools.map { limits.wireName($0.name) }
    let counts = Dictionary(wires.map { ($0, 1) }, uniquingKeysWith: +)
    // A name that the API takes stays its tool's.
    for (index, tool) in tools.enumerated() where counts[wires[index], default: 1] > 1 && wires[index] != tool.name {
      wires[index] = limits.digested(tool.name)
    }
    var wireNames: [String: String] = [:]
    var toolNames: [String: String] = [:]
    for (tool, wire) in zip(tools, wires) {
      if wireNames.updateValue(wire, forKey: tool.name) != nil { throw Self.twice(tool.name) }
      if let other = toolNames.updateValue(tool.name, forKey: wire) { throw Self.shared(other, tool.name, wire) }
    }
    self.wireNames = wireNames
    self.toolNames = toolNames
    self.limits = limits
    renamed = zip(tools, wires).filter { !$0.name.utf8.elementsEqual($1.utf8) }.map { (tool: $0.name, wire: $1) }
  }

  var isEmpty: Bool { wireNames.isEmpty }
  /// Sorted.
  var all: [String] { toolNames.keys.sorted() }

  /// The wire name of a tool; a name that no tool has is made sendable all the same, because models call such tools.
  func wireName(of tool: String) -> String { wireNames[tool] ?? limits.wireName(tool) }

  /// The tool's own name; a name that was not on the wire stays as the model wrote it.
  func toolName(of wire: String) -> String { toolNames[wire] ?? wire }

  private static func twice(_ name: String) -> EndpointFailure {
    EndpointFailure(
      .badRequest, message: "expected each tool name once, found '\(name)' twice: rename one of them")
  }

  private static func shared(_ first: String, _ second: String, _ wire: String) -> EndpointFailure {
    EndpointFailure(
      .badRequest, message: "tools '\(first)' and '\(second)' would both be called '\(wire)': rename one of them")
  }
}

extension ToolLimits {
  /// Beyond these, the rest is a number.
  private static let mostNamed = 5

  /// Which tools go by another name; nil where none does.
  func remark(on names: WireNames) -> String? {
    guard !names.renamed.isEmpty, let nameMarks, let longestName else { return nil }
    let shown = names.renamed.prefix(Self.mostNamed).map { "'\($0.tool)' as '\($0.wire)'" }.joined(separator: ", ")
    let rest = names.renamed.count - Self.mostNamed
    let marks = nameMarks.map { "'\($0)'" }.joined(separator: ", ")
    return "this API takes names of at most \(longestName) letters, digits and \(marks), so the model is shown "
      + shown + (rest > 0 ? " and \(rest) more under other names" : "")
  }

  fileprivate func wireName(_ name: String) -> String {
    guard nameMarks != nil, let longestName else { return name }
    let (safe, isWhole) = sendable(name)
    return isWhole && !safe.isEmpty && safe.utf8.count <= longestName ? safe : digested(name)
  }

  /// What is left of a name, and eight characters that are its own.
  fileprivate func digested(_ name: String) -> String {
    let rest = sendable(name).name.prefix((longestName ?? .max) - 9)
    let kept = rest.contains { $0 != "_" } ? String(rest) : "tool"
    return "\(kept)_\(ContentDigest.sha256(name).suffix(8))"
  }

  /// In the characters that the API takes, and whether no letter was lost.
  private func sendable(_ name: String) -> (name: String, isWhole: Bool) {
    var safe = ""
    var isWhole = true
    for scalar in name.likeness.unicodeScalars {
      if scalar.isLetterOrDigit || (nameMarks ?? "").contains(Character(scalar)) {
        safe.unicodeScalars.append(scalar)
      } else if scalar.isASCII {
        safe += "_"
      } else {
        // One for a whole word of another script.
        if isWhole || !safe.hasSuffix("_") { safe += "_" }
        isWhole = false
      }
    }
    if beginsWithLetter, let first = safe.unicodeScalars.first, !first.isLetter, first != "_" { safe = "_" + safe }
    return (safe, isWhole)
  }
}

extension String {
  /// Latin letters without accents, full-width ones as plain ones, and the few that Unicode does not take apart.
  fileprivate var likeness: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    let plain = decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark || !Self.isOverLatin($0)
    }
    return plain.map { Self.letters[$0] ?? String($0) }.joined()
  }

  /// Combining diacritical marks, as Latin, Greek and Cyrillic have them; those of other scripts are letters of theirs.
  private static func isOverLatin(_ mark: Unicode.Scalar) -> Bool { (0x0300...0x036F).contains(mark.value) }

  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i",
  ]
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  fileprivate var isLetterOrDigit: Bool { isLetter || ("0"..."9").contains(self) }
}
