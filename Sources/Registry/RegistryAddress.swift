import Foundation

/// Where a registry is: a file of SQLite, or one or several PostgreSQL servers that hold the same one.
package enum RegistryAddress: Sendable, Hashable {
  case file(String)
  /// Asked in this order until one can be used.
  case postgres([String])

  /// - Parameter text: a path, or URLs with spaces between them.
  package init(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    let areURLs = !words.isEmpty && words.allSatisfy { word in Self.schemes.contains(where: word.hasPrefix) }
    self = areURLs ? .postgres(words) : .file(text)
  }

  private static let schemes = ["postgres://", "postgresql://"]

  /// As messages show it: without passwords.
  package var shown: String {
    switch self {
    case .file(let path): path
    case .postgres(let urls): urls.map(Self.withoutPassword).joined(separator: " ")
    }
  }

  static func withoutPassword(_ url: String) -> String {
    url.replacing(#/^([a-z]+:\/\/[^:@\/?]*:).*@/#) { "\($0.1)…@" }
      .replacing(#/([?&](?:password|sslpassword)=)[^&]+/#) { "\($0.1)…" }
  }

  /// Every spelling in which a server or the library could say a password back.
  static func passwords(in url: String) -> [String] {
    // To the last '@', because who forgot to encode a '/' or a '?' did not mean to show what is behind it.
    let ofUser = url.firstMatch(of: #/^[a-z]+:\/\/[^:@\/?]*:(.*)@/#).map { [String($0.1)] } ?? []
    let ofQuery = url.matches(of: #/[?&](?:password|sslpassword)=([^&]+)/#).map { String($0.1) }
    let written = ofUser + ofQuery
    let parts = ofUser.flatMap { $0.split(whereSeparator: "/?@&:#".contains).map(String.init) }
    return (written + written.compactMap(\.removingPercentEncoding) + parts).filter { !$0.isEmpty }
  }
}
