import Foundation

/// A vendor of models: where it lives, and which variables its own SDK reads.
package struct Vendor: Sendable, Hashable {
  /// The first one that is set counts.
  package let keyVariables: [String]
  package let urlVariable: String
  /// Where a model lives that nobody gave a URL; without a slash at the end.
  package let defaultURL: String
  /// The vendor's own, to which its key may always go and which answers nobody without one.
  package let host: String
  /// A URL that is written as a host alone, with or without a port, is one at this port, over plain http.
  fileprivate let barePort: Int?

  private init(
    _ keyVariables: [String], _ urlVariable: String, _ defaultURL: String, host: String, barePort: Int? = nil
  ) {
    self.keyVariables = keyVariables
    self.urlVariable = urlVariable
    self.defaultURL = defaultURL
    self.host = host
    self.barePort = barePort
  }

  package static let openAI = Vendor(
    ["OPENAI_API_KEY"], "OPENAI_BASE_URL", "https://api.openai.com/v1", host: "api.openai.com")

  package static let anthropic = Vendor(
    ["ANTHROPIC_API_KEY"], "ANTHROPIC_BASE_URL", "https://api.anthropic.com", host: "api.anthropic.com")

  package static let gemini = Vendor(
    ["GOOGLE_API_KEY", "GEMINI_API_KEY"], "GOOGLE_GEMINI_BASE_URL", "https://generativelanguage.googleapis.com",
    host: "generativelanguage.googleapis.com")

  /// On this machine, where nobody asks for a key; its cloud does.
  package static let ollama = Vendor(
    ["OLLAMA_API_KEY"], "OLLAMA_HOST", "http://127.0.0.1:11434", host: "ollama.com", barePort: 11434)

  static let all = [openAI, anthropic, gemini, ollama]
}

extension Vendor {
  /// The URL that the value of ``urlVariable`` means. `OLLAMA_HOST` is also what Ollama's server listens on, and may be a
  /// host alone, a port alone, or an address that stands for every one of this machine's.
  func url(fromVariable value: String) -> String {
    guard let barePort else { return value }
    if value == host { return "https://\(host)" }
    let scheme = value.range(of: "://").map { value[..<$0.upperBound] }
    let rest = value[(scheme?.endIndex ?? value.startIndex)...]
    let place = rest.prefix { $0 != "/" }
    let (name, port) = Self.split(place)
    let reachable = ["", "0.0.0.0", "[::]"].contains(name) ? "127.0.0.1" : name
    return (scheme ?? "http://") + reachable + (port ?? (scheme == nil ? ":\(barePort)" : "")) + rest[place.endIndex...]
  }

  /// Host and `:PORT`; an IPv6 address gets its brackets.
  private static func split(_ place: Substring) -> (host: String, port: String?) {
    let colons = place.count { $0 == ":" }
    if colons > 1 && !place.hasPrefix("[") { return ("[\(place)]", nil) }
    guard let colon = place.lastIndex(of: ":"), colons == 1 || place[..<colon].hasSuffix("]") else {
      return (String(place), nil)
    }
    return (String(place[..<colon]), String(place[colon...]))
  }
}
