/// The weights between slots and calls, and the search for the heaviest assignment that keeps an order.
///
/// A required call outweighs all optional ones together and an optional call all arguments together. A call that would be
/// taken freely anyway brings only what the slot adds to that.
struct SlotGrid {
  private let slots: [CallSlots.Slot]
  private let turns: [Int]
  /// Observed calls that some slot can take.
  private let calls: [Int]
  /// By slot and position in ``calls``; the first ``weighed`` slots only.
  private let weights: [[Int]]
  private let weighed: Int

  private static let required = 1 << 41
  private static let optional = 1 << 30
  /// Beyond so many answers of the model the order of groups is checked and not searched for.
  private static let mostTurns = 32
  private static let mostColumns = 4_000

  init(_ callSlots: CallSlots, turns: [Int]) {
    let slots = callSlots.slots
    self.slots = slots
    self.turns = turns
    calls = Self.candidates(slots)
    weighed = min(slots.count, CallSlots.mostSlots)
    weights = slots.prefix(CallSlots.mostSlots).map { [calls] slot in
      calls.map { call in
        guard let fit = slot.fits[call] else { return 0 }
        let anyway = callSlots.free[call].map { Self.optional + $0.fit.points } ?? 0
        return max(0, (slot.isRequired ? Self.required : Self.optional) + fit.points - anyway)
      }
    }
  }

  /// The first calls that each expected call could be.
  private static func candidates(_ slots: [CallSlots.Slot]) -> [Int] {
    var candidates: Set<Int> = []
    var seen: Set<Int> = []
    for slot in slots where seen.insert(slot.number).inserted {
      candidates.formUnion(slot.fits.indices.lazy.filter { slot.fits[$0] != nil }.prefix(CallSlots.mostCalls))
      if candidates.count > mostColumns { break }
    }
    return Array(candidates.sorted().prefix(mostColumns))
  }

  /// By slot, an observed call.
  func assignment(_ order: Alternative.Order) -> [Int?] {
    let chosen = heaviest(order).map { $0.map { calls[$0] } }
    return filled(chosen + Array(repeating: nil, count: slots.count - weighed))
  }

  private func heaviest(_ order: Alternative.Order) -> [Int?] {
    let ordered = completed { Assignment.inOrder($0).columnOfRow }
    let bound = weights.reduce(0) { $0 + ($1.max() ?? 0) }
    if weight(ordered) == bound, order != .groups || keeps(order, ordered.map { $0.map { calls[$0] } }) {
      return ordered
    }
    let heaviest = Assignment(weights)
    if order == .groups {
      if keeps(order, heaviest.columnOfRow.map { $0.map { calls[$0] } }) { return heaviest.columnOfRow }
      let grouped = completed { _ in groupAssignment() }
      if weight(grouped) == heaviest.weight { return grouped }
    }
    return weight(ordered) == heaviest.weight ? ordered : heaviest.columnOfRow
  }

  /// An assignment of the required slots, and then the best of the others for the calls that are left.
  private func completed(_ assign: ([[Int]]) -> [Int?]) -> [Int?] {
    let required = (0..<weighed).filter { slots[$0].isRequired }
    var columnOfSlot = [Int?](repeating: nil, count: weighed)
    for (slot, column) in zip(required, assign(required.map { weights[$0] })) { columnOfSlot[slot] = column }
    let others = (0..<weighed).filter { !slots[$0].isRequired }
    if others.isEmpty { return columnOfSlot }
    let taken = Set(columnOfSlot.compactMap(\.self))
    let left = others.map { slot in weights[slot].enumerated().map { taken.contains($0.offset) ? 0 : $0.element } }
    for (slot, column) in zip(others, Assignment(left).columnOfRow) { columnOfSlot[slot] = column }
    return columnOfSlot
  }

  private func weight(_ columnOfSlot: [Int?]) -> Int {
    columnOfSlot.enumerated().reduce(0) { sum, pair in sum + (pair.element.map { weights[pair.offset][$0] } ?? 0) }
  }

  /// Slots that were not weighed take the first calls that are left.
  private func filled(_ columnOfSlot: [Int?]) -> [Int?] {
    guard weighed < slots.count else { return columnOfSlot }
    var columnOfSlot = columnOfSlot
    var taken = Set(columnOfSlot.compactMap(\.self))
    for slot in weighed..<slots.count {
      guard let call = calls.first(where: { !taken.contains($0) && slots[slot].fits[$0] != nil }) else { continue }
      columnOfSlot[slot] = call
      taken.insert(call)
    }
    return columnOfSlot
  }

  /// Whether the calls of the required slots stand as `order` wants them; a later group comes in a later answer.
  func keeps(_ order: Alternative.Order, _ callOfSlot: [Int?]) -> Bool {
    let required = zip(slots, callOfSlot).filter { $0.0.isRequired }.compactMap { slot, call in
      call.map { (slot.group, $0) }
    }
    switch order {
    case .any: return true
    case .inOrder, .first: return zip(required, required.dropFirst()).allSatisfy { $0.1 < $1.1 }
    case .groups:
      return Self.groupsAscend(required.map { ($0.0, turns[$0.1]) })
    }
  }

  private static func groupsAscend(_ groups: [(group: Int, turn: Int)]) -> Bool {
    var (current, latest, before) = (-1, 0, 0)
    for (group, turn) in groups {
      if group != current { (current, before) = (group, latest) }
      if turn <= before { return false }
      latest = max(latest, turn)
    }
    return true
  }
}

extension SlotGrid {
  /// The heaviest assignment of the required slots in which each group has answers of its own, later ones for later groups.
  private func groupAssignment() -> [Int?] {
    let required = (0..<weighed).filter { slots[$0].isRequired }
    let blocks = Set(calls.map { turns[$0] }).sorted()
    let groups = Set(required.map { slots[$0].group }).sorted()
    guard blocks.count <= Self.mostTurns, groups.count <= Self.mostTurns else { return required.map { _ in nil } }
    // By number of answers used: the weight so far and what each slot got.
    var best = [(weight: Int, columns: [Int?])](
      repeating: (0, required.map { _ in nil }), count: blocks.count + 1)
    for group in groups {
      let rows = required.indices.filter { slots[required[$0]].group == group }
      let before = best
      for end in 1..<(blocks.count + 1) {
        for start in 0..<end {
          let part = rows.map { row in
            calls.indices.map { blocks[start..<end].contains(turns[calls[$0]]) ? weights[required[row]][$0] : 0 }
          }
          let assignment = Assignment(part)
          let weight = before[start].weight + assignment.weight
          guard weight > best[end].weight else { continue }
          best[end] = (weight, before[start].columns)
          for (row, column) in zip(rows, assignment.columnOfRow) { best[end].columns[row] = column }
        }
      }
    }
    return best[blocks.count].columns
  }
}
