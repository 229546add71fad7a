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
  var barePort: Int?
}

extension Vendor {
  /// The URL that the value of ``urlVariable`` means. `OLLAMA_HOST` is also what Ollama's server listens on, and may be a
  /// host alone, a port alone, or an address that stands for every one of this machine's.
  func url(fromVariable value: String) -> String {
    guard let barePort else { return value }
    if value == host { return "https://\(host)" }
    let scheme = value.range(of: "://").map { value[..<$0.upperBound] }
    let rest = value[(scheme?.endIndex ?? value.startIndex)...]
    let authority = rest.prefix { $0 != "/" }
    let (name, port) = Self.split(authority)
    let reachable = ["", "0.0.0.0", "[::]"].contains(name) ? "127.0.0.1" : name
    return (scheme ?? "http://") + reachable + (port ?? (scheme == nil ? ":\(barePort)" : ""))
      + rest[authority.endIndex...]
  }

  /// Host and `:PORT`; an IPv6 address gets its brackets.
  private static func split(_ authority: Substring) -> (host: String, port: String?) {
    let colons = authority.count { $0 == ":" }
    if colons > 1 && !authority.hasPrefix("[") { return ("[\(authority)]", nil) }
    guard let colon = authority.lastIndex(of: ":"), colons == 1 || authority[..<colon].hasSuffix("]") else {
      return (String(authority), nil)
    }
    return (String(authority[..<colon]), String(authority[colon...]))
  }
}
