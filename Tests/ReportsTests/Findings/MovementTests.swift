import EvalCore
import Testing

@testable import Reports

@Suite struct MovementTests {
  @Test(
    arguments: [
      ("search_issues", "list_issues", 0.12, "12.0% of search_issues cases now go to list_issues"),
      ("search_issues", "list_issues", -0.475, "47.5% of search_issues cases no longer go to list_issues"),
      ("close", ConfusionCell.none, 0.1, "10.0% of close cases now end without a call"),
      ("close", ConfusionCell.unknown, -0.1, "10.0% of close cases no longer call a tool that does not exist"),
      ("close", ConfusionCell.malformed, 1, "100.0% of close cases now end in a malformed call"),
      (ConfusionCell.none, "close", 0.05, "5.0% of cases that expect no call now go to close"),
    ])
  func saysWhereCasesGo(gold: String, to: String, share: Double, sentence: String) {
    #expect(Movement(.init(gold: gold, to: to, share: share)).sentence == sentence)
  }
}
