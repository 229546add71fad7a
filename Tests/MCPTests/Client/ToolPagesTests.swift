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

  @Test func noticesPagesThatNeverEnd() throws {
    var limits = ListingLimits()
    (limits.pages, limits.tools) = (3, 5)
    func failure(_ page: (Int) -> JSONObject) -> ToolListingFailure? {
      #expect(throws: ToolListingFailure.self) {
        var pages = ToolPages(limits: limits)
        for number in 0..<10 { _ = try pages.take(page(number)) }
      }
    }
    #expect(
      failure { _ in page(["a"], next: "same") }?.description
        == "tools/list gave the cursor 'same' twice: its pages never end")
    #expect(failure { page([], next: .string("\($0)")) }?.code == .tooLarge)
    #expect(
      failure { page(["a", "b", "c"], next: .string("\($0)")) }?.description == "expected at most 5 tools, found more")
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
