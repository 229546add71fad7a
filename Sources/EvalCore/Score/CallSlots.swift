/// The places that an alternative has for calls, opened up for as many calls as were made.
struct CallSlots {
  struct Slot {
    let expected: ExpectedCall
    /// Its place among the alternative's required calls.
    let number: Int
    let isRequired: Bool
    let group: Int
    /// By observed call.
    let fits: [CallFit?]
  }

  /// Required calls, and after them their bounded repetitions.
  private(set) var slots: [Slot] = []
  /// Repetitions required beyond the calls there are.
  private(set) var beyond: [(slot: Slot, count: Int)] = []
  /// By observed call, the best expected call that takes any number.
  private(set) var free: [(expected: ExpectedCall, fit: CallFit)?]
  private let turns: [Int]

  /// More places than this are filled from the front instead of by weight.
  static let mostSlots = 128
  /// Of more calls of one expected tool than this, the later ones are not matched to required ones.
  static let mostCalls = 1_000
  /// What an author may require of one call.
  private static let mostRepetitions = 1_000_000

  init(_ alternative: Alternative, _ observed: [ObservedCall]) {
    turns = observed.map(\.turn)
    free = Array(repeating: nil, count: observed.count)
    var repetitions: [Slot] = []
    var number = 0
    for (group, calls) in alternative.groups.enumerated() {
      for expected in calls {
        open(expected, number: number, group: group, observed, &repetitions)
        number += 1
      }
    }
    slots += repetitions
    for expected in alternative.optional { offer(expected, Self.fits(expected, observed)) }
  }

  private static func fits(_ expected: ExpectedCall, _ calls: [ObservedCall]) -> [CallFit?] {
    calls.map { CallFit($0, expected) }
  }

  /// `~times` asks for at least and at most so many; without it the call is required once.
  private mutating func open(
    _ expected: ExpectedCall, number: Int, group: Int, _ calls: [ObservedCall], _ repetitions: inout [Slot]
  ) {
    let fits = Self.fits(expected, calls)
    let candidates = min(fits.count { $0 != nil }, Self.mostCalls)
    let required = min(max(expected.times?.min ?? 1, 0), Self.mostRepetitions)
    let most = expected.times.map { $0.max } ?? 1
    let opened = min(required, max(candidates, 1))
    let slot = Slot(expected: expected, number: number, isRequired: true, group: group, fits: fits)
    slots += Array(repeating: slot, count: opened)
    if required > opened { beyond.append((slot, required - opened)) }
    if let most {
      let extra = min(max(0, min(most, Self.mostRepetitions) - required), candidates)
      let repetition = Slot(expected: expected, number: number, isRequired: false, group: group, fits: fits)
      repetitions += Array(repeating: repetition, count: extra)
    } else {
      offer(expected, fits)
    }
  }

  private mutating func offer(_ expected: ExpectedCall, _ fits: [CallFit?]) {
    for (call, fit) in fits.enumerated() {
      guard let fit, fit.points > free[call]?.fit.points ?? -1 else { continue }
      free[call] = (expected, fit)
    }
  }

  /// By slot, the call that it gets; and whether the required ones stand as `order` wants them.
  func assignment(_ order: Alternative.Order) -> (columnOfSlot: [Int?], keepsOrder: Bool) {
    // One call required and at most one made, as in nearly every trial: there is nothing to weigh.
    if slots.count == 1, slots[0].isRequired, turns.count <= 1 {
      return ([slots[0].fits.first.flatMap(\.self) == nil ? nil : 0], true)
    }
    let grid = SlotGrid(self, turns: turns)
    let columns = grid.assignment(order)
    return (columns, grid.keeps(order, columns))
  }
}
