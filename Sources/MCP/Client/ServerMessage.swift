import Foundation
import OrderedJSON

/// One message of a server, as far as a client that lists tools is concerned.
enum ServerMessage: Sendable {
  /// - Parameter id: null where the server could not tell, or did not say, which request it answers.
  case answer(id: JSON, RPCOutcome)
  /// A request of the server's own.
  case question(id: JSON, method: String)
  case notice

  /// The messages in a text, several in a batch of 2025-03-26; none where it is no text of the protocol, such as a greeting
  /// or a log.
  static func all(in text: [UInt8]) -> [ServerMessage] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? Array(text.dropFirst(mark.count)) : text
    guard let start = text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
      start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
    else { return [] }
    do throws(JSONSyntaxError) {
      let json = try JSON(parsing: text)
      return (json.arrayValue ?? [json]).compactMap(ServerMessage.init)
    } catch {
      return BrokenAnswer(text, error).map { [.answer(id: $0.id, .unreadable($0.reason))] } ?? []
    }
  }

  private init?(_ message: JSON) {
    if let outcome = RPCOutcome(message) {
      self = .answer(id: message["id"] ?? .null, outcome)
    } else if let method = message["method"]?.stringValue {
      let id = message["id"].flatMap { $0.isNull ? Optional.none : $0 }
      self = id.map { .question(id: $0, method: method) } ?? .notice
    } else {
      return nil
    }
  }

  /// The outcome of the one request that waits here; nil where the message answers none, or another.
  ///
  /// An error without an id is for the request that the server could not read. A result has to say whose it is.
  func outcome(of id: Int) -> RPCOutcome? {
    guard case .answer(let given, let outcome) = self else { return nil }
    if given == .number(JSONNumber(id)) { return outcome }
    if case .result = outcome { return nil }
    return given.isNull ? outcome : nil
  }

  /// ``outcome(of:)`` where nothing else can follow, so that an answer to another request is a wrong one to this.
  func onlyOutcome(of id: Int) -> RPCOutcome? {
    guard case .answer(let given, let outcome) = self else { return nil }
    if case .unreadable = outcome { return outcome }
    return self.outcome(of: id) ?? .unreadable(Self.mismatch(given, id))
  }

  static func mismatch(_ given: JSON, _ id: Int) -> String {
    "expected the id \(id), found \(given.stringValue.map { JSON.string($0).compact.excerpt() } ?? given.excerpt())"
  }

  /// What the client says to a request of the server's: it offers nothing but to be there.
  var reply: [UInt8]? {
    guard case .question(let id, let method) = self else { return nil }
    if method == "ping" { return RPCMessage.response(id: id, result: Array("{}".utf8)) }
    return RPCError.methodNotFound(method).to(id).body.utf8Bytes
  }
}

/// An answer that breaks off or is no JSON; it still shows that it is one, and nothing better will come after it.
private struct BrokenAnswer {
  let id: JSON
  /// With its position, and what stands there.
  let reason: String

  /// Bytes at the start that are looked at.
  private static let head = 4096

  /// Nil where the text is no answer.
  init?(_ text: [UInt8], _ error: JSONSyntaxError) {
    // A log may quote an answer behind words of its own; the shortest names an id and a result.
    guard text.count >= 16, text.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else { return nil }
    let head = String(decoding: text.prefix(Self.head), as: UTF8.self)
    let kind = head.firstMatch(of: /"(method|result|error)"\s*:/)?.1
    guard kind == "result" || kind == "error", head.contains(/"(jsonrpc|id)"\s*:/) else { return nil }
    id =
      head.firstMatch(of: /"id"\s*:\s*(\d{1,18})\b/).map { .number(JSONNumber(uncheckedText: String($0.1))) } ?? .null
    let surroundings = text[max(0, error.position.offset - 30)..<min(text.count, error.position.offset + 30)]
    reason = "at \(error) in '…\(String(decoding: surroundings, as: UTF8.self).excerpt())…'"
  }
}
