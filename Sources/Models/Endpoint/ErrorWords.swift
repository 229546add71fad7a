import Foundation
import OrderedJSON

/// What an endpoint says about its error, from whichever of the shapes in use its body has:
/// `{"error":{"message","code","type"}}`, the same inside an array or without the outer object, `{"error":"…"}`,
/// `{"detail":…}`, a page of HTML, or plain text.
struct ErrorWords {
  /// The endpoint's own sentence in one line of at most 400 characters, keys taken out.
  let message: String
  /// Codes and types, in lower case.
  let codes: [String]
  /// The HTTP status that the body names, for endpoints that answer 200 and put the error inside.
  let status: Int?

  /// What ``message`` and ``codes`` say, in lower case, to search for phrases.
  var text: String { (codes + [message.lowercased()]).joined(separator: " ") }

  init(_ body: [UInt8], _ redactor: Redactor) {
    if let json = try? JSON(parsing: body), json.objectValue != nil || json.arrayValue != nil {
      self.init(json, redactor)
    } else {
      let text = Self.plain(String(decoding: body.prefix(16_384), as: UTF8.self))
      self.init(message: Self.line(text, redactor), codes: [], status: nil)
    }
  }

  private init(message: String, codes: [String], status: Int?) {
    self.message = message
    self.codes = codes
    self.status = status
  }

  init(_ body: JSON, _ redactor: Redactor) {
    let outer = body[0] ?? body
    let error = outer.hasError ? outer["error"] ?? outer : outer
    let said = error.stringValue ?? error["message"]?.stringValue ?? outer["message"]?.stringValue
    message = Self.line(said ?? (outer["detail"] ?? error).excerpt(limit: 400), redactor)
    let own = ["code", "type", "status"].compactMap { error[$0]?.stringValue }
    codes = (own + Self.details(of: error)).map { $0.lowercased() }
    let named = ["code", "status_code", "status"].lazy.compactMap { error[$0]?.numberValue?.intValue }.first
    status = named.flatMap { (400..<600).contains($0) ? $0 : nil }
  }

  /// The reasons and the quotas that Google names beside an error.
  private static func details(of error: JSON) -> [String] {
    (error["details"]?.arrayValue ?? []).prefix(20).flatMap { detail in
      [detail["reason"]?.stringValue].compactMap(\.self)
        + (detail["violations"]?.arrayValue ?? []).prefix(20).compactMap { $0["quotaId"]?.stringValue }
    }
  }

  /// A page of HTML by its title, which is where proxies say what is wrong.
  private static func plain(_ text: String) -> String {
    guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return text }
    guard let start = text.range(of: "<title>", options: .caseInsensitive)?.upperBound,
      let end = text.range(of: "</title>", options: .caseInsensitive, range: start..<text.endIndex)?.lowerBound
    else { return "a page of HTML" }
    return "a page of HTML titled '\(text[start..<end].prefix(120))'"
  }

  private static func line(_ text: String, _ redactor: Redactor) -> String {
    // Keys are taken out before anything is cut, for half a key is still half a secret.
    let words = redactor.redact(text).split { $0.isWhitespace || $0.unicodeScalars.allSatisfy(\.isControl) }
    return words.isEmpty ? "the endpoint gave no reason" : words.joined(separator: " ").excerpt(limit: 400)
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
