import EvalCore
import OrderedJSON

/// A request as a dialect words it: the model's own settings laid over the suite's, tools encoded.
struct Question {
  /// As the API names it.
  let model: String
  let request: ModelRequest
  let tools: EncodedTools
  /// The dialect's name.
  let api: String

  var sampling: Sampling { request.sampling }
  var extra: JSONObject { sampling.extra[api] ?? [:] }
  var hasTools: Bool { !tools.encoded.isEmpty }
  var isStream: Bool { extra["stream"] == true }

  func wireName(of tool: String) -> String { tools.names.wireName(of: tool) }

  /// What the model must do about tools, in wire names; nil where nothing is said, or nothing is there to call.
  var toolChoice: ToolChoice? {
    guard hasTools, let choice = request.toolChoice.map(ToolChoice.init) else { return nil }
    return if case .tool(let name) = choice { .tool(wireName(of: name)) } else { choice }
  }

  /// The body: model and settings, then the tools, then what differs from trial to trial, so that what is the same in every
  /// trial of a variant is a common beginning, for prefix caches and for our own endpoint.
  ///
  /// - Parameters:
  ///   - head: settings, over which the sampling's extra members are laid.
  ///   - merged: members of `head` whose own members are laid over one by one.
  ///   - unsent: extra members that say how to ask and do not stand in the body.
  ///   - tail: what extra members must not replace.
  func body(
    head: JSONObject, merging merged: Set<String> = [], unsent: Set<String> = [], tail: JSONObject
  ) throws(EndpointFailure) -> [UInt8] {
    var head = head
    for member in extra where !unsent.contains(member.key) {
      guard member.key != "model", member.key != "tools", tail[member.key] == nil else {
        throw isReserved(member.key)
      }
      if merged.contains(member.key), let own = head[member.key]?.objectValue, let theirs = member.value.objectValue {
        head[member.key] = .object(own.overlaid(by: theirs))
      } else {
        head[member.key] = member.value
      }
    }
    return bytes(head, tail)
  }

  /// The body where the question is only to be counted: the same tools and the same conversation, but of the settings only
  /// those that change the prompt, because APIs refuse the others there.
  func countBody(head: JSONObject, keeping kept: Set<String>, tail: JSONObject) -> [UInt8] {
    bytes(JSONObject(head.filter { kept.contains($0.key) }.map { ($0.key, $0.value) }), tail)
  }

  private func bytes(_ head: JSONObject, _ tail: JSONObject) -> [UInt8] {
    var bytes = Array(JSON.object(head).utf8Bytes.dropLast())
    bytes.reserveCapacity(bytes.count + tools.encoded.count + 4096)
    if hasTools {
      bytes += (head.isEmpty ? "\"tools\":" : ",\"tools\":").utf8
      bytes += tools.encoded
    }
    if !head.isEmpty || hasTools { bytes.append(UInt8(ascii: ",")) }
    return bytes + JSON.object(tail).utf8Bytes.dropFirst()
  }

  private func isReserved(_ member: String) -> EndpointFailure {
    EndpointFailure(
      .badRequest,
      message: "sampling: extra.\(api): '\(member)' is written by the run itself: remove it, or change "
        + "the suite")
  }
}

extension ToolReply {
  /// For an API that has no field for errors.
  var textSayingErrors: String {
    !isError || text.lowercased().hasPrefix("error") ? text : "Error: \(text)"
  }
}
