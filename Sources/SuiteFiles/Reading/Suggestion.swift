/// The known word that somebody probably meant.
package enum Suggestion {
  /// The closest of `known`, by edits of one character or swaps of two neighbours; nil where none is near.
  ///
  /// - Parameter edits: how many at most; nil for a third of the letters.
  package static func nearest(to word: String, among known: some Sequence<String>, edits: Int? = nil) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    guard !letters.isEmpty, letters.count <= 100 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = min(best.map { $0.distance - 1 } ?? .max, edits ?? max(1, max(letters.count, other.count) / 3))
      guard abs(letters.count - other.count) <= limit, let distance = distance(letters, other, limit: limit) else {
        continue
      }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// "did you mean 'x'?", or all words where none is near and they are few.
  static func fix(for word: String, among known: [String]) -> String? {
    if let near = nearest(to: word, among: known) { return "did you mean '\(near)'?" }
    guard !known.isEmpty, known.count <= 30 else { return nil }
    return known.count == 1 ? "the only one is '\(known[0])'" : "choose from " + known.joined(separator: ", ")
  }

  /// The optimal string alignment distance, nil above `limit`.
  private static func distance(_ a: [UnicodeScalar], _ b: [UnicodeScalar], limit: Int) -> Int? {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      if let least = row.min(), least > limit { return nil }
      (before, previous) = (previous, row)
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
  }
}
