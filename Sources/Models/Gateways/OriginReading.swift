import EvalCore
import OrderedJSON

extension AnswerOrigin {
  /// Characters of a header's value.
  private static let longestWord = 100
  private static let mostRetries = 1_000

  /// What the headers of an answer say of where it came from; nil where they say nothing, as those of most endpoints do.
  ///
  /// - Parameter isVendorsOwn: whether the endpoint is the vendor's, before whose API plain proxies stand.
  init?(_ headers: [(name: String, value: String)], isVendorsOwn: Bool, _ redactor: Redactor) {
    // Asked for every answer, and most have no such header.
    let headers = headers.filter { Gateway.mayRead($0.name) }.map { (name: $0.name.lowercased(), value: $0.value) }
    guard !headers.isEmpty else { return nil }
    self.init()
    let found = Gateway.all.first { gateway in
      !(gateway.isPlainProxy && isVendorsOwn) && headers.contains { $0.name.begins(withAnyOf: gateway.signs) }
    }
    isStored = Self.isStored(headers, found)
    if let found { take(found, OriginHeaders(headers, redactor)) }
    if gateway == nil, !isStored { return nil }
  }

  private mutating func take(_ found: Gateway, _ headers: OriginHeaders) {
    gateway = ([found.name] + [headers.word(found.version)].compactMap(\.self)).joined(separator: " ")
    let names = [headers.word(found.provider), headers.word(found.model)].compactMap(\.self)
    upstream = names.isEmpty ? nil : names.joined(separator: "/")
    if let tried = headers.count(found.fallbacks), tried > 0 {
      let name = [upstream, headers.word(found.group)].compactMap(\.self).joined(separator: ", ")
      upstream = name.isEmpty ? "a fallback" : "the fallback \(name)"
    }
    let retries = headers.count(found.retries) ?? headers.count(found.attempts).map { max(0, $0 - 1) }
    self.retries = retries.map { min($0, Self.mostRetries) }
    isRelayed = headers.all.contains { $0.name.begins(withAnyOf: found.relaySigns) }
  }

  /// The gateway's own word, or that of a cache between us: RFC 9111, section 5.1, an answer with an age was not made for this
  /// request.
  private static func isStored(_ headers: [(name: String, value: String)], _ found: Gateway?) -> Bool {
    headers.contains { header in
      if header.name == "age" { return (Int(header.value) ?? 0) > 0 }
      if found?.storeSigns.contains(header.name) == true { return !header.value.isEmpty }
      guard (found?.cache ?? []).contains(header.name) || Gateway.cacheHeaders.contains(header.name) else {
        return false
      }
      let word = header.value.lowercased()
      return word.contains("hit") && !word.contains("miss")
    }
  }

  /// The names of a gateway come from strangers and are printed beside numbers.
  fileprivate static func word(_ value: String, _ redactor: Redactor) -> String? {
    let line = redactor.redact(value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? nil : line.excerpt(limit: longestWord)
  }

  /// With the provider that the body names, as OpenRouter's does (openrouter.ai/docs/api/reference/overview).
  ///
  /// - Parameter provider: the member of that name in an answer, or `provider_name` in an error's metadata.
  static func naming(_ provider: String?, _ origin: AnswerOrigin?, _ redactor: Redactor) -> AnswerOrigin? {
    guard let name = provider.flatMap({ word($0, redactor) }), origin?.upstream == nil else { return origin }
    var named = origin ?? AnswerOrigin()
    named.gateway = named.gateway ?? "OpenRouter"
    named.upstream = name
    return named
  }
}

/// Headers to look things up in.
private struct OriginHeaders {
  let all: [(name: String, value: String)]
  private let redactor: Redactor

  init(_ all: [(name: String, value: String)], _ redactor: Redactor) { (self.all, self.redactor) = (all, redactor) }

  /// The value of the first of these names that has one.
  func word(_ names: [String]) -> String? {
    names.lazy.compactMap { name in all.first { $0.name == name }.flatMap { AnswerOrigin.word($0.value, redactor) } }
      .first
  }

  func count(_ names: [String]) -> Int? { word(names).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }
}

extension String {
  fileprivate func begins(withAnyOf beginnings: [String]) -> Bool { beginnings.contains { hasPrefix($0) } }
}
