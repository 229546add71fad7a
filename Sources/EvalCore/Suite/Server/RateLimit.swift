/// How often something may be called: a bucket of ``calls`` tokens that fills up evenly within ``seconds``.
package struct RateLimit: Sendable, Hashable {
  package let calls: Int
  package let seconds: Int

  package init(calls: Int, seconds: Int) {
    self.calls = calls
    self.seconds = seconds
  }

  /// Reads e.g. `20/1m`: a number of calls, and a time as a number with `s`, `m`, `h` or `d`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let calls = Self.count(parts[0]), let unit = parts[1].last,
      let seconds = Self.units[unit], let count = parts[1].count == 1 ? 1 : Self.count(parts[1].dropLast()),
      calls <= Self.most, count <= Self.most / seconds
    else { return nil }
    self.init(calls: calls, seconds: count * seconds)
  }

  private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
  private static let most = 1_000_000_000

  private static func count(_ text: some StringProtocol) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(text), count > 0 else { return nil }
    return count
  }
}

extension RateLimit: CustomStringConvertible {
  package var description: String {
    let unit = [("d", 86_400), ("h", 3600), ("m", 60)].first { seconds % $0.1 == 0 } ?? ("s", 1)
    return "\(calls)/\(seconds / unit.1)\(unit.0)"
  }
}
