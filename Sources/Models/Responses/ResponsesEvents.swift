import EvalCore
import OrderedJSON

/// The response that a stream of Responses events comes to.
struct ResponsesEvents {
  /// With the items that came one by one, where the last event does not repeat them.
  private(set) var response: JSON = .null
  private var items: [Int: JSON] = [:]
  /// By item, what came of an item that is not done: arguments, text or refusal, in pieces.
  private var texts: [Int: [String: String]] = [:]
  private var done: Set<Int> = []

  /// More items than this are no answer but an attack.
  private static let mostItems = 4096

  init(_ events: [JSON], _ redactor: Redactor) throws(ErrorAnswer) {
    var last: JSON?
    for event in events {
      guard let type = event["type"]?.stringValue else { continue }
      switch type {
      case "response.completed", "response.incomplete": last = event["response"]
      case "response.failed":
        throw ErrorAnswer(status: 200, ErrorWords(event["response"] ?? event, redactor))
      default: try take(event, type)
      }
    }
    guard var last = last?.objectValue else { throw .broken("the stream ended without 'response.completed'") }
    let collected = items.sorted { $0.key < $1.key }.map { done.contains($0.key) ? $0.value : whole($0.key, $0.value) }
    // What an item was when it was done is whole; the last event may lack its signed parts, or all of its items.
    let isWhole = done.count == items.count && items.count >= last["output"]?.arrayValue?.count ?? 0
    if isWhole || last["output"]?.arrayValue?.isEmpty ?? true { last["output"] = .array(collected) }
    response = .object(last)
  }

  private mutating func take(_ event: JSON, _ type: String) throws(ErrorAnswer) {
    guard let index = event["output_index"]?.numberValue?.intValue, index >= 0 else { return }
    switch type {
    case "response.output_item.added": items[index] = event["item"]
    case "response.output_item.done":
      items[index] = event["item"]
      done.insert(index)
    case "response.function_call_arguments.delta": extend(index, "arguments", by: event["delta"])
    case "response.function_call_arguments.done":
      if items[index] != nil { texts[index, default: [:]]["arguments"] = event["arguments"]?.stringValue }
    case "response.output_text.delta": extend(index, "text", by: event["delta"])
    case "response.refusal.delta": extend(index, "refusal", by: event["delta"])
    default: break
    }
    guard items.count <= Self.mostItems else {
      throw .broken("expected at most \(Self.mostItems) items in an answer, found more")
    }
  }

  private mutating func extend(_ index: Int, _ member: String, by delta: JSON?) {
    guard items[index] != nil, let delta = delta?.stringValue else { return }
    texts[index, default: [:]][member, default: ""] += delta
  }

  /// An item that began and was never said to be done.
  private func whole(_ index: Int, _ item: JSON) -> JSON {
    guard var object = item.objectValue, let texts = texts[index] else { return item }
    if let arguments = texts["arguments"] { object["arguments"] = .string(arguments) }
    let parts: [JSON] = [("text", "output_text"), ("refusal", "refusal")].compactMap { member, type in
      texts[member].map { ["type": .string(type), member: .string($0)] }
    }
    if !parts.isEmpty { object["content"] = .array(parts) }
    return .object(object)
  }
}
