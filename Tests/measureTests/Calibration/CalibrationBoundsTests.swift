import Testing
import measure

/// The bounds of `make calibrate` on a few small cells, so that a change which breaks them is seen at once.
struct CalibrationBoundsTests {
  static var harmless: [Cell] {
    var swaps = Cell(.mixed, cases: 20, .same(3))
    swaps.effect = .traded
    return [Cell(.mixed, cases: 20, .same(5)), Cell(.heterogeneous, cases: 20, .varied(1...6)), swaps]
  }

  static var destroyed: Cell {
    var cell = Cell(.mixed, cases: 120, .same(5))
    cell.tools = 40
    cell.effect = .destroyedTool
    return cell
  }

  @Test(arguments: harmless)
  func acceptsACorrectCandidate(cell: Cell) {
    #expect(CalibrationBounds(cell, Figures(cell, replicates: 400, seed: 1)).breaches == [])
  }

  @Test func catchesADestroyedTool() {
    let cell = Self.destroyed
    #expect(CalibrationBounds.promisesToCatch(cell))
    #expect(CalibrationBounds(cell, Figures(cell, replicates: 150, seed: 1)).breaches == [])
  }

  @Test func complainsOfFalseAlarms() {
    var worse = Cell(.mixed, cases: 40, .same(5))
    worse.effect = .broken(0.5)
    let breaches = CalibrationBounds(Cell(.mixed, cases: 40, .same(5)), Figures(worse, replicates: 50, seed: 1))
      .breaches
    #expect(breaches.contains { $0.contains("false alarms of max_drop") })
    #expect(breaches.contains { $0.contains("false alarms of both rules") })
  }

  @Test func complainsOfAToolThatIsNotCaught() {
    var harmless = Self.destroyed
    harmless.effect = .none
    let breaches = CalibrationBounds(Self.destroyed, Figures(harmless, replicates: 20, seed: 1)).breaches
    #expect(breaches.count == 1)
    #expect(breaches.first?.hasSuffix("at least .900 wanted") == true)
  }

  /// A few of the sizes; `make calibrate` tries them all.
  @Test(arguments: [(20, 5), (40, 5), (30, 3), (112, 5)])
  func findsTheDropThatThePlanNames(cases: Int, repeats: Int) {
    let cells = CalibrationCells.planned.filter { $0.cases == cases && $0.repeats == .same(repeats) }
    #expect(cells.count == 2)
    for cell in cells { #expect(CalibrationBounds(cell, Figures(cell, replicates: 400, seed: 1)).breaches == []) }
  }

  @Test func complainsOfAPlannedDropThatIsMissed() {
    var cell = Cell(.mixed, cases: 40, .same(5))
    cell.plannedDrop = 0.05
    let breaches = CalibrationBounds(cell, Figures(Cell(.mixed, cases: 40, .same(5)), replicates: 20, seed: 1)).breaches
    #expect(breaches.count == 1 && breaches[0].hasSuffix("at least .780 wanted"))
  }

  @Test(arguments: [(91, 1), (92, 0)])
  func complainsOfIntervalsThatMissTheTruth(held: Int, complaints: Int) {
    let cell = Cell(.mixed, cases: 20, .same(5))
    var figures = Figures(cell, replicates: 10, seed: 1)
    figures.population = Figures.Coverage(held: held, intervals: 100)
    #expect(CalibrationBounds(cell, figures).breaches.count == complaints)
    #expect(CalibrationBounds(Cell(.mixed, cases: 10, .same(5)), figures).breaches == [])
  }

  @Test(arguments: [(0.05, 4_000, 0.0603), (0.10, 4_000, 0.1142), (0.05, 400, 0.0827)])
  func allowsThreeStandardErrors(level: Double, replicates: Int, most: Double) {
    #expect(abs(CalibrationBounds.mostAlarms(level, replicates: replicates) - most) < 0.0001)
  }
}
