import Statistics
import Testing

@testable import EvalCore

struct AssignmentTests {
  /// The heaviest assignment by trying all.
  static func bruteForce(_ weights: [[Int]], inOrder: Bool) -> Int {
    func best(_ row: Int, _ taken: Set<Int>) -> Int {
      guard row < weights.count else { return 0 }
      let first = inOrder ? (taken.max() ?? -1) + 1 : 0
      let columns = weights[row].indices.filter { $0 >= first && !taken.contains($0) && weights[row][$0] > 0 }
      return columns.reduce(best(row + 1, taken)) { max($0, weights[row][$1] + best(row + 1, taken.union([$1]))) }
    }
    return best(0, [])
  }

  static func weights(_ generator: inout SeededGenerator) -> [[Int]] {
    let (rows, columns) = (generator.below(5) + 1, generator.below(6))
    return (0..<rows).map { _ in (0..<columns).map { _ in max(0, generator.below(12) - 4) } }
  }

  static func isValid(_ assignment: Assignment, _ weights: [[Int]]) -> Bool {
    let pairs = assignment.columnOfRow.enumerated().compactMap { row, column in column.map { (row, $0) } }
    return Set(pairs.map(\.1)).count == pairs.count && pairs.allSatisfy { weights[$0.0][$0.1] > 0 }
      && pairs.reduce(0) { $0 + weights[$1.0][$1.1] } == assignment.weight
  }

  @Test func agreesWithTryingAllOnRandomInstances() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let weights = Self.weights(&generator)
      let assignment = Assignment(weights)
      #expect(assignment.weight == Self.bruteForce(weights, inOrder: false), "\(weights)")
      #expect(Self.isValid(assignment, weights), "\(weights)")
    }
  }

  @Test func inOrderAgreesWithTryingAllOnRandomInstances() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2_000 {
      let weights = Self.weights(&generator)
      let assignment = Assignment.inOrder(weights)
      let columns = assignment.columnOfRow.compactMap(\.self)
      #expect(assignment.weight == Self.bruteForce(weights, inOrder: true), "\(weights)")
      #expect(Self.isValid(assignment, weights) && columns == columns.sorted(), "\(weights)")
    }
  }

  @Test func pairingIsPerfectJustWhenAnAssignmentFillsEveryRow() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2_000 {
      let edges = Self.weights(&generator).map { $0.map { $0 > 0 ? 1 : 0 } }
      let pairing = Pairing(edges: edges.map { row in row.indices.filter { row[$0] == 1 } }, columns: edges[0].count)
      #expect(pairing.columnOfRow.count { $0 != nil } == Assignment(edges).weight, "\(edges)")
      #expect(pairing.isPerfect == (Assignment(edges).weight == edges.count))
    }
  }
}
