import OrderedJSON

/// One bound that a schema may set, with how two settings of it compare.
struct SchemaBound: Sendable {
  /// A bound as it is written.
  struct Setting: Sendable, Hashable {
    let keyword: String
    let value: JSON
    /// Whether the value itself is outside.
    var excludes = false
  }

  private enum Direction {
    case least, most
    /// Whatever is a multiple of the other is narrower.
    case step
    /// Either it is set or not; two settings do not compare.
    case presence
  }

  private let keyword: String
  /// The keyword of the bound that excludes its own value.
  private var exclusive: String?
  private let direction: Direction

  static func all(of kind: SchemaForm.Kind) -> [SchemaBound] {
    switch kind {
    case .number:
      [
        SchemaBound(keyword: "minimum", exclusive: "exclusiveMinimum", direction: .least),
        SchemaBound(keyword: "maximum", exclusive: "exclusiveMaximum", direction: .most),
        SchemaBound(keyword: "multipleOf", direction: .step),
      ]
    case .string:
      sizes("minLength", "maxLength") + [SchemaBound(keyword: "pattern", direction: .presence)]
    case .array: sizes("minItems", "maxItems") + [SchemaBound(keyword: "uniqueItems", direction: .presence)]
    case .object: sizes("minProperties", "maxProperties")
    case .boolean, .null: []
    }
  }

  private static func sizes(_ least: String, _ most: String) -> [SchemaBound] {
    [SchemaBound(keyword: least, direction: .least), SchemaBound(keyword: most, direction: .most)]
  }

  /// The tightest setting among all parts; nil where there is none, or none that refuses anything.
  func read(_ form: SchemaForm) -> Setting? {
    let inclusive = form.all(keyword).map { Setting(keyword: keyword, value: $0) }
    let others = exclusive.map { name in
      form.all(name).map { Setting(keyword: name, value: $0, excludes: true) }
    }
    let settings = (inclusive + (others ?? [])).filter(says)
    return settings.reduce(nil) { tightest, next in
      tightest.map { change($0, next) == .narrower ? next : $0 } ?? next
    }
  }

  private func says(_ setting: Setting) -> Bool {
    if direction == .presence { return setting.value.stringValue != nil || setting.value == true }
    let isSize = direction == .least && exclusive == nil
    return setting.value.numberValue != nil && !(isSize && setting.value == 0)
  }

  /// Nil where nothing changed, or where nobody can tell which is narrower.
  func change(_ before: Setting?, _ after: Setting?) -> BoundChange? {
    guard let before else { return after == nil ? nil : .narrower }
    guard let after else { return .wider }
    guard let old = before.value.numberValue, let new = after.value.numberValue else { return nil }
    switch direction {
    case .least: return Self.order(old, new, before.excludes, after.excludes)
    case .most: return Self.order(new, old, before.excludes, after.excludes)
    case .step: return old == new ? nil : old.isMultiple(of: new) == true ? .wider : .narrower
    case .presence: return nil
    }
  }

  /// - Returns: narrower where `second` is larger, or excludes what `first` takes.
  private static func order(_ first: JSONNumber, _ second: JSONNumber, _ excluded: Bool, _ excludes: Bool)
    -> BoundChange?
  {
    if first != second { return first < second ? .narrower : .wider }
    return excluded == excludes ? nil : excludes ? .narrower : .wider
  }
}
