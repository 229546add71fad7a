import Testing

@testable import Statistics

/// The expected streams come from a second implementation of the documented rules, in another language.
struct SeededGeneratorTests {
  @Test func theSeedIsSpreadBySplitMix64() {
    var generator = SplitMix64(state: 1_234_567)
    let stream = (0..<5).map { _ in generator.next() }
    #expect(
      stream == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func theStreamIsXoshiro256StarStar() {
    var generator = SeededGenerator(1, 2, 3, 4)
    let stream = (0..<10).map { _ in generator.next() }
    #expect(
      stream == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
        16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
  }

  @Test(
    arguments: [
      (0, [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768]),
      (1, [12_966_619_160_104_079_557, 9_600_361_134_598_540_522, 10_590_380_919_521_690_900]),
      (42, [1_546_998_764_402_558_742, 6_990_951_692_964_543_102, 12_544_586_762_248_559_009]),
    ] as [(UInt64, [UInt64])])
  func aSeedFixesTheStream(seed: UInt64, expected: [UInt64]) {
    var generator = SeededGenerator(seed: seed)
    #expect((0..<3).map { _ in generator.next() } == expected)
  }

  @Test(
    arguments: [
      (0, [7, 8, 3, 1, 5, 4, 2, 0, 9, 6]), (1, [3, 6, 1, 5, 0, 9, 2, 8, 4, 7]), (42, [9, 1, 4, 2, 8, 7, 6, 5, 3, 0]),
    ] as [(UInt64, [Int])])
  func aSeedFixesTheShuffle(seed: UInt64, expected: [Int]) {
    var generator = SeededGenerator(seed: seed)
    #expect(generator.shuffled(Array(0..<10)) == expected)
  }

  @Test func unitsAreMultiplesOfTwoToTheMinusFiftyThree() {
    var generator = SeededGenerator(seed: 7)
    #expect((0..<3).map { _ in generator.unit() } == [0.7005764821796896, 0.2787512294737843, 0.8396274618764198])
  }

  @Test func everyPermutationIsEquallyLikely() {
    var generator = SeededGenerator(seed: 71)
    var seen: [[Int]: Int] = [:]
    for _ in 0..<12_000 { seen[generator.shuffled([1, 2, 3, 4]), default: 0] += 1 }
    #expect(seen.count == 24)
    // Chi-squared with 23 degrees of freedom stays below 49.7 with probability .999.
    #expect(seen.values.reduce(0) { $0 + Double(($1 - 500) * ($1 - 500)) / 500 } < 49.7)
  }

  @Test(arguments: [1, 2, 3, 7, 1 << 62]) func numbersStayBelowTheirBound(bound: Int) {
    var generator = SeededGenerator(seed: 72)
    for _ in 0..<200 {
      let number = generator.below(bound)
      #expect(number >= 0 && number < bound)
    }
  }

  /// Eight words fall on every three numbers below 3·2⁶¹: without drawing again the last of them would get two only.
  @Test func aBoundThatDoesNotDivideTheRangeIsStillUniform() {
    var generator = SeededGenerator(seed: 73)
    var thirds = [0, 0, 0]
    for _ in 0..<6000 { thirds[generator.below(3 << 61) % 3] += 1 }
    #expect(thirds.allSatisfy { abs($0 - 2000) < 150 })
  }

  @Test func nothingAndOneThingShuffleToThemselves() {
    var generator = SeededGenerator(seed: 74)
    #expect(generator.shuffled([Int]()).isEmpty)
    #expect(generator.shuffled(["only"]) == ["only"])
  }
}
