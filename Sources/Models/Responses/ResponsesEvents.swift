import EvalCore
import OrderedJSON

/// The response that a stream of Responses events comes to.
struct ResponsesEvents {
  /// With the items that came one by one, where the last event does not repeat them.
  private(set) var response: JSON = .null
  private var items: [Item] = []
  /// By the stream's index, the position of the item that came last under it.
  private var positions: [Int: Int] = [:]
  private var calls = PiecedCalls()

  private struct Item {
    var json: JSON
    var isDone = false
    /// What came of an item that is not done: text or refusal, in pieces.
    var texts: [String: String] = [:]
    /// Its index among the calls, where it is one.
    var call: Int?

    var id: String? { json["id"]?.stringValue }
  }

  /// More items than this mean nothing: the model was caught in a loop.
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
    // What an item was when it was done is whole; the last event may lack its signed parts, or all of its items.
    let isWhole = items.allSatisfy(\.isDone) && items.count >= last["output"]?.arrayValue?.count ?? 0
    if isWhole || last["output"]?.arrayValue?.isEmpty ?? true { last["output"] = .array(items.map(whole)) }
    response = .object(last)
  }

  private mutating func take(_ event: JSON, _ type: String) throws(ErrorAnswer) {
    calls.beginEvent()
    if type == "response.output_item.added" || type == "response.output_item.done", let item = event["item"] {
      take(item, at: Self.index(event), isDone: type == "response.output_item.done")
    } else if let position = position(of: event) {
      take(event, type, at: position)
    }
    guard items.count <= Self.mostItems else {
      throw .unparsable("expected at most \(Self.mostItems) items in an answer, found more")
    }
  }

  private static func index(_ event: JSON) -> Int? {
    event["output_index"]?.numberValue?.intValue.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Some servers give all items one index, or none.
  private func position(of event: JSON) -> Int? {
    let id = event["item_id"]?.stringValue
    let named = id.flatMap { id in items.lastIndex { $0.id == id } }
    return named ?? Self.index(event).flatMap { positions[$0] }
  }

  private mutating func take(_ event: JSON, _ type: String, at position: Int) {
    switch type {
    case "response.function_call_arguments.delta":
      if let call = items[position].call { calls.extend(call, by: event["delta"]) }
    case "response.function_call_arguments.done":
      if let call = items[position].call { calls.settle(call, with: event["arguments"]) }
    case "response.output_text.delta": extend(position, "text", by: event["delta"])
    case "response.refusal.delta": extend(position, "refusal", by: event["delta"])
    default: break
    }
  }

  /// An item that begins, or one that is whole.
  private mutating func take(_ item: JSON, at index: Int?, isDone: Bool) {
    guard index != nil || item["id"]?.stringValue != nil else { return }
    let position = known(item, at: index, isDone: isDone) ?? items.count
    if position == items.count { items.append(Item(json: item)) }
    if let index { positions[index] = position }
    items[position].json = item
    items[position].isDone = items[position].isDone || isDone
    guard item["type"] == "function_call" else { return }
    if let call = items[position].call {
      if item["arguments"]?.stringValue?.isEmpty == false { calls.settle(call, with: item["arguments"]) }
      return
    }
    items[position].call = calls.take(
      CallPiece(
        index: index, id: item["id"]?.stringValue, name: item["name"]?.stringValue ?? "", arguments: item["arguments"]))
  }

  /// The same item, said before: by its id, or by the stream's index where ids do not tell.
  private func known(_ item: JSON, at index: Int?, isDone: Bool) -> Int? {
    let id = item["id"]?.stringValue
    if let id, let same = items.lastIndex(where: { $0.id == id }) { return same }
    guard let position = index.flatMap({ positions[$0] }), !items[position].isDone else { return nil }
    // What begins with an id of its own is another one.
    let canBeSame = isDone || id == nil || items[position].id == nil
    return canBeSame && items[position].json["type"] == item["type"] ? position : nil
  }

  private mutating func extend(_ position: Int, _ member: String, by delta: JSON?) {
    guard let delta = delta?.stringValue else { return }
    items[position].texts[member, default: ""] += delta
  }

  /// What is not said to be done is what came of it.
  private func whole(_ item: Item) -> JSON {
    guard var object = item.json.objectValue else { return item.json }
    let arguments = item.call.flatMap { calls.calls[$0].arguments.written }
    if let arguments, !item.isDone || object["arguments"]?.stringValue?.isEmpty ?? true {
      object["arguments"] = .string(arguments)
    }
    guard !item.isDone else { return .object(object) }
    let parts: [JSON] = [("text", "output_text"), ("refusal", "refusal")].compactMap { member, type in
      item.texts[member].map { ["type": .string(type), member: .string($0)] }
    }
    if !parts.isEmpty { object["content"] = .array(parts) }
    return .object(object)
  }
}
