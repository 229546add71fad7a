/// What stands for one scalar in a pattern: a class in brackets, an escape such as `\d`, a dot.
struct ScalarClass: Sendable {
  /// Complements itself after case has been folded, so that `(?i)\W` takes no letter that folds to an ASCII one.
  struct Part: Sendable {
    let set: ScalarSet
    let isNegated: Bool

    init(_ set: ScalarSet, isNegated: Bool = false) {
      self.set = set
      self.isNegated = isNegated
    }
  }

  private let parts: [Part]
  private let isNegated: Bool
  private let foldsCase: Bool
  /// The answers for the scalars below 64 and below 128, which nearly all texts consist of.
  private var ascii: (UInt64, UInt64) = (0, 0)

  init(_ parts: [Part], isNegated: Bool = false, foldsCase: Bool = false) {
    self.parts = parts
    self.isNegated = isNegated
    self.foldsCase = foldsCase
    for value in 0..<64 as Range<UInt8> {
      if holds(Unicode.Scalar(value)) { ascii.0 |= 1 << value }
      if holds(Unicode.Scalar(value + 64)) { ascii.1 |= 1 << value }
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return holds(scalar) }
    let bits = scalar.value < 64 ? ascii.0 : ascii.1
    return bits >> UInt64(scalar.value & 63) & 1 == 1
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    let others = foldsCase ? CaseFolding.others(of: scalar) ?? [] : []
    let isMember = parts.contains { part in
      (part.set.contains(scalar) || others.contains(where: part.set.contains)) != part.isNegated
    }
    return isMember != isNegated
  }

  static let any = ScalarClass([], isNegated: true)

  /// What '.' stands for.
  static func notLineBreak(_ syntax: LinearRegex.Syntax) -> ScalarClass {
    switch syntax {
    case .re2: ScalarClass([Part(.ranges([0x0A...0x0A]))], isNegated: true)
    case .ecma262: ScalarClass([Part(.ranges([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]))], isNegated: true)
    }
  }
}
