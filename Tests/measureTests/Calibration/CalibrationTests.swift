import Testing
import measure

struct CalibrationTests {
  private let cells = [Cell(.mixed, cases: 10, .same(3)), Cell(.hard, cases: 5, .same(2))]

  @Test func givesTheSameFiguresInAnyCompany() async {
    let both = await Calibration(cells, replicates: 20, seed: 7)
    #expect(both[cells[0]] == Figures(cells[0], replicates: 20, seed: 7))
    #expect(both[cells[1]] == Figures(cells[1], replicates: 20, seed: 7))
    #expect(both[cells[1]] != Figures(cells[1], replicates: 20, seed: 8))
  }

  @Test func showsOneRowForEachCell() async {
    let table = CalibrationTables.list(cells, await Calibration(cells, replicates: 5, seed: 1))
    let rows = table.split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[2].hasPrefix("| mixed, 10 cases × 3, 10 tools | .000 |"))
    #expect(Set(rows.map { $0.count { $0 == "|" } }) == [9])
  }

  @Test func namesEveryCellOnce() {
    let cells = CalibrationCells.all
    #expect(Set(cells.map(\.description)).count == Set(cells).count)
    #expect(cells.filter(CalibrationBounds.promisesToCatch).count == 1)
  }
}
