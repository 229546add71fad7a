import OrderedJSON
import Testing

@Suite struct CountedTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567"), (.min, "−9,223,372,036,854,775,808"),
  ])
  func countsAreGrouped(value: Int, text: String) {
    #expect(value.grouped == text)
  }

  @Test(arguments: [
    (0, "0 tools"), (1, "1 tool"), (2, "2 tools"), (1_000, "1,000 tools"), (-1, "−1 tools"),
  ])
  func oneIsNotMany(count: Int, text: String) { #expect(count.counted("tool") == text) }

  @Test(arguments: [(0, "0 entries"), (1, "1 entry"), (3, "3 entries")])
  func someNounsHaveAPluralOfTheirOwn(count: Int, text: String) {
    #expect(count.counted("entry", "entries") == text)
  }
}
