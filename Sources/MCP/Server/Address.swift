import Foundation

/// What a path of the embedded server leads to: `VARIANT`, `VARIANT/TRIAL`, and below each of them `sse` and `messages`.
///
/// A trial is a number, so that no transport can be taken for one, whatever a variant is called.
struct Address: Hashable, Sendable {
  var variant: String
  var trial: Int?
  var transport = Transport.streamable

  /// How a client talks there.
  enum Transport: String {
    /// Streamable HTTP: an answer to each message.
    case streamable = ""
    /// HTTP+SSE: the stream of the answers.
    case events = "sse"
    /// HTTP+SSE: the messages.
    case messages
  }

  init(variant: String, trial: Int? = nil, transport: Transport = .streamable) {
    (self.variant, self.trial, self.transport) = (variant, trial, transport)
  }

  /// Nil where the path leads nowhere.
  ///
  /// - Parameters:
  ///   - path: percent-encoded.
  ///   - token: the part that has to stand before the variant; nil for none.
  init?(path: String, token: String?) {
    var parts = path.split(separator: "/")[...]
    guard parts.popFirst() == "mcp" else { return nil }
    if let token, parts.popFirst().map(String.init) != token { return nil }
    guard let name = parts.popFirst().map(String.init) else { return nil }
    guard let variant = name.utf8.contains(UInt8(ascii: "%")) ? name.removingPercentEncoding : name else { return nil }
    let trial = parts.first.flatMap { Int($0) }
    if trial != nil { parts.removeFirst() }
    let transport = parts.popFirst().map(String.init) ?? ""
    guard let transport = Transport(rawValue: transport), parts.isEmpty else { return nil }
    self.init(variant: variant, trial: trial, transport: transport)
  }

  /// - Parameter root: a path or URL without a slash at the end, up to the token.
  func path(under root: String) -> String {
    var path = "\(root)/\(variant.percentEncoded)"
    if let trial { path += "/\(trial)" }
    if transport != .streamable { path += "/\(transport.rawValue)" }
    return path
  }

  func at(_ transport: Transport) -> Address { Address(variant: variant, trial: trial, transport: transport) }

  /// What all paths with this token begin with.
  static func root(token: String?) -> String { "/mcp" + (token.map { "/\($0)" } ?? "") }
}

extension String {
  /// As one part of a path (RFC 3986, section 2.3).
  fileprivate var percentEncoded: String {
    guard !utf8.allSatisfy(\.isUnreserved) else { return self }
    return utf8.map { $0.isUnreserved ? String(UnicodeScalar($0)) : String(format: "%%%02X", $0) }.joined()
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
