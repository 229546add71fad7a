import Testing

@testable import Reports

@Suite struct TextTableTests {
  private let table = TextTable(
    [.init("name", .left, minimum: 6), .init("rate"), .init("tokens", rank: 2), .init("p", rank: 1)],
    rows: [["search_issues", "91.0%", "2,104", "0.02"], ["list", "5.0%", "12", "–"]])

  private func lines(_ width: Int) -> [String] {
    TableLayout(table) { StyledCharacters($0) { $0 } }.lines(width: width).map { $0.rendered(color: false) }
  }

  @Test func alignsItsColumns() {
    #expect(
      lines(80) == [
        "name            rate  tokens     p",
        "search_issues  91.0%   2,104  0.02",
        "list            5.0%      12     –",
      ])
  }

  @Test func narrowsBeforeAnythingGoes() {
    #expect(lines(28)[1] == "search…  91.0%   2,104  0.02")
  }

  /// Two that begin alike would be one row twice.
  @Test func aColumnThatWrapsGoesOnBelow() {
    let table = TextTable(
      [.init("confused", .left, minimum: 8, wraps: true), .init("share")],
      rows: [["methods → checkout", "10.0%"], ["methods → checks", "5.0%"]])
    let lines = TableLayout(table) { StyledCharacters($0) { $0 } }.lines(width: 18)
    #expect(
      lines.map { $0.rendered(color: false) } == [
        "confused     share", "methods →    10.0%", "checkout", "methods →     5.0%", "checks",
      ])
  }

  @Test func whatSaysNothingGoesFirst() {
    let table = TextTable([.init("name"), .init("p", rank: 1), .init("cases", rank: 5)], rows: [["a", "–", "40"]])
    let layout = TableLayout(table) { StyledCharacters($0) { $0 } }
    #expect(layout.titles(width: 12).shown == ["name", "cases"] && layout.titles(width: 12).leftOut.isEmpty)
    #expect(layout.titles(width: 5).leftOut == ["cases"])
  }

  @Test func theHighestRankGoesFirst() {
    #expect(lines(26)[1] == "search_issues  91.0%  0.02")
    #expect(lines(18)[1] == "search_iss…  91.0%")
  }

  @Test(arguments: 1...40)
  func fitsAnyWidth(width: Int) {
    #expect(lines(width).allSatisfy { $0.displayWidth <= width })
  }
}
