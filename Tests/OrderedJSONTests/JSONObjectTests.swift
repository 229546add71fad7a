import OrderedJSON
import Testing

@Suite struct JSONObjectTests {
  @Test(arguments: [3, 16, 17, 40])
  func keepsOrderThroughChanges(_ count: Int) {
    var object = JSONObject((0..<count).map { ("k\($0)", JSON.number(JSONNumber($0))) })
    object["k1"] = "changed"
    object["k0"] = nil
    object["new"] = true
    #expect(object.keys == (1..<count).map { "k\($0)" } + ["new"])
    #expect(object["k1"] == "changed")
    #expect(object["k0"] == nil)
    #expect(object["k\(count - 1)"]?.numberValue?.intValue == (count > 2 ? count - 1 : nil))
    #expect(object.index(of: "new") == count - 1)
  }

  @Test func aRepeatedKeyKeepsItsFirstPlaceAndItsLastValue() {
    let object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
    #expect(JSON.object(object).compact == #"{"a":3,"b":2}"#)
  }
}
