import EvalCore
import OrderedJSON

/// The message that a stream of Messages events comes to. Arguments stay as they were written, under ``pieces``.
struct AnthropicEvents {
  private(set) var message: JSON = .null
  private var head = JSONObject()
  private var usage = JSONObject()
  private var blocks: [Int: JSONObject] = [:]
  /// By block and member, what came since the block began; apart, so that each piece is appended and nothing copied.
  private var texts: [Int: [String: String]] = [:]
  private var isStopped = false

  /// A member that no block has.
  static let pieces = "~partial_json"
  /// More blocks than this are no answer but an attack.
  private static let mostBlocks = 4096

  init(_ events: [JSON]) throws(ErrorAnswer) {
    for event in events { try take(event) }
    guard isStopped else { throw .broken("the stream ended without 'message_stop' and without a stop reason") }
    head["content"] = .array(blocks.sorted { $0.key < $1.key }.map { .object(whole($0.key, $0.value)) })
    head["usage"] = .object(usage)
    message = .object(head)
  }

  private mutating func take(_ event: JSON) throws(ErrorAnswer) {
    switch event["type"] {
    case "message_start": take(usage: event["message"]?["usage"])
    case "content_block_start":
      guard let index = event["index"]?.numberValue?.intValue, let block = event["content_block"]?.objectValue else {
        return
      }
      blocks[index] = block
      guard blocks.count <= Self.mostBlocks else {
        throw .broken("expected at most \(Self.mostBlocks) blocks in an answer, found more")
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

  private mutating func take(delta: JSON?, at index: Int?) {
    guard let delta, let index, blocks[index] != nil else { return }
    switch delta["type"] {
    case "text_delta": extend(index, "text", by: delta["text"])
    case "thinking_delta": extend(index, "thinking", by: delta["thinking"])
    case "signature_delta": extend(index, "signature", by: delta["signature"])
    case "input_json_delta": extend(index, Self.pieces, by: delta["partial_json"])
    default: break
    }
  }

  private mutating func extend(_ index: Int, _ member: String, by delta: JSON?) {
    guard let delta = delta?.stringValue else { return }
    texts[index, default: [:]][member, default: ""] += delta
  }

  private func whole(_ index: Int, _ block: JSONObject) -> JSONObject {
    var block = block
    for (member, text) in texts[index] ?? [:] {
      block[member] = .string((block[member]?.stringValue ?? "") + text)
    }
    return block
  }
}
