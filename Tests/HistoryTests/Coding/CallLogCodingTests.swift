import EvalCore
import OrderedJSON
import Testing

@testable import History

@Suite struct CallLogCodingTests {
  @Test(
    arguments: [
      nil, .null, "text\u{0}", [1], ["b": .number(JSONNumber(uncheckedText: "1.00")), "a": "\u{1B}[2J"],
    ] as [JSON?])
  func keepsAnEntryAsItWas(arguments: JSON?) throws {
    for trial in [nil, 0, 12] {
      let entry = Samples.entry(trial, arguments: arguments)
      let read = try CallLogEntry(stored: entry.stored(StoredRedaction(nil)).utf8Bytes)
      var (expected, found) = ("", "")
      dump(entry, to: &expected)
      dump(read, to: &found)
      #expect(found == expected)
    }
  }

  @Test func keepsWhatAHostileClientSays() throws {
    let entry = CallLogEntry(
      at: Samples.start, variant: "v", trial: nil, method: "\u{0}tools", tool: nil, arguments: nil, isError: true,
      responseBytes: .max, responseTokens: 0, toolVersion: nil, durationMilliseconds: .infinity, revision: "\"\u{0}",
      client: nil)
    let read = try CallLogEntry(stored: entry.stored(StoredRedaction(nil)).utf8Bytes)
    #expect(read.method == "\u{0}tools")
    #expect(read.revision == "\"\u{0}")
    #expect(read.responseBytes == .max)
    #expect(read.durationMilliseconds.isNaN)
  }
}
