import Foundation
package import OrderedJSON

/// Ranks tools for a prompt by BM25 over their names, descriptions and parameters, and says when none fits.
///
/// Field weights multiply term frequencies before saturation (BM25F: Robertson, Zaragoza and Taylor 2004).
package struct LexicalIndex: Sendable {
  private let names: [String]
  /// By stem: the tools that have it, with its weighted and length-normalised frequency.
  private let postings: [String: [(tool: Int, frequency: Double)]]

  private static let nameWeight = 3.0
  private static let descriptionWeight = 1.0
  private static let parameterWeight = 0.5
  /// Term saturation and length normalisation, the textbook values.
  private static let k1 = 1.2
  private static let b = 0.75
  /// The smallest share of the prompt's information that the best tool must cover to be called.
  package static let threshold = 0.12

  /// - Parameter tools: Chat Completions function objects: `{name, description, parameters}`.
  package init(functions: [JSON]) {
    names = functions.map { $0["name"]?.stringValue ?? "" }
    let fields = functions.map(Self.fields)
    var averages = [Double](repeating: 0, count: 3)
    for document in fields {
      for (index, words) in document.enumerated() { averages[index] += Double(words.count) / Double(fields.count) }
    }
    var postings: [String: [(tool: Int, frequency: Double)]] = [:]
    for (tool, document) in fields.enumerated() {
      for (stem, frequency) in Self.frequencies(document, averages: averages).sorted(by: { $0.key < $1.key }) {
        postings[stem, default: []].append((tool, frequency))
      }
    }
    self.postings = postings
  }

  /// The best tool for a prompt, the first listed among equals; nil where the best covers too little of it.
  package func choice(for prompt: String) -> String? {
    let stems = Set(Words.stems(of: prompt))
    var scores = [Double](repeating: 0, count: names.count)
    var covered = [Double](repeating: 0, count: names.count)
    var information = 0.0
    for stem in stems.sorted() {
      let found = postings[stem] ?? []
      let rarity = inverseFrequency(found.count)
      information += rarity
      for (tool, frequency) in found {
        scores[tool] += rarity * frequency * (Self.k1 + 1) / (frequency + Self.k1)
        covered[tool] += rarity
      }
    }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }),
      scores[best] > 0, covered[best] >= Self.threshold * information
    else { return nil }
    return names[best]
  }

  private func inverseFrequency(_ documents: Int) -> Double {
    log(1 + (Double(names.count - documents) + 0.5) / (Double(documents) + 0.5))
  }

  private static func fields(_ function: JSON) -> [[String]] {
    let parameters = function["parameters"]?["properties"]?.objectValue ?? [:]
    let parameterText = parameters.map { "\($0.key) \($0.value["description"]?.stringValue ?? "")" }
    return [
      Words.stems(of: function["name"]?.stringValue ?? ""), Words.stems(of: function["description"]?.stringValue ?? ""),
      Words.stems(of: parameterText.joined(separator: " ")),
    ]
  }

  private static func frequencies(_ fields: [[String]], averages: [Double]) -> [String: Double] {
    var frequencies: [String: Double] = [:]
    for (index, weight) in [nameWeight, descriptionWeight, parameterWeight].enumerated() where averages[index] > 0 {
      let norm = 1 - b + b * Double(fields[index].count) / averages[index]
      for stem in fields[index] { frequencies[stem, default: 0] += weight / norm }
    }
    return frequencies
  }
}
