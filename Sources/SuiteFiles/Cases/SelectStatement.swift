import OrderedJSON

/// What can be said of a query before any database sees it: that it is one SELECT, and which arguments it names. What it may
/// really do, the database is asked when it runs.
struct SelectStatement {
  struct Refusal: Error {
    /// In Unicode scalars.
    let offset: Int
    let message: String
    let fix: String?
  }

  /// Of `:name`, `@name` and `$name`, with where each name stands.
  private(set) var names: [(name: String, offset: Int)] = []
  private let scalars: [Unicode.Scalar]
  private var depth = 0
  private var kind: Kind?
  private var isOver = false

  private enum Kind { case select, with }

  private static let reading: Set<String> = ["select", "values"]
  private static let writing: Set<String> = ["insert", "update", "delete", "replace"]

  init(_ text: String) throws(Refusal) {
    scalars = Array(text.unicodeScalars)
    var next = 0
    while next < scalars.count { next = try take(next) }
    guard kind == .select else {
      throw Refusal(offset: 0, message: "expected one SELECT, found '\(text.excerpt(limit: 60))'", fix: nil)
    }
  }

  private func at(_ index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Takes what begins at an offset, and gives the offset after it.
  private mutating func take(_ start: Int) throws(Refusal) -> Int {
    let scalar = scalars[start]
    switch (scalar, at(start + 1)) {
    case ("-", "-"): return end(of: "\n", from: start)
    case ("/", "*"): return endOfComment(from: start + 2)
    case (";", _): isOver = true
    case _ where scalar.properties.isWhitespace: break
    default: return try takePart(start)
    }
    return start + 1
  }

  private mutating func takePart(_ start: Int) throws(Refusal) -> Int {
    guard !isOver else {
      throw Refusal(offset: start, message: "expected one statement, found another after ';'", fix: "keep one of them")
    }
    switch scalars[start] {
    case "'", "\"", "`": return end(of: scalars[start], from: start + 1)
    case "[": return end(of: "]", from: start + 1)
    case "(": depth += 1
    case ")": depth -= 1
    case "?":
      throw Refusal(
        offset: start, message: "expected a parameter with the name of an argument, such as ':number', found '?'",
        fix: nil)
    case ":", "@", "$": return takeName(start + 1)
    case let scalar where Self.isWordy(scalar): return try takeWord(start)
    default: break
    }
    return start + 1
  }

  private mutating func takeName(_ start: Int) -> Int {
    let (name, end) = word(from: start)
    if !name.isEmpty { names.append((name, start)) }
    return end
  }

  /// The first word outside of brackets says what the statement does, or after WITH the first that can.
  private mutating func takeWord(_ start: Int) throws(Refusal) -> Int {
    let (name, end) = word(from: start)
    let word = name.lowercased()
    guard depth == 0, kind != .select else { return end }
    if Self.reading.contains(word) {
      kind = .select
    } else if kind == nil, word == "with" {
      kind = .with
    } else if kind == nil || Self.writing.contains(word) {
      throw Refusal(
        offset: start, message: "expected one SELECT, found '\(name.excerpt(limit: 60))'",
        fix: "write what the tool reads: its query may change nothing")
    }
    return end
  }

  private func word(from start: Int) -> (String, end: Int) {
    let end = scalars[start...].firstIndex { !Self.isWordy($0) } ?? scalars.count
    return (String(String.UnicodeScalarView(scalars[start..<end])), end)
  }

  private static func isWordy(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  /// After the next such character; a doubled one begins anew, which ends at the same place.
  private func end(of scalar: Unicode.Scalar, from start: Int) -> Int {
    (scalars[min(start, scalars.count)...].firstIndex(of: scalar) ?? scalars.count - 1) + 1
  }

  private func endOfComment(from start: Int) -> Int {
    var next = start
    while next + 1 < scalars.count {
      if scalars[next] == "*", scalars[next + 1] == "/" { return next + 2 }
      next += 1
    }
    return scalars.count
  }
}
