import Testing

@testable import Authorization

struct Base64URLTests {
  @Test(arguments: [([], ""), ([0xFB, 0xFF], "-_8"), ([1], "AQ"), ([1, 2, 3], "AQID")] as [([UInt8], String)])
  func writesAndReadsWithoutPadding(_ bytes: [UInt8], _ text: String) {
    #expect(Base64URL.encoded(bytes) == text)
    #expect(Base64URL.decoded(text[...]) == bytes)
  }

  /// One token has one text: no padding, no other alphabet, no bits that count for nothing.
  @Test(arguments: ["AQ==", "+/8", "AR", "A", "AQ\n", " AQ", "A*", "é"])
  func refusesEveryOtherSpelling(text: String) { #expect(Base64URL.decoded(text[...]) == nil) }
}
