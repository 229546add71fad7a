/// Two texts without most of what they share at their beginning and at their end, and no more than the first words of the
/// rest, so that people see what differs.
struct TextDifference: Equatable {
  let before: String
  let after: String

  /// How many shared words stay on either side.
  private static let context = 4
  private static let most = 60

  init(from before: String, to after: String) {
    let words = [before, after].map { $0.split(whereSeparator: \.isWhitespace) }
    let shortest = min(words[0].count, words[1].count)
    let head = zip(words[0], words[1]).prefix { $0 == $1 }.count
    let tail = zip(words[0].reversed(), words[1].reversed()).prefix(shortest - head).prefix { $0 == $1 }.count
    self.before = Self.cut(words[0], head: head, tail: tail)
    self.after = Self.cut(words[1], head: head, tail: tail)
  }

  private static func cut(_ words: [Substring], head: Int, tail: Int) -> String {
    let start = max(0, head - context)
    let end = min(words.count - max(0, tail - context), start + most)
    let kept = words[start..<end].joined(separator: " ")
    return (start > 0 ? "… " : "") + kept + (end < words.count ? " …" : "")
  }
}
