import EvalCore
import OrderedJSON
import Testing

@testable import SuiteFiles

struct YAMLTreeTests {
  private static func value(_ text: String) throws(Diagnostics) -> JSON {
    try PlainFile.value(Array(text.utf8), path: "a.yaml")
  }

  private static func node(_ text: String) throws -> (LocatedNode, [Diagnostic]) {
    let complaints = Complaints()
    return (try YAMLTree.read(SourceText(Array(text.utf8), path: "a.yaml"), complaints), complaints.sorted)
  }

  @Test(arguments: [
    ("null", "null"), ("~", "null"), ("", "null"), ("Null", "null"), ("nULL", "\"nULL\""),
    ("true", "true"), ("False", "false"), ("yes", "\"yes\""), ("on", "\"on\""), ("n", "\"n\""), ("tRUE", "\"tRUE\""),
    ("7", "7"), ("-7", "-7"), ("+7", "7"), ("0", "0"), ("-0", "-0"), ("0777", "\"0777\""), ("00", "\"00\""),
    ("0o17", "15"), ("0x1F", "31"), ("0x", "\"0x\""), ("0xG", "\"0xG\""), ("0b1", "\"0b1\""), ("-0x1", "\"-0x1\""),
    ("1_000", "\"1_000\""), ("12:30", "\"12:30\""), ("2024-01-15", "\"2024-01-15\""), ("1.2.3", "\"1.2.3\""),
    ("7.0", "7.0"), ("7.", "7"), (".5", "0.5"), ("-.5", "-0.5"), (".", "\".\""), ("1e3", "1e3"), ("1E-3", "1e-3"),
    ("1.5e+3", "1.5e+3"), ("1e", "\"1e\""), ("e5", "\"e5\""), ("01.5", "\"01.5\""), ("1 2", "\"1 2\""),
    ("\"7\"", "\"7\""), ("'~'", "\"~\""), ("'true'", "\"true\""), ("<<", "\"<<\""), ("=", "\"=\""), ("٣", "\"٣\""),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("| \n  a\n  b\n", "\"a\\nb\\n\""),
    ("> \n  a\n  b\n", "\"a b\\n\""), ("\"a\\tb\\u00e9\"", "\"a\\tbé\""),
  ])
  func resolvesTheCoreSchemaOnly(_ yaml: String, _ json: String) throws {
    #expect(try Self.value("a: \(yaml)")["a"]?.compact == json)
  }

  @Test(arguments: [".inf", "-.Inf", ".NAN", "0xFFFFFFFFFFFFFFFFFF"])
  func refusesNumbersThatJSONCannotHold(_ yaml: String) {
    #expect(throws: Diagnostics.self) { try Self.value("a: \(yaml)") }
  }

  @Test func keysAreTexts() throws {
    let value = try Self.value("1: a\nnull: b\ntrue: c\n~any: d\n\"x y\": e\n2024-01-15: f\n")
    #expect(value.objectValue?.keys == ["1", "null", "true", "~any", "x y", "2024-01-15"])
  }

  @Test func everyPartKnowsWhereItStands() throws {
    let (root, _) = try Self.node("a: 1\nbé:\n  - {c: dé, e: f}\n  - |\n    g\n")
    let list = try #require(root["bé"])
    #expect(root.members?.map(\.keyPosition.description) == ["a.yaml:1:1", "a.yaml:2:1"])
    #expect(list.position.description == "a.yaml:3:3")
    #expect(list.array?[0]["e"]?.position.description == "a.yaml:3:16")
    #expect(list.array?[0].members?[1].keyPosition.description == "a.yaml:3:13")
    #expect(list.array?[1].position.description == "a.yaml:4:5")
  }

  @Test(arguments: [
    ("a: bcd", "1:6"), ("a: 'bcd'", "1:7"), ("a: \"bcd\"", "1:7"), ("a: \"b\\u0063d\"", "1:4"), ("a: |\n  bcd", "1:4"),
  ])
  func aCharacterIsFoundWhereTheTextStandsAsItIs(_ yaml: String, _ position: String) throws {
    let (root, _) = try Self.node(yaml)
    #expect(root["a"]?.position(ofCharacter: 2).description == "a.yaml:\(position)")
  }

