import Foundation

/// The words of a text as the lexical model compares them: lower case, split at case changes and punctuation, without
/// stop words, with common English endings taken off.
enum Words {
  static func stems(of text: String) -> [String] {
    split(text).filter { !stopWords.contains($0) }.map(stem)
  }

  /// `searchIssues`, `search_issues` and `Search issues` all give `search`, `issues`.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var previousWasLower = false
    for character in text {
      guard character.isLetter || character.isNumber else {
        if !current.isEmpty { words.append(current.lowercased()) }
        current = ""
        previousWasLower = false
        continue
      }
      if character.isUppercase && previousWasLower {
        words.append(current.lowercased())
        current = ""
      }
      previousWasLower = character.isLowercase
      current.append(character)
    }
    if !current.isEmpty { words.append(current.lowercased()) }
    return words
  }

  /// Takes off plural and verb endings, so that `closes`, `closed` and `closing` meet; deliberately less than Porter's.
  static func stem(_ word: String) -> String {
    for (ending, replacement) in endings where word.hasSuffix(ending) && word.count - ending.count >= 3 {
      return undoubled(String(word.dropLast(ending.count)) + replacement)
    }
    return word
  }

  private static let endings = [
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ing", ""), ("edly", ""), ("ed", ""),
    ("ess", "ess"), ("us", "us"), ("ss", "ss"), ("es", ""), ("s", ""), ("e", ""),
  ]

  private static func undoubled(_ word: String) -> String {
    guard word.count > 3, let last = word.last, last == word.dropLast().last, !"lsz".contains(last) else { return word }
    return String(word.dropLast())
  }

  private static let stopWords: Set<String> = [
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "just", "let", "like",
    "ll", "m", "me", "my", "need", "no", "not", "of", "on", "or", "our", "please", "re", "s", "should", "so", "some", "t",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "use", "used", "using",
    "ve", "want", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
  ]
}
