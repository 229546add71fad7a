import OrderedJSON
import Testing

@Suite struct CanonicalJSONTests {
  @Test func equalValuesHaveOneText() throws {
    let left = try JSON(parsing: #"{"b":[1.0,{"y":1e2,"x":-0}],"a":"\u00e9"}"#)
    let right = try JSON(parsing: #"{"a":"é","b":[10e-1,{"x":0.0,"y":100}]}"#)
    #expect(left.canonical == right.canonical)
    #expect(left.canonical == #"{"a":"é","b":[1,{"x":0,"y":100}]}"#)
  }

  @Test func keysAreSortedByUTF16CodeUnits() throws {
    // U+1F389 is two surrogates (D83C DF89), which come before U+FB33 although its code point is larger.
    let value = try JSON(parsing: "{\"\u{FB33}\":1,\"\u{1F389}\":2,\"1\":3,\"\u{80}\":4,\"\\r\":5,\"ö\":6}")
    #expect(
      try JSON(parsing: value.canonical).objectValue?.keys == ["\r", "1", "\u{80}", "ö", "\u{1F389}", "\u{FB33}"])
  }
}
