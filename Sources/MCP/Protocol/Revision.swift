import EvalCore
import OrderedJSON

/// A revision of the Model Context Protocol that this product speaks, oldest first.
package enum Revision: String, Sendable, CaseIterable, Comparable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  static let newestLegacy = Revision.november2025
  /// What a request over HTTP without the header has: clients before 2025-06-18 send none (specification 2025-06-18,
  /// transports: protocol version header).
  static let unnamed = Revision.march2025

  /// Stateless: every request says its own revision. The others begin with `initialize`.
  var isModern: Bool { self == .july2026 }

  package static func < (left: Revision, right: Revision) -> Bool { left.rawValue < right.rawValue }

  /// All of them, newest first, as a server announces them.
  static let offered = JSON.array(allCases.reversed().map { .string($0.rawValue) })
}

extension Revision {
  /// A tool as this revision knows it: fields that it lacks are left out, everything else is verbatim.
  func adapt(_ tool: Tool) -> JSONObject {
    var served = tool.json
    for (field, since, until) in Self.toolFields where self < since || self > until { served[field] = nil }
    if served["inputSchema"] == nil { served["inputSchema"] = tool.inputSchema }
    if !servesOutputSchema(of: tool) { served["outputSchema"] = nil }
    return served
  }

  /// Before 2026-07-28 an output schema had to describe an object, before 2025-06-18 there was none.
  func servesOutputSchema(of tool: Tool) -> Bool {
    guard let schema = tool.outputSchema, self >= .june2025 else { return false }
    return isModern || schema["type"] == "object"
  }

  /// A call's result as this revision knows it.
  func adapt(result: JSONObject) -> JSONObject {
    guard !isModern else { return result }
    var served = result
    if self < .june2025 || served["structuredContent"]?.objectValue == nil { served["structuredContent"] = nil }
    if self < .june2025, let blocks = served["content"]?.arrayValue {
      served["content"] = .array(blocks.map(adapt(block:)))
    }
    return served
  }

  /// A block that this revision lacks becomes a text that names it.
  private func adapt(block: JSON) -> JSON {
    guard let type = block["type"]?.stringValue else { return block }
    let isMissing = (type == "audio" && self < .march2025) || (type == "resource_link" && self < .june2025)
    return isMissing ? ["type": "text", "text": "[\(type) content]"] : block
  }

  /// What a server says of itself, without the fields that this revision lacks.
  func adapt(implementation: JSONObject) -> JSONObject {
    var served = implementation
    if self < .june2025 { served["title"] = nil }
    if self < .november2025 { for field in ["description", "icons", "websiteUrl"] { served[field] = nil } }
    return served
  }

  private static let toolFields: [(String, Revision, Revision)] = [
    ("annotations", .march2025, .july2026), ("title", .june2025, .july2026), ("_meta", .june2025, .july2026),
    ("icons", .november2025, .july2026), ("execution", .november2025, .november2025),
  ]
}
