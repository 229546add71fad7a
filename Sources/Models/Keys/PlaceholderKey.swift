/// Tells the values that people set where a server wants some key and reads none from keys that are secret.
///
/// Such a value is an ordinary word, and taken out of facts it would change them: a case `latest` under
/// `OPENAI_API_KEY=test`. It is one that is short, or made of the words below and of repeated letters alone, whatever stands
/// between them: `sk-no-key-required`, `<YOUR_API_KEY>`, `sk-xxxxxxxx`.
enum PlaceholderKey {
  /// In characters: no vendor's key is shorter than the one, no ordinary word longer than the other.
  private static let (shortestSecret, longestPlaceholder) = (8, 64)

  /// From what local servers' and SDKs' documentation says to set: Ollama (`ollama`), vLLM (`EMPTY`, `token-abc123`),
  /// LM Studio (`lm-studio`), llama.cpp (`sk-no-key-required`), LocalAI (`sk-xxx`), and from examples of configuration.
  private static let words: Set<String> = [
    "a", "abc123", "add", "an", "any", "anything", "api", "apikey", "bearer", "change", "changeme", "dummy", "empty",
    "example", "fake", "fill", "foo", "foobar", "here", "in", "insert", "it", "key", "lm", "lmstudio", "local",
    "localhost", "me", "missing", "mock", "my", "na", "necessary", "need", "needed", "no", "none", "not", "nothing",
    "null", "ollama", "openai", "optional", "paste", "placeholder", "proj", "put", "replace", "required", "sample",
    "set", "sk", "some", "something", "studio", "temp", "test", "testing", "the", "this", "to", "todo", "token",
    "unset",
    "unused", "value", "whatever", "with", "your", "yours",
  ]

  static func isOne(_ value: String) -> Bool {
    guard value.count >= shortestSecret else { return true }
    guard value.count <= longestPlaceholder else { return false }
    let parts = value.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    if parts.isEmpty { return isRepeated(value[...]) }
    return "1234567890".hasPrefix(value) || parts.allSatisfy { isOrdinary($0) }
  }

  private static func isOrdinary(_ part: Substring) -> Bool { isRepeated(part) || isMadeOfWords(part) }

  private static func isRepeated(_ part: Substring) -> Bool { part.count >= 3 && Set(part).count == 1 }

  /// `changeme` as well as `change-me`.
  private static func isMadeOfWords(_ part: Substring) -> Bool {
    part.isEmpty || words.contains { part.hasPrefix($0) && isMadeOfWords(part.dropFirst($0.count)) }
  }
}
