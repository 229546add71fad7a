import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct ScriptReaderTests {
  @Test func readsWhatEachLineAnswers() throws {
    let text = """
      {"case":"a","variant":"v","repeat":2,"turn":1,"calls":[{"get_issue":{"number":7}},{"list":{}}],"text":"so"}

      {"case":"*","repeat":"*","turn":"*","status":429,"raw":"{}","x-why":"busy"}
      {}
      """
    let lines = try ScriptReader.read(Array(text.utf8), path: "s.jsonl")
    #expect(lines.map(\.caseID) == ["a", nil, nil] && lines.map(\.repeat) == [2, nil, nil])
    #expect(lines[0].variant == "v" && lines[0].turn == 1 && lines[0].text == "so")
    #expect(lines[0].calls.map(\.tool) == ["get_issue", "list"])
    #expect(lines[0].calls[0].arguments == ["number": 7])
    #expect(lines[1].status == 429 && lines[1].raw == "{}")
  }

  @Test func saysWhatIsWrongAndWhere() {
    let text = "{\"case\":7}\n{\"cse\":\"a\"}\n{\"calls\":[{\"a\":{},\"b\":{}}]}\n{\n{\"repeat\":0,\"status\":9}\n"
    let error = #expect(throws: Diagnostics.self) { try ScriptReader.read(Array(text.utf8), path: "s.jsonl") }
    #expect(
      error?.all.map(\.description) == [
        "s.jsonl:1:9: error: expected text for 'case', found the number 7\n  fix: quote it: \"7\"",
        "s.jsonl:2:2: error: unknown key 'cse'\n  fix: did you mean 'case'?",
        "s.jsonl:3:11: error: expected a call as {\"TOOL\": {\"NAME\": value}}, found a map",
        "s.jsonl:4:2: error: expected a key in double quotes, found the end of the text",
        "s.jsonl:5:11: error: expected a whole number from 1 to 1000000 for 'repeat' (or \"*\"), found the number 0",
        "s.jsonl:5:22: error: expected a whole number from 100 to 599 for 'status', found the number 9",
      ])
  }
}
