import Foundation

/// A model as a user names it: `provider:name[@URL]`, `lexical`, or a name of `toolsight.yaml`.
package struct ModelReference: Sendable, Hashable {
  package let text: String
  /// Up to the first colon; the whole text where there is none.
  package let provider: String
  package let name: String
  /// After the last `@http://` or `@https://`.
  package let url: String?
  /// Who wrote it decides whether a key may go to its URL.
  package let origin: Origin

  package enum Origin: Sendable, Hashable {
    case commandLine, file
  }

  package init(_ text: String, origin: Origin) {
    self.text = text
    self.origin = origin
    let parts = text.split(separator: ":", maxSplits: 1)
    provider = parts.first.map(String.init) ?? ""
    let rest = parts.count > 1 ? String(parts[1]) : ""
    let at = ["@http://", "@https://"].compactMap { rest.range(of: $0, options: .backwards)?.lowerBound }.max()
    name = at.map { String(rest[..<$0]) } ?? rest
    url = at.map { String(rest[rest.index(after: $0)...]) }
  }
}