  @Test func aByteOrderMarkAndWindowsLineEndsAreNoText() throws {
    #expect(try Self.value("\u{FEFF}a: b\r\nc: d\r\n").compact == #"{"a":"b","c":"d"}"#)
    let (root, _) = try Self.node("\u{FEFF}a: b\r\nc: d\r\n")
    #expect(root["c"]?.position.description == "a.yaml:2:4")
  }

  @Test func aliasesStandForWhatTheyName() throws {
    let value = try Self.value("a: &x {b: [1, 2]}\nc: *x\nd: [*x, *x]\n")
    #expect(value.compact == #"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":[{"b":[1,2]},{"b":[1,2]}]}"#)
  }

  @Test func tenThousandValuesMayBeAliasedAndNoMore() throws {
    let hundred = "[" + Array(repeating: "x", count: 99).joined(separator: ", ") + "]"
    func text(_ count: Int) -> String {
      "a: &a \(hundred)\nb: [" + Array(repeating: "*a", count: count).joined(separator: ", ") + "]\n"
    }
    #expect(try Self.value(text(100))["b"]?.arrayValue?.count == 100)
    #expect(throws: Diagnostics.self) { try Self.value(text(101)) }
  }

  @Test func manyValuesWithoutAliasesAreFine() throws {
    let text = "a:\n" + String(repeating: "  - {b: c, d: 'a *star* here'}\n", count: 6000)
    #expect(try Self.value(text)["a"]?.arrayValue?.count == 6000)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
    String(repeating: "- ", count: 100_000) + "a", String(repeating: "? ", count: 100_000) + "a",
    (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    "a: &a [*a]", "*a", "&a", "a: *", "!!binary x", "%YAML 3.0\n---\na", "---\n---\n", "...", "\"", "'", "|2", ">",
    "- - -\n-", "?",
    ": :", "{", "}", "[,]", "{,}", "@", "`", "a: b: c", "\t", "a:\n\t- b", "\u{85}", "\u{2028}", "\u{FFFE}", "\u{9B}",
    "#",
  ])
  func brokenTextsAreRefusedOrRead(_ text: String) {
    let first = Result { try Self.value(text) }
    let second = Result { try Self.value("k:\n- " + text) }
    for result in [first, second] {
      guard case .failure(let error) = result else { continue }
      #expect((error as? Diagnostics)?.all.first?.message.isEmpty == false)
    }
  }

  @Test func randomBytesNeverCrash() {
    var generator = SplitMix(state: 7)
    let alphabet = Array("aé *&!|>'\"%@`#:-?[]{},\n\t~<0.xe_\\".utf8) + [0xFF, 0xC3, 0x00]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      _ = try? PlainFile.value(bytes, path: "a.yaml")
    }
  }

  @Test(arguments: [
    ("a: see issue #7", true), ("a: see issue  #7", true), ("a: see issue # 7", false), ("a: 'see issue #7'", false),
    ("a: 5 #7", false), ("a: one\n  two #three", true), ("a: one\n  two # three", false), ("a: x#7", false),
    ("a: b ## c", false),
  ])
  func warnsWhereAHashMayHaveCutATextShort(_ yaml: String, _ warns: Bool) throws {
    let (_, warnings) = try Self.node(yaml)
    #expect(warnings.map(\.severity) == (warns ? [.warning] : []))
  }

  @Test(arguments: [
    ("a: 1e5", true), ("a: 123456789012345", false), ("a: 1234567890123456", true), ("a: '1e5'", false),
    ("a: 0xFFFF", false),
  ])
  func warnsOfNumbersThatMayBeMeantAsTexts(_ yaml: String, _ warns: Bool) throws {
    let (_, warnings) = try Self.node(yaml)
    #expect(warnings.map(\.severity) == (warns ? [.warning] : []))
  }
}

/// The same bytes on every machine, so that a failure can be found again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
