import EvalCore
import Foundation
import OrderedJSON

/// A stage's value member by member, as its type declares it, so that no member can change unseen. What is nil is left out.
struct StageValue {
  /// A shorter form where the whole would be said twice; nil for the whole.
  var shortened: (Any) -> JSON? = { _ in nil }

  func json(_ value: Any) -> JSON {
    shortened(value) ?? plain(value) ?? composed(value)
  }

  private func plain(_ value: Any) -> JSON? {
    switch value {
    case let value as JSON: value
    case let value as JSONObject: .object(value)
    case let value as JSONNumber: .number(value)
    case let value as String: .string(value)
    case let value as Matcher: .string(value.phrase)
    case let value as Bool: .bool(value)
    case let value as any BinaryInteger: .number(JSONNumber(uncheckedText: "\(value)"))
    // Rounded, because the last digits are the processor's.
    case let value as Double: .number(JSONNumber((value * 1e10).rounded() / 1e10))
    case let value as Date: .string(value.formatted(.iso8601))
    case let value as any RawRepresentable: (value.rawValue as? String).map { .string($0) }
    default: nil
    }
  }

  private func composed(_ value: Any) -> JSON {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { json($0.value) } ?? .null
    case .collection: return .array(mirror.children.map { json($0.value) })
    case .set: return .array(mirror.children.map { json($0.value) }.sorted { $0.compact < $1.compact })
    case .dictionary: return .object(JSONObject(mirror.children.map(entry).sorted { $0.0 < $1.0 }))
    case .enum where mirror.children.isEmpty: return .string("\(value)")
    default: return .object(JSONObject(mirror.children.compactMap(member)))
    }
  }

  private func entry(_ child: Mirror.Child) -> (String, JSON) {
    let pair = Array(Mirror(reflecting: child.value).children)
    return ("\(pair[0].value)", json(pair[1].value))
  }

  private func member(_ child: Mirror.Child) -> (String, JSON)? {
    let value = json(child.value)
    return value.isNull ? nil : (child.label ?? "", value)
  }
}

extension JSON {
  /// On one line where it fits, else each member on lines of its own.
  func legible(width: Int = 120, indent: String = "") -> String {
    let line = compact
    guard indent.count + line.count > width else { return line }
    let inner = indent + "  "
    switch self {
    case .array(let elements):
      let lines = elements.map { inner + $0.legible(width: width, indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .object(let object):
      let lines = object.members.map {
        inner + JSON.string($0.key).compact + ": " + $0.value.legible(width: width, indent: inner)
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    default: return line
    }
  }
}
