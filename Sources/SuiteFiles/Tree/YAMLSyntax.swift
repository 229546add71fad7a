import EvalCore
import Yams

/// Turns the YAML parser's errors into complaints of ours.
enum YAMLSyntax {
  static func diagnostic(_ error: any Error, _ source: SourceText) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      syntax(problem, context, mark, source)
    case .duplicatedKeysInMapping(let keys, let context): duplicate(keys.first ?? "", context.mark, source)
    case .reader(let problem, let offset, _, let yaml): reader(problem, offset ?? 0, yaml, source)
    default:
      Diagnostic(.error, at: FilePosition(file: source.path, line: 1, column: 1), "the YAML parser gave up: \(error)")
    }
  }

  private static func syntax(
    _ problem: String, _ context: YamlError.Context?, _ mark: Mark, _ source: SourceText
  ) -> Diagnostic {
    let position = FilePosition(file: source.path, line: mark.line, column: mark.column)
    let next = source.rest(line: mark.line, column: mark.column).first
    if problem.hasPrefix("Maximum nesting") {
      return Diagnostic(.error, at: position, "expected at most \(YAMLTree.deepest) nested maps and lists")
    }
    if problem.contains("another document") {
      return Diagnostic(.error, at: position, "expected one YAML document, found a second one")
    }
    if problem.contains("undefined alias") {
      return Diagnostic(
        .error, at: position, "expected an alias of an anchor that ends before it, found an unknown one",
        fix: "define '&NAME' first; an anchor cannot hold an alias of itself")
    }
    if problem.contains("cannot start any token"), let next {
      let isTab = next == UInt8(ascii: "\t")
      return Diagnostic(
        .error, at: position,
        isTab ? "expected spaces, found a tab" : "'\(Character(UnicodeScalar(next)))' cannot start a text",
        fix: isTab ? "YAML indents with spaces only" : "quote the text")
    }
    if problem.hasPrefix("mapping values are not allowed") {
      return Diagnostic(
        .error, at: position, "expected no ':' here",
        fix: "quote a text that holds ': ', and give keys of one map the same indentation")
    }
    if let context, let unclosed = unclosed(problem, context, source) { return unclosed }
    let beginning = context.map { " \($0.text) that starts at \($0.mark.line):\($0.mark.column)" } ?? ""
    return Diagnostic(.error, at: position, "the YAML is broken: \(problem)\(beginning)", fix: fix(for: problem))
  }

  /// What opens and never closes is complained about where it opens: the parser sees it at the end of the file.
  private static func unclosed(_ problem: String, _ context: YamlError.Context, _ source: SourceText) -> Diagnostic? {
    let isOpen = problem.contains("unexpected end of stream") || problem.hasPrefix("did not find expected ',' or '")
    let mark = context.mark
    guard isOpen,
      let opening = source.rest(line: mark.line, column: mark.column).first.map({ Character(UnicodeScalar($0)) }),
      let closing = closings[opening]
    else { return nil }
    return Diagnostic(
      .error, at: FilePosition(file: source.path, line: mark.line, column: mark.column),
      "expected a \(closing) for the \(opening) that opens here",
      fix: opening == closing
        ? "write \(closing) at the end of the text" : "write ',' between the entries, and \(closing) at the end")
  }

  private static let closings: [Character: Character] = ["\"": "\"", "'": "'", "[": "]", "{": "}"]

  private static func fix(for problem: String) -> String? {
    problem.hasPrefix("did not find expected key") || problem.contains("block entries are not allowed")
      || problem.hasPrefix("did not find expected '-' indicator")
      ? "give the keys of one map, and the '-' of one list, the same indentation, with spaces" : nil
  }

  private static func reader(_ problem: String, _ offset: Int, _ yaml: String, _ source: SourceText) -> Diagnostic {
    let bytes = yaml.prefix(offset).utf8.count
    return Diagnostic(.error, at: source.position(ofByte: bytes), "expected text, found a character that YAML forbids")
  }

  private static func duplicate(_ key: String, _ mark: Mark, _ source: SourceText) -> Diagnostic {
    let first = FilePosition(file: source.path, line: mark.line, column: mark.column)
    guard let second = repetition(of: mark, source) else {
      return Diagnostic(.error, at: first, "the key '\(key.excerpt)' appears more than once in this map")
    }
    return Diagnostic(
      .error, at: FilePosition(file: source.path, line: second, column: mark.column),
      "the key '\(key.excerpt)' appears more than once in this map: first on line \(mark.line)")
  }

  /// The next line with the same key in the same column before the map ends; nil for a map in braces.
  private static func repetition(of mark: Mark, _ source: SourceText) -> Int? {
    let head = source.rest(line: mark.line, column: mark.column)
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")), mark.line < source.lineCount else { return nil }
    let key = head[...colon]
    return (mark.line + 1...source.lineCount).first { line in
      let indent = source.line(line).prefix { $0 == 0x20 }.count
      return indent == mark.column - 1 && source.rest(line: line, column: mark.column).starts(with: key)
    }
  }
}
