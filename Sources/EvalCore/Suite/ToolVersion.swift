/// The version of a registered tool set: three numbers, of which those that are not written are 0.
package struct ToolVersion: Sendable, Hashable {
  package let major: Int
  package let minor: Int
  package let patch: Int

  package init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  /// Nil unless the text is `MAJOR[.MINOR[.PATCH]]`.
  package init?(_ text: String) {
    guard let numbers = Self.numbers(text) else { return nil }
    self.init(numbers)
  }

  init(_ numbers: [Int]) {
    self.init(numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
  }

  /// One to three numbers between dots, none with more digits than anybody counts to.
  static func numbers(_ text: some StringProtocol) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.count <= 6 && part.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(part) : nil
    }
    return (1...3).contains(parts.count) && numbers.count == parts.count ? numbers : nil
  }
}

extension ToolVersion: Comparable {
  package static func < (left: ToolVersion, right: ToolVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

extension ToolVersion: CustomStringConvertible {
  /// All three numbers, so that equal versions are written alike.
  package var description: String { "\(major).\(minor).\(patch)" }
}
