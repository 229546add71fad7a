import Foundation

/// In which tools each term stands, and what it adds to their score: BM25F (Robertson, Zaragoza and Taylor 2004), where the
/// weights of the fields multiply term frequencies before these saturate.
struct LexicalPostings: Sendable {
  private let postings: [String: [Posting]]

  private struct Posting {
    let tool: Int
    let score: Double
  }

  /// Of name, description and parameters.
  private static let weights = [1.0, 1.0, 0.25]
  /// Term saturation and length normalisation, the textbook values.
  private static let k1 = 1.2
  private static let b = 0.75

  /// - Parameter documents: of each tool, the terms of each field in the order of the weights.
  init(_ documents: [[[String]]]) {
    let averages = Self.weights.indices.map { field in
      Double(documents.reduce(0) { $0 + $1[field].count }) / Double(max(1, documents.count))
    }
    var frequencies: [String: [(tool: Int, frequency: Double)]] = [:]
    for (tool, document) in documents.enumerated() {
      for (term, frequency) in Self.frequencies(document, averages) {
        frequencies[term, default: []].append((tool, frequency))
      }
    }
    postings = frequencies.mapValues { found in
      let rarity = Self.inverseFrequency(found.count, of: documents.count)
      return found.map {
        Posting(tool: $0.tool, score: rarity * $0.frequency * (Self.k1 + 1) / ($0.frequency + Self.k1))
      }
    }
  }

  func match(_ term: String, _ add: (_ tool: Int, _ score: Double) -> Void) {
    for posting in postings[term] ?? [] { add(posting.tool, posting.score) }
  }

  private static func frequencies(_ fields: [[String]], _ averages: [Double]) -> [String: Double] {
    var frequencies: [String: Double] = [:]
    for (field, terms) in fields.enumerated() where averages[field] > 0 {
      let weight = weights[field] / (1 - b + b * Double(terms.count) / averages[field])
      for term in terms { frequencies[term, default: 0] += weight }
    }
    return frequencies
  }

  private static func inverseFrequency(_ documents: Int, of all: Int) -> Double {
    log(1 + (Double(all - documents) + 0.5) / (Double(documents) + 0.5))
  }
}
