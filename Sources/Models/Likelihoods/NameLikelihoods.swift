import EvalCore
import Foundation
import OrderedJSON

/// Follows the tokens with which an answer spelled a name and adds up, where another name could have branched off, how likely
/// that was (`method.md` 1.6).
///
/// At every token only what begins one of the names counts, as under constrained decoding, and the shares are of that. A
/// branch that several names share counts whole for each of them, so that no rival looks less likely than it is.
struct NameLikelihoods {
  /// The names as the answer spells them from their first byte on, each with the quote that ends it.
  private let spellings: [[UInt8]]
  private let picked: Int
  /// Indices in ``spellings`` of those that begin with what is written so far.
  private var alive: [Int]
  private var written = 0
  /// Log of the share that went the way of the picked name so far.
  private var way = 0.0
  /// It is more than that share, because the endpoint did not tell all of it.
  private var isWayAtMost = false
  /// By index in ``spellings``: the share that branched off to it.
  private var branches: [Int: Double] = [:]
  /// Of those, names of which that is more than their own: they share a branch, or may have a further one.
  private var atMost: Set<Int> = []
  private(set) var others: Double?

  /// - Parameter names: of what could be named; `picked` is one of them.
  private init?(_ names: [String], picked: String) {
    guard let index = names.firstIndex(of: picked) else { return nil }
    spellings = names.map { Array(JSON.string($0).compact.utf8.dropFirst()) }
    self.picked = index
    alive = Array(names.indices)
  }

  /// The log of the share of one of the names, or what it is at most.
  typealias Known = (name: Int, logProbability: Double, isAtMost: Bool)

  /// The logs of the shares of `names`; nil where the tokens do not spell `picked` as a member's value, or an alternative to
  /// no token is known.
  ///
  /// - Parameter calls: how many calls of the picked name the answer ends with; what names it before them is a draft.
  static func logProbabilities(
    _ tokens: [AnswerToken], of names: [String], picked: String, calls: Int
  ) -> (known: [Known], others: Double?)? {
    guard var likelihoods = NameLikelihoods(names, picked: picked) else { return nil }
    let text = tokens.flatMap(\.written.bytes)
    guard let start = text.startOfValue(spelled: likelihoods.spellings[likelihoods.picked], fromLast: calls) else {
      return nil
    }
    let end = start + likelihoods.spellings[likelihoods.picked].count
    var position = 0
    for token in tokens {
      let next = position + token.written.bytes.count
      if next > position, next > start, position < end, likelihoods.alive.count > 1 {
        guard !token.alternatives.isEmpty else { return nil }
        likelihoods.take(token, lead: text[min(position, start)..<start], reaching: min(next, end) - start)
      }
      position = next
    }
    return likelihoods.result
  }

  private var result: (known: [Known], others: Double?) {
    let rivals = branches.map { (name: $0.key, logProbability: $0.value, isAtMost: atMost.contains($0.key)) }
    let known = [(name: picked, logProbability: way, isAtMost: isWayAtMost)] + rivals
    return (known.sorted { ($1.logProbability, $0.name) < ($0.logProbability, $1.name) }, others)
  }

  /// - Parameters:
  ///   - lead: what of the answer before the name the token begins with.
  ///   - end: how many bytes of the name are written after it.
  private mutating func take(_ token: AnswerToken, lead: ArraySlice<UInt8>, reaching end: Int) {
    let position = written
    let targets = alive.map { (name: $0, rest: lead + spellings[$0][position...]) }
    var stay = exp(token.written.logProbability)
    var off: [Int: Double] = [:]
    var all = stay
    for alternative in token.alternatives where !alternative.bytes.isEmpty && alternative.bytes != token.written.bytes {
      let fitting = targets.filter { $0.rest.agrees(with: alternative.bytes) }.map(\.name)
      if fitting.isEmpty { continue }
      let share = exp(alternative.logProbability)
      all += share
      if fitting.contains(picked) {
        stay += share
      } else {
        for name in fitting { off[name, default: 0] += share }
        if fitting.count > 1 { atMost.formUnion(fitting) }
      }
    }
    let whole = log(all)
    for (name, share) in off { add(way + log(share) - whole, to: name) }
    if isWayAtMost { atMost.formUnion(off.keys) }
    isWayAtMost = isWayAtMost || token.isAtMost
    written = end
    let left = alive
    alive = targets.filter { $0.rest.agrees(with: token.written.bytes) }.map(\.name)
    let floor = min(0, way + (token.alternatives.map(\.logProbability).min() ?? 0) - whole)
    for name in left where off[name] == nil && !alive.contains(name) { lose(name, floor) }
    way += log(stay) - whole
  }

  /// A name that could have gone on here with a token that is not listed.
  private mutating func lose(_ name: Int, _ floor: Double) {
    guard branches[name] != nil else { return others = max(others ?? -.infinity, floor) }
    add(floor, to: name)
    atMost.insert(name)
  }

  private mutating func add(_ logProbability: Double, to name: Int) {
    guard let before = branches[name] else { return branches[name] = logProbability }
    let (more, less) = (max(before, logProbability), min(before, logProbability))
    branches[name] = more + log(1 + exp(less - more))
  }
}

extension [UInt8] {
  /// Where a string begins that is the value of a member which names a tool, after its opening quote.
  ///
  /// - Parameters:
  ///   - spelling: the string as JSON spells it, with its closing quote.
  ///   - number: of such positions, from the last on; the first one where there are fewer.
  fileprivate func startOfValue(spelled spelling: [UInt8], fromLast number: Int) -> Int? {
    let values = ranges(of: [UInt8(ascii: "\"")] + spelling).map(\.lowerBound).filter { key(before: $0) != nil }
    let named = values.filter { key(before: $0).map(Self.nameKeys.contains) ?? false }
    let positions = named.isEmpty ? values : named
    return positions.isEmpty ? nil : positions[Swift.max(0, positions.count - Swift.max(1, number))] + 1
  }

  /// As templates and servers call the member; an argument's own name may be any.
  private static let nameKeys: Set<String> = ["name", "tool", "tool_name", "function", "function_name"]

  /// The key of the member whose value begins at a position; nil where none does.
  private func key(before position: Int) -> String? {
    guard let colon = self[..<position].lastIndex(where: { !$0.isJSONBlank }), self[colon] == UInt8(ascii: ":") else {
      return nil
    }
    guard let end = self[..<colon].lastIndex(where: { !$0.isJSONBlank }), self[end] == UInt8(ascii: "\""),
      let start = self[..<end].lastIndex(of: UInt8(ascii: "\""))
    else { return "" }
    return String(decoding: self[(start + 1)..<end], as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Whether one of both begins with the other.
  fileprivate func agrees(with other: [UInt8]) -> Bool { starts(with: other) || other.starts(with: self) }
}

extension UInt8 {
  fileprivate var isJSONBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
