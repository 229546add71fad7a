import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

struct BFCLVectorsTests {
  private static let entry = """
    {"id": "parallel_0", "question": [[{"role": "user", "content": "?"}]], "function": [{"name": "a.b", "parameters": \
    {"type": "dict", "properties": {"x": {"type": "integer"}}, "required": ["x"]}}]}
    """

  /// A folder like the leaderboard's, gone after `body`.
  private static func vectors(_ rows: String, entry: String = entry) throws -> [BFCLVector] {
    let folder = try TemporaryFolder()
    try folder.write(entry.utf8, to: "BFCL_v4_parallel.json")
    try folder.write(
      "{\"id\": \"parallel_0\", \"ground_truth\": [{\"a.b\": {\"x\": [7]}}]}".utf8,
      to: "possible_answer/BFCL_v4_parallel.json")
    let irrelevant = Self.entry.replacing("parallel_0", with: "irrelevance_0")
    try folder.write(irrelevant.utf8, to: "BFCL_v4_irrelevance.json")
    var reader = try BFCLVectors(folder: folder.path)
    return try reader.vectors(Array(rows.utf8), path: "v.jsonl")
  }

  @Test func aRowMeetsWhatItsEntryExpects() throws {
    let rows = """
      {"id": "parallel_0", "category": "parallel", "mutation": "gold", "model_output": [{"a.b": {"x": 7}}], "valid": true, \
      "error_type": null, "more": 1}

      {"id": "parallel_0", "category": "parallel", "underscore_to_dot": true, "model_output": [{"a.b": {"x": 7}}], \
      "valid": false, "error_type": "parallel_function_checker_no_order:cannot_find_match"}
      {"id": "irrelevance_0", "category": "irrelevance", "model_output": "I cannot help.", "valid": true}
      """
    let vectors = try Self.vectors(rows)
    #expect(vectors.map(\.isValid) == [true, false, true] && vectors.map(\.position.line) == [1, 3, 4])
    #expect(vectors.map { BFCLVerdict($0.expectation, output: $0.output).isValid } == vectors.map(\.isValid))
    #expect(vectors.map(\.mutation) == ["gold", nil, nil])
    #expect(
      vectors[1].errorType == BFCLVerdict(vectors[1].expectation, output: vectors[1].output).failure?.kind.rawValue)
  }

  @Test func everyBadRowIsSaidAtOnce() throws {
    let rows = """
      {"id": "parallel_9", "category": "parallel", "model_output": [], "valid": true}
      {"id": "parallel_0", "category": "parallel", "model_output": []}
      {"id": "parallel_0", "category": "../parallel", "model_output": [], "valid": true}
      {"id": "parallel_0", "category": "paralel", "model_output": [], "valid": true}
      {"id": "parallel_0", "category": "parallel", "model_output": [], "valid": "yes"}
      {"id": "parallel_0", "category": "parallel", "model_output": [}
      7
      """
    let error = #expect(throws: Diagnostics.self) { try Self.vectors(rows) }
    #expect(
      error?.all.map { "\($0.position): \($0.message.prefix(40))" } == [
        "v.jsonl:1:8: no entry of 'parallel' has the id 'paral",
        "v.jsonl:2:1: expected a key 'valid' in a row",
        "v.jsonl:3:34: expected a file 'BFCL_v…_../parallel.jso",
        "v.jsonl:4:34: expected a category with simple, multipl",
        "v.jsonl:5:75: expected true or false for 'valid', foun", "v.jsonl:6:63: expected a JSON value, found '}'",
        "v.jsonl:7:1: expected a map for a row, found the numb",
      ])
  }

  @Test(arguments: ["", "\n\n"]) func aFileWithoutRowsIsNone(_ rows: String) {
    #expect(throws: Diagnostics.self) { try Self.vectors(rows) }
  }

  @Test func aFolderMustBeThere() {
    #expect(throws: Diagnostics.self) { try BFCLVectors(folder: "/no/such/folder") }
  }
}
