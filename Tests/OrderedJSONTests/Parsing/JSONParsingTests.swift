import OrderedJSON
import Testing

@Suite struct JSONParsingTests {
  @Test(arguments: [
    #"{"z":1,"a":2,"m":{"y":0,"b":0}}"#, "[1.0,1,1e2,1E+2,-0,0.10,100000000000000000000000000]",
    #"["é","e\u0301","/","\\","\"","\u0000\u001f\b\f\n\r\t","🎉"]"#, "{}", "[]", "[[],{}]", #""""#, "true",
  ])
  func compactTextSurvivesByteForByte(_ text: String) throws {
    let value = try JSON(parsing: text.replacing(#"e\u0301"#, with: "e\u{301}"))
    #expect(value.compact.utf8.elementsEqual(text.replacing(#"e\u0301"#, with: "e\u{301}").utf8))
  }

  @Test(arguments: [
    (#""\u00e9""#, "é"), (#""\ud83c\udf89""#, "🎉"), (#""\/""#, "/"), (#""\u0022\u005C""#, #""\"#),
    (#""a\nb""#, "a\nb"), (#""\u0000""#, "\u{0}"), (#""\uFFFF""#, "\u{FFFF}"),
  ])
  func readsEscapes(_ text: String, _ expected: String) throws {
    #expect(try JSON(parsing: text) == .string(expected))
  }

  @Test(arguments: [
    ("", "1:1: expected a JSON value, found the end of the text"),
    ("  ", "1:3: expected a JSON value, found the end of the text"),
    ("nul", "1:1: expected a JSON value, found 'nul'"),
    ("True", "1:1: expected a JSON value, found 'True'"),
    ("[1,]", "1:4: expected a JSON value, found ']'"),
    ("[1 2]", "1:4: expected ',' or ']' after an element, found '2'"),
    ("{\"a\":1,}", "1:8: expected a key in double quotes, found '}'"),
    ("{a:1}", "1:2: expected a key in double quotes, found 'a'"),
    ("{\"a\" 1}", "1:6: expected ':' after the key 'a', found '1'"),
    ("{\"a\":1\n\"b\":2}", "2:1: expected ',' or '}' after a member, found '\"'"),
    ("{\n  \"é\": 1,\n  \"é\": 2\n}", "3:3: expected each key once in an object, found 'é' again"),
    ("[\"é🎉\", x]", "1:8: expected a JSON value, found 'x'"),
    ("1 2", "1:3: expected nothing after the JSON value, found '2'"),
    ("01", "1:2: expected no digit after a leading 0, found '1'"),
    ("-", "1:2: expected a digit after '-', found the end of the text"),
    ("1.e", "1:3: expected a digit after '.', found 'e'"),
    ("1e+", "1:4: expected a digit after the exponent sign, found the end of the text"),
    ("\"abc", "1:1: expected a closing '\"' for the string that starts here, found the end of the text"),
    ("\"a\tb\"", "1:3: expected no control character in a string (write it with a backslash), found U+0009"),
    (#""\x""#, #"1:3: expected one of " \ / b f n r t u after '\', found 'x'"#),
    (#""\u12G4""#, #"1:6: expected four hexadecimal digits after '\u', found 'G'"#),
    (#"["\ud800"]"#, #"1:3: expected both halves of a surrogate pair, found '\ud800' alone"#),
    (#"["\ud800\u0041"]"#, #"1:3: expected both halves of a surrogate pair, found '\ud800' alone"#),
    (#"["\udc00\ud800"]"#, #"1:3: expected both halves of a surrogate pair, found '\udc00' alone"#),
    ("\u{FEFF}1", "1:1: expected a JSON value, found a byte order mark: save the text as UTF-8 without one"),
    ("[\u{A0}1]", "1:2: expected a JSON value, found U+00A0"),
  ])
  func saysWhereWhatWasExpectedAndWhatWasFound(_ text: String, _ message: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
    #expect(error?.description == message)
  }

  @Test(
    arguments: [
      ([0xC0, 0xAF], 1), ([0x61, 0xED, 0xA0, 0x80], 2), ([0xF4, 0x90, 0x80, 0x80], 1), ([0x80], 1), ([0xE2, 0x82], 1),
      ([0xC3, 0xA9, 0xFF], 3),
    ] as [([UInt8], Int)])
  func refusesBytesThatAreNotUTF8(_ content: [UInt8], _ offset: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22] + content + [0x22]) }
    #expect(error?.position.offset == offset)
    #expect(error?.message.hasPrefix("expected UTF-8, found the byte 0x") == true)
    let escaped = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0x5C, 0x6E] + content + [0x22]) }
    #expect(escaped?.position.offset == offset + 2)
  }

  @Test func keysThatOnlyLookAlikeAreDifferent() throws {
    let value = try JSON(parsing: "{\"é\":1,\"e\u{301}\":2}")
    #expect(value.objectValue?.count == 2)
    #expect(value["é"] == 1)
    #expect(value["e\u{301}"] == 2)
  }

  @Test func depthIsLimited() throws {
    let limits = JSONLimits(depth: 3)
    #expect(try JSON(parsing: "[[{}]]", limits: limits).compact == "[[{}]]")
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "[[{\"a\":[]}]]", limits: limits) }
    #expect(error?.description == "1:8: expected at most 3 nested arrays and objects, found more")
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: deep) }
    #expect(throws: JSONSyntaxError.self) { try JSON.parseWithPositions(deep.utf8) }
    let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try JSON(parsing: deepest).compact == deepest)
  }

  @Test func sizeIsLimited() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "[1, 2]", limits: JSONLimits(bytes: 5)) }
    #expect(error?.description == "1:1: expected at most 5 bytes of JSON, found 6")
  }

  @Test func anySequenceOfBytesWillDo() throws {
    #expect(try JSON(parsing: [UInt8]("[1]".utf8)[...]) == [1])
    #expect(try JSON(parsing: AnySequence("[1]".utf8)) == [1])
    #expect(try JSON(parsing: "[1]".utf8.lazy.map { $0 }) == [1])
  }

  @Test func objectsOfManyKeysAreReadAndSearched() throws {
    let members = (0..<100_000).map { "\"k\($0)\":\($0)" }
    let value = try JSON(parsing: "{" + members.joined(separator: ",") + "}")
    #expect((0..<100_000).allSatisfy { value["k\($0)"]?.numberValue?.text == String($0) })
    #expect(value["k100000"] == nil)
    let repeated = "{" + (members + ["\"k50000\":0"]).joined(separator: ",") + "}"
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: repeated) }
  }

  @Test func everyPrefixAndEveryChangedByteIsAnsweredWithoutACrash() {
    let text = [UInt8](#"{"a":[1.5e-3,"\ud83c\udf89é\n",true,null,{}],"b":-0}"#.utf8)
    for length in 0..<text.count {
      #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text.prefix(length)) }
      for byte in [0x00, 0x22, 0x5C, 0x7B, 0x5D, 0x80, 0xC3, 0xFF] as [UInt8] {
        var changed = text
        changed[length] = byte
        if let value = try? JSON(parsing: changed) { #expect((try? JSON(parsing: value.utf8Bytes)) == value) }
      }
    }
  }
}
