import Foundation

/// A model as a user names it: `provider:name[@URL]`, `lexical`, or a name of `toolsight.yaml`.
package struct ModelReference: Sendable, Hashable {
  package let text: String
  /// Up to the first colon; the whole text where there is none.
  package let provider: String
  /// Empty where there is no colon, or nothing behind it.
  package let name: String
  /// After the last `@http://` or `@https://`, whose scheme may be written in any case.
  package let url: String?
  /// Who wrote it decides whether a key may go to its URL.
  package let origin: Origin

  package enum Origin: Sendable, Hashable {
    case commandLine, file
  }

  package init(_ text: String, origin: Origin) {
    self.text = text
    self.origin = origin
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    provider = String(parts[0])
    let rest = parts.count > 1 ? parts[1] : ""
    let at = ["@http://", "@https://"].compactMap {
      rest.range(of: $0, options: [.backwards, .caseInsensitive])?.lowerBound
    }.max()
    name = at.map { String(rest[..<$0]) } ?? String(rest)
    url = at.map { String(rest[rest.index(after: $0)...]) }
  }

  /// With the scheme that was left out where a host with a port or a path follows an `@`; nil where there is none.
  var urlWithoutScheme: String? {
    guard url == nil, let at = name.lastIndex(of: "@"), at > name.startIndex,
      name[at...].contains(where: { $0 == ":" || $0 == "/" })
    else { return nil }
    let address = name[name.index(after: at)...]
    let authority = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address
    return "\(provider):\(name[..<at])@http://\(authority)"
  }

  /// What stands in a provider's place where this program itself answers.
  package static let ownProviders = ["lexical", "script"]

  /// Whether it names a file of answers.
  package var isScript: Bool { provider == "script" && url == nil && !name.isEmpty }
}
