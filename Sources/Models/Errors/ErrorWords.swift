import CurlHTTP
import OrderedJSON

/// What an endpoint says about its error, from whichever of the shapes in use its body has:
/// `{"error":{"message","code","type"}}`, the same inside an array or without the outer object, `{"error":"…"}`,
/// `{"detail":…}`, a page of HTML, or plain text; and what a router or a gateway says of the error that it passes on.
struct ErrorWords {
  /// The endpoint's own sentence in one line of at most 400 characters, keys taken out; after it, what is behind it said.
  private(set) var message = ""
  /// What stands in fields made for it, in lower case: codes, types and statuses.
  private(set) var codes: Set<String> = []
  /// The reasons and the quotas that Google names beside an error, in lower case.
  private(set) var details: Set<String> = []
  /// The same of an error that a gateway wrapped into its sentence.
  private(set) var relayedCodes: Set<String> = []
  /// The sentences of the endpoint and of those behind it, each from its first character, in one line and in lower case.
  private(set) var sentences: [String] = []
  /// Whether a field says that a filter refused the prompt or the answer.
  private(set) var isFiltered = false
  /// Whether the body has the output that could not be parsed (Groq's `failed_generation`).
  private(set) var hasFailedOutput = false
  /// The HTTP status that the body names, for endpoints that answer 200 and put the error inside.
  private(set) var status: Int?
  /// Who is behind a gateway that passes the error on, as it names them.
  private(set) var provider: String?

  /// Errors inside errors are read so deep.
  private static let deepest = 3

  init(_ body: [UInt8], _ redactor: Redactor) {
    if let json = try? JSON(parsing: body), json.objectValue != nil || json.arrayValue != nil {
      self.init(json, redactor)
    } else {
      self.init(plain: String(decoding: body.prefix(16_384), as: UTF8.self), redactor)
    }
  }

  private init(plain text: String, _ redactor: Redactor) {
    let title = Self.title(ofPage: text)
    message = Self.line(title ?? text, redactor)
    if title == nil { sentences = [Self.sentence(text)] }
  }

  init(_ body: JSON, _ redactor: Redactor) { self.init(body, depth: 0, redactor) }

  private init(_ body: JSON, depth: Int, _ redactor: Redactor) {
    let outer = body[0] ?? body
    let error = outer.hasError ? outer["error"] ?? outer : outer
    let said = error.stringValue ?? error["message"]?.stringValue ?? outer["message"]?.stringValue
    readFields(of: error)
    if let said = said ?? outer["detail"]?.stringValue { sentences.append(Self.sentence(said)) }
    // SGLang puts its sentence into the type.
    sentences += codes.filter { $0.contains(" ") }
    let words = said ?? (outer["detail"] ?? error).excerpt(limit: 400)
    message = Self.line(words, redactor)
    guard depth < Self.deepest else { return }
    if let said { readRelayed(in: said, depth, redactor) }
    readRaw(error["metadata"], depth, redactor)
  }

  private mutating func readFields(of error: JSON) {
    let metadata = error["metadata"]
    let own = ["code", "type", "status"].compactMap { error[$0]?.stringValue }
    let router = ["error_type", "provider_code", "provider_error_code"].compactMap { metadata?[$0]?.stringValue }
    codes = Set((own + router).map { $0.lowercased() })
    details = Set(Self.details(of: error).map { $0.lowercased() })
    hasFailedOutput = error["failed_generation"]?.stringValue?.isEmpty == false
    // Azure; LiteLLM keeps the same object in a field of its own.
    for inner in [error["innererror"], error["provider_specific_fields"]?["innererror"]] {
      if let code = inner?["code"]?.stringValue, ErrorCodes.filters.contains(code.lowercased()) { isFiltered = true }
    }
    // OpenRouter ("Errors and debugging", moderation errors).
    if metadata?["reasons"]?.arrayValue != nil, metadata?["flagged_input"]?.stringValue != nil { isFiltered = true }
    status = ["code", "status_code", "status"].lazy.compactMap { Self.status(error[$0]) }.first
  }

  /// LiteLLM writes the number as text.
  private static func status(_ value: JSON?) -> Int? {
    let number = value?.numberValue?.intValue ?? value?.stringValue.flatMap { $0.utf8.count == 3 ? Int($0) : nil }
    return number.flatMap { (400..<600).contains($0) ? $0 : nil }
  }

  private static func details(of error: JSON) -> [String] {
    (error["details"]?.arrayValue ?? []).prefix(20).flatMap { detail in
      [detail["reason"]?.stringValue].compactMap(\.self)
        + (detail["violations"]?.arrayValue ?? []).prefix(20).compactMap { $0["quotaId"]?.stringValue }
    }
  }

  /// What stands in a sentence is not taken for the endpoint's own fields.
  private mutating func readRelayed(in sentence: String, _ depth: Int, _ redactor: Redactor) {
    guard let relayed = RelayedError(sentence) else { return }
    provider = relayed.provider
    guard let json = relayed.json else {
      sentences.append(Self.sentence(relayed.text))
      return
    }
    let inner = ErrorWords(json, depth: depth + 1, redactor)
    relayedCodes.formUnion(inner.codes.union(inner.relayedCodes))
    details.formUnion(inner.details)
    sentences += inner.sentences
    hasFailedOutput = hasFailedOutput || inner.hasFailedOutput
  }

  /// OpenRouter gives the error of the provider behind it as it came: an object, its text, or plain text.
  private mutating func readRaw(_ metadata: JSON?, _ depth: Int, _ redactor: Redactor) {
    provider = metadata?["provider_name"]?.stringValue ?? provider
    guard let raw = metadata?["raw"], !raw.isNull else { return }
    let text = raw.stringValue.map { Array($0.utf8) }
    let json = text.map { try? JSON(parsing: $0) } ?? raw
    let isError = json?.objectValue != nil || json?.arrayValue != nil
    let inner =
      if let json, isError { ErrorWords(json, depth: depth + 1, redactor) } else { ErrorWords(text ?? [], redactor) }
    codes.formUnion(inner.codes)
    details.formUnion(inner.details)
    relayedCodes.formUnion(inner.relayedCodes)
    sentences += inner.sentences
    isFiltered = isFiltered || inner.isFiltered
    hasFailedOutput = hasFailedOutput || inner.hasFailedOutput
    let whose = provider.map { " (\($0))" } ?? ""
    message = Self.line("\(message)\(whose): \(inner.message)", redactor)
  }

  /// A page of HTML by its title; nil for other text.
  private static func title(ofPage text: String) -> String? {
    HTMLPage(text).map { "a page of HTML\($0.title.map { " titled '\($0.prefix(120))'" } ?? "")" }
  }

  private static func line(_ text: String, _ redactor: Redactor) -> String {
    // Keys are taken out before anything is cut, for half a key is still half a secret.
    let words = words(of: redactor.redact(text))
    return words.isEmpty ? "the endpoint gave no reason" : words.joined(separator: " ").excerpt(limit: 400)
  }

  private static func sentence(_ text: String) -> String {
    words(of: String(text.prefix(1_000))).joined(separator: " ").lowercased()
  }

  private static func words(of text: String) -> [Substring] {
    text.split { $0.isWhitespace || $0.unicodeScalars.allSatisfy(\.isControl) }
  }
}

extension JSON {
  var hasError: Bool { self["error"].map { !$0.isNull } ?? false }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
