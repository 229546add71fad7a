import EvalCore
import OrderedJSON
import Testing

@testable import History

@Suite struct ToolSetCodingTests {
  @Test func keepsToolsVerbatim() throws {
    let text = #"{"tools":[{"z":1.0,"name":"b","inputSchema":{"b":1e0,"a":[]}},{"name":"b"}],"instructions":"x"}"#
    #expect(try ToolSet(stored: Array(text.utf8)).stored(StoredRedaction(nil)).compact == text)
  }

  @Test(arguments: ["", "[]", "{}", #"{"tools":[{}]}"#, #"{"tools":[1]}"#])
  func refusesWhatIsNoToolSet(text: String) {
    #expect(throws: DamagedRow.self) { try ToolSet(stored: Array(text.utf8)) }
  }
}
