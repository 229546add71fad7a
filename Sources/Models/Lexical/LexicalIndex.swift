import OrderedJSON

/// Ranks tools for a prompt by BM25 over their names, descriptions and parameters, and says when none fits.
struct LexicalIndex: Sendable {
  private let names: [String]
  private let words: LexicalPostings
  private let stems: LexicalPostings

  /// - Parameter functions: Chat Completions function objects: `{name, description, parameters}`.
  init(functions: [JSON]) {
    names = functions.map { $0["name"]?.stringValue ?? "" }
    let documents = functions.map(Self.fields)
    words = LexicalPostings(documents)
    stems = LexicalPostings(documents.map { fields in fields.map { $0.map(Words.stem) } })
  }

  /// The best tool for a prompt, the first listed among equals; nil where the best shares too few words with it.
  ///
  /// - Parameter isRequired: takes the best however few words it shares.
  func choice(for prompt: String, isRequired: Bool = false) -> String? {
    let asked = Set(Words.words(of: prompt)).sorted()
    let askedStems = Set(asked.map(Words.stem)).sorted()
    var scores = [Double](repeating: 0, count: names.count)
    var shared = [Int](repeating: 0, count: names.count)
    for word in asked { words.match(word) { scores[$0] += $1 } }
    for stem in askedStems {
      stems.match(stem) {
        scores[$0] += $1
        shared[$0] += 1
      }
    }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }),
      isRequired || shared[best] >= Self.enough(of: askedStems.count)
    else { return nil }
    return names[best]
  }

  /// How many of the prompt's different stems a tool must share to be called: two, or all of a shorter prompt, and of a long
  /// one half the square root, because the longer a text is, the more words it shares with any other by chance.
  static func enough(of stems: Int) -> Int {
    max(1, min(2, stems), Int((Double(stems).squareRoot() / 2).rounded(.up)))
  }

  private static func fields(_ function: JSON) -> [[String]] {
    let parameters = function["parameters"]?["properties"]?.objectValue ?? [:]
    return [
      Words.words(of: function["name"]?.stringValue ?? ""), Words.words(of: function["description"]?.stringValue ?? ""),
      parameters.flatMap { Words.words(of: $0.key) + Words.words(of: $0.value["description"]?.stringValue ?? "") },
    ]
  }
}
