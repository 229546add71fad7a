/// Which versions of a tool set will do; of those that fit, the newest is meant.
///
/// `2.1.0` is that version, `2.1` and `2` are the versions that begin so, `latest` is any, and `^2.1` is everything from
/// 2.1.0 on that Semantic Versioning calls compatible: no other major version, and below 1.0.0 no other minor one.
package struct VersionRange: Sendable, Hashable {
  private let lowest: ToolVersion
  /// Not itself in the range; nil for no limit.
  private let end: ToolVersion?
  /// As it was written.
  package let text: String

  package static let latest = VersionRange(lowest: ToolVersion(0), end: nil, text: "latest")

  private init(lowest: ToolVersion, end: ToolVersion?, text: String) {
    (self.lowest, self.end, self.text) = (lowest, end, text)
  }

  /// Nil unless the text is `latest`, a version, the beginning of one, or `^` before either.
  package init?(_ text: String) {
    if text == "latest" {
      self = .latest
      return
    }
    let isCompatible = text.hasPrefix("^")
    guard let numbers = ToolVersion.numbers(text.dropFirst(isCompatible ? 1 : 0)) else { return nil }
    let lowest = ToolVersion(numbers)
    let end = isCompatible ? Self.endOfCompatible(numbers) : Self.endOfBeginning(numbers)
    self.init(lowest: lowest, end: end, text: text)
  }

  private static func endOfBeginning(_ numbers: [Int]) -> ToolVersion {
    ToolVersion(numbers.dropLast() + [numbers[numbers.count - 1] + 1])
  }

  /// After the first number that is not 0, or after the last one that is written.
  private static func endOfCompatible(_ numbers: [Int]) -> ToolVersion {
    let fixed = numbers.firstIndex { $0 != 0 } ?? numbers.count - 1
    return endOfBeginning(Array(numbers[...fixed]))
  }

  package func contains(_ version: ToolVersion) -> Bool {
    version >= lowest && end.map { version < $0 } ?? true
  }

  /// Nil where none fits.
  package func newest(of versions: some Sequence<ToolVersion>) -> ToolVersion? {
    versions.filter(contains).max()
  }
}
