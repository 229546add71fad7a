import OrderedJSON
import Testing

@testable import MCP

struct ToolPagesTests {
  private func page(_ names: [String], next: JSON? = nil) -> JSONObject {
    var page: JSONObject = ["tools": .array(names.map { ["name": .string($0)] })]
    page["nextCursor"] = next
    return page
  }

  @Test func asksWithTheCursorUntilThereIsNone() throws {
    var pages = ToolPages()
    #expect(try pages.take(page(["a"], next: "")) == ["cursor": ""])
    #expect(try pages.take(page([], next: "2")) == ["cursor": "2"])
    #expect(try pages.take(page(["b"], next: .null)) == nil)
    #expect(pages.tools == [["name": "a"], ["name": "b"]])
  }

  /// What servers were seen to do at their last page, each with the pages that they give.
  @Test(
    arguments: [
      ([["a", "b"], ["a", "b"]], ["", ""], ["a", "b"], "the cursor '' twice"),
      ([["a"], ["b"], ["b"]], ["x", "x"], ["a", "b"], "the cursor 'x' twice"),
      ([["a"], ["b"], ["c"]], ["x", "y", "x"], ["a", "b", "c"], "the cursor 'x' twice"),
      ([[], []], ["", ""], [], "the cursor '' twice"),
      ([["a"], ["a"]], ["1", "2"], ["a"], "the same tools again, with the cursor '2'"),
      ([["a"], ["b"], ["a", "b"]], ["1", "2", "3"], ["a", "b"], "the same tools again"),
      ([["a"], ["b"]], ["\n\u{1B}", "\n\u{1B}"], ["a", "b"], "the cursor '⏎\\u{1B}' twice"),
    ] as [([[String]], [String], [String], String)])
  func keepsWhatWasReadWherePagesNeverEnd(
    _ names: [[String]], _ cursors: [String], _ kept: [String], _ warning: String
  ) throws {
    var pages = ToolPages()
    var asked = 0
    for (names, cursor) in zip(names, cursors) {
      asked += 1
      if try pages.take(page(names, next: .string(cursor))) == nil { break }
    }
    #expect(asked == cursors.count)
    #expect(pages.tools.map { $0["name"]?.stringValue } == kept)
    #expect(pages.warnings.count == 1)
    #expect(pages.warnings.first?.contains(warning) == true, "\(pages.warnings)")
  }

  @Test func takesAPageThatRepeatsOneToolOnly() throws {
    var pages = ToolPages()
    #expect(try pages.take(page(["a"], next: "1")) != nil)
    #expect(try pages.take(page(["a", "b"], next: "2")) != nil)
    #expect(try pages.take(page([], next: "3")) != nil)
    #expect(pages.warnings.isEmpty)
  }

  @Test func endsAtItsLimits() throws {
    var limits = ListingLimits()
    (limits.pages, limits.tools) = (3, 5)
    func failure(_ page: (Int) -> JSONObject) -> ToolListingFailure? {
      #expect(throws: ToolListingFailure.self) {
        var pages = ToolPages(limits: limits)
        for number in 0..<10 { _ = try pages.take(page(number)) }
      }
    }
    #expect(failure { page([], next: .string("\($0)")) }?.code == .tooLarge)
    #expect(
      failure { page(["a\($0)", "b\($0)", "c\($0)"], next: .string("\($0)")) }?.description
        == "expected at most 5 tools, found more")
  }

  @Test(arguments: [[:], ["tools": "none"], ["tools": [], "nextCursor": 7]] as [JSONObject])
  func refusesAPageThatIsNone(_ page: JSONObject) {
    let error = #expect(throws: ToolListingFailure.self) {
      var pages = ToolPages()
      return try pages.take(page)
    }
    #expect(error?.code == .protocol)
    #expect(error?.description.contains("found") == true)
  }
}
