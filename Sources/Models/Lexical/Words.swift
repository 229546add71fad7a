/// The words of a text as the lexical model compares them: lower case, split at case changes and punctuation, without bare
/// numbers and stop words.
///
/// Words meet as they stand and, apart from that, by their stems: `issue` and `issues` share the latter alone, so that a
/// plural still tells `list_issues` from `get_issue`.
enum Words {
  static func words(of text: String) -> [String] {
    split(text).filter { !stopWords.contains($0) && $0.contains { !$0.isNumber } }
  }

  /// A word without one common ending, and of the rest the first five letters, so that `create` meets `creation`: on the
  /// short texts of tools as good as a stemmer with rules.
  static func stem(_ word: String) -> String {
    let ending = endings.first { word.hasSuffix($0) && word.count - $0.count >= 3 }
    return String(word.dropLast(ending?.count ?? 0).prefix(5))
  }

  private static let endings = ["ing", "ed", "es", "s", "e"]

  /// `searchIssues`, `search_issues` and `Search issues` all give `search`, `issues`; an ideograph is a word.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var previousWasLower = false
    func end() {
      if !current.isEmpty { words.append(current.lowercased()) }
      current = ""
    }
    for character in text {
      guard character.isLetter || character.isNumber else {
        end()
        previousWasLower = false
        continue
      }
      let standsAlone = character.isIdeographic
      if standsAlone || (character.isUppercase && previousWasLower) { end() }
      current.append(character)
      if standsAlone { end() }
      previousWasLower = character.isLowercase
    }
    end()
    return words
  }

  private static let stopWords: Set<String> = [
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "just", "let",
    "like",
    "ll", "m", "me", "my", "need", "no", "not", "of", "on", "or", "our", "please", "re", "s", "should", "so", "some",
    "t",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "use", "used",
    "using",
    "ve", "want", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
  ]
}

extension Character {
  fileprivate var isIdeographic: Bool { unicodeScalars.first?.properties.isIdeographic == true }
}
