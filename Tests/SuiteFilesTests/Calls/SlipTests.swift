import Testing

@testable import SuiteFiles

struct SlipTests {
  @Test(arguments: ["None", "null", "n/a", "non", "noen", "nonee"])
  func nobodyIsWrittenAsNone(word: String) {
    #expect(Slip.fix(forTool: word) == "write 'none' if no call is right")
  }

  @Test(arguments: ["name", "notes", "one_tool", "find"])
  func anotherWordIsNot(word: String) {
    #expect(Slip.fix(forTool: word) != "write 'none' if no call is right")
  }
}
