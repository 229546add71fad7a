import EvalCore
import OrderedJSON

/// The message that a stream of Messages events comes to. Arguments stay as they were written, under ``pieces``.
struct AnthropicEvents {
  private(set) var message: JSON = .null
  private var head = JSONObject()
  private var usage = JSONObject()
  private var blocks: [Block] = []
  /// By the stream's index, the position of the block that began last under it.
  private var positions: [Int: Int] = [:]
  private var calls = PiecedCalls()

  private struct Block {
    var object: JSONObject
    /// By member, what came since the block began; apart, so that each piece is appended and nothing copied.
    var texts: [String: String] = [:]
    /// Its index among the calls, where it is one.
    var call: Int?
  }

  private var isStopped = false

  /// A member that no block has.
  static let pieces = "~partial_json"
  /// More blocks than this mean nothing: the model was caught in a loop.
  private static let mostBlocks = 4096

  init(_ events: [JSON]) throws(ErrorAnswer) {
    for event in events { try take(event) }
    guard isStopped else { throw .broken("the stream ended without 'message_stop' and without a stop reason") }
    dropRepetitions()
    head["content"] = .array(blocks.map { .object(whole($0)) })
    head["usage"] = .object(usage)
    message = .object(head)
  }

  private mutating func take(_ event: JSON) throws(ErrorAnswer) {
    calls.beginEvent()
    switch event["type"] {
    case "message_start": take(usage: event["message"]?["usage"])
    case "content_block_start":
      if let block = event["content_block"]?.objectValue { begin(block, at: event["index"]?.numberValue?.intValue) }
      guard blocks.count <= Self.mostBlocks else {
        throw .unparsable("expected at most \(Self.mostBlocks) blocks in an answer, found more")
      }
    case "content_block_delta": take(delta: event["delta"], at: event["index"]?.numberValue?.intValue)
    case "message_delta":
      for member in event["delta"]?.objectValue ?? [:] { head[member.key] = member.value }
      take(usage: event["usage"])
      isStopped = isStopped || head["stop_reason"]?.stringValue != nil
    case "message_stop": isStopped = true
    default: break
    }
  }

  /// Counts are those so far, and the last event has only some.
  private mutating func take(usage wire: JSON?) {
    for member in wire?.objectValue ?? [:] where !member.value.isNull { usage[member.key] = member.value }
  }

  /// A block begins, or a call is said to begin again.
  private mutating func begin(_ block: JSONObject, at index: Int?) {
    var begun = Block(object: block)
    if block["type"] == "tool_use" {
      let piece = CallPiece(
        index: index, id: block["id"]?.stringValue, name: block["name"]?.stringValue ?? "", arguments: block["input"])
      let count = calls.calls.count
      // What begins under an index of its own is a block of its own, whatever its id: some servers give all the same one.
      let isElsewhere = index.map { positions[$0] == nil } ?? false
      let call = isElsewhere ? calls.append(piece) : calls.take(piece)
      if call < count, let known = blocks.firstIndex(where: { $0.call == call }) {
        return positions[index ?? -1] = known
      }
      begun.call = call
    }
    positions[index ?? -1] = blocks.count
    blocks.append(begun)
  }

  /// A call that is said again under another index, with its id and the same arguments, is one call.
  private mutating func dropRepetitions() {
    let all = calls.all
    var kept: [WireCall] = []
    blocks.removeAll { block in
      guard let call = block.call.map({ all[$0] }) else { return false }
      if call.id != nil, kept.contains(where: { $0 == call }) { return true }
      kept.append(call)
      return false
    }
  }

  private mutating func take(delta: JSON?, at index: Int?) {
    let known = index == nil ? blocks.indices.last : positions[index ?? -1]
    guard let delta, let position = known else { return }
    switch delta["type"] {
    case "text_delta": extend(position, "text", by: delta["text"])
    case "thinking_delta": extend(position, "thinking", by: delta["thinking"])
    case "signature_delta": extend(position, "signature", by: delta["signature"])
    case "input_json_delta":
      if let call = blocks[position].call { calls.extend(call, by: delta["partial_json"]) }
    default: break
    }
  }

  private mutating func extend(_ position: Int, _ member: String, by delta: JSON?) {
    guard let delta = delta?.stringValue else { return }
    blocks[position].texts[member, default: ""] += delta
  }

  private func whole(_ begun: Block) -> JSONObject {
    var block = begun.object
    for (member, text) in begun.texts { block[member] = .string((block[member]?.stringValue ?? "") + text) }
    if let call = begun.call, let written = calls.calls[call].arguments.written {
      block[Self.pieces] = .string(written)
    }
    return block
  }
}
