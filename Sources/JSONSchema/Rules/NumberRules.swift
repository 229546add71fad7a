import OrderedJSON

/// `multipleOf`, in exact decimals.
struct MultipleRule: SchemaRule {
  private let divisor: JSONNumber

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let divisor = try keyword.number(&compiler) else { return nil }
    let decimal = divisor.normalized
    if !decimal.isZero, !decimal.isNegative, decimal.digits.count <= JSONDecimal.longestDivisor {
      return MultipleRule(divisor: divisor)
    }
    try keyword.mismatch("a number above 0 of at most \(JSONDecimal.longestDivisor) digits", nil, [], &compiler)
    return nil
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let number = value.numberValue, number.isMultiple(of: divisor) != true else { return true }
    return run.fail(site, "expected a multiple of \(divisor.text.excerpt()), found \(value.excerpt())")
  }
}

/// `minimum`, `maximum` and their exclusive forms, compared as exact decimals.
struct BoundRule: SchemaRule {
  private let bound: JSONNumber
  private let isLower: Bool
  private let isExclusive: Bool

  static func make(_ keyword: SchemaKeyword, _ compiler: inout SchemaCompiler) throws(JSONSchemaError)
    -> (any SchemaRule)?
  {
    guard let bound = try keyword.number(&compiler) else { return nil }
    return BoundRule(
      bound: bound, isLower: keyword.name.hasSuffix("inimum"), isExclusive: keyword.name.hasPrefix("exclusive"))
  }

  func check(_ value: JSON, _ site: SchemaSite, _ run: inout SchemaRun) -> Bool {
    guard let number = value.numberValue else { return true }
    let (low, high) = isLower ? (bound, number) : (number, bound)
    if isExclusive ? low < high : low <= high { return true }
    return run.fail(site, "expected \(relation) \(bound.text.excerpt()), found \(value.excerpt())")
  }

  private var relation: String {
    switch (isLower, isExclusive) {
    case (true, false): "at least"
    case (true, true): "more than"
    case (false, false): "at most"
    case (false, true): "less than"
    }
  }
}
