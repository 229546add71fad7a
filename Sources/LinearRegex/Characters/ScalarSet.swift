/// Some Unicode scalars, held in whichever way is shortest.
enum ScalarSet: Sendable {
  /// Sorted, apart from each other.
  case ranges([ClosedRange<UInt32>])
  case categories(Set<Unicode.GeneralCategory>)
  case property(@Sendable (Unicode.Scalar.Properties) -> Bool)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .ranges(let ranges): Self.contains(ranges, scalar.value)
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .property(let holds): holds(scalar.properties)
    }
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if value > ranges[middle].upperBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  /// The same scalars in sorted ranges that neither overlap nor touch.
  static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension ScalarSet {
  static let digit = ScalarSet.ranges([0x30...0x39])
  static let word = ScalarSet.ranges([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

  /// What `\s` stands for.
  static func space(_ syntax: LinearRegex.Syntax) -> ScalarSet {
    switch syntax {
    case .re2: .ranges([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    case .ecma262:
      .ranges([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
      ])
    }
  }

  /// The names that stand between `[:` and `:]`; all of them are ASCII.
  static let posix: [String: ScalarSet] = [
    "alnum": .ranges([0x30...0x39, 0x41...0x5A, 0x61...0x7A]), "alpha": .ranges([0x41...0x5A, 0x61...0x7A]),
    "ascii": .ranges([0x00...0x7F]), "blank": .ranges([0x09...0x09, 0x20...0x20]),
    "cntrl": .ranges([0x00...0x1F, 0x7F...0x7F]), "digit": digit, "graph": .ranges([0x21...0x7E]),
    "lower": .ranges([0x61...0x7A]), "print": .ranges([0x20...0x7E]),
    "punct": .ranges([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    "space": .ranges([0x09...0x0D, 0x20...0x20]), "upper": .ranges([0x41...0x5A]), "word": word,
    "xdigit": .ranges([0x30...0x39, 0x41...0x46, 0x61...0x66]),
  ]
}
