/// Which scalars differ only in case, by the simple one-to-one mappings of Unicode.
enum CaseFolding {
  /// The scalars that `scalar` equals when case is ignored, itself left out; nil where there are none.
  static func others(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? { table[scalar] }

  /// The two forms of i that Turkish tells apart: Unicode folds neither of them to the i of other languages.
  private static let apart: Set<Unicode.Scalar> = ["\u{130}", "\u{131}"]

  private static let table: [Unicode.Scalar: [Unicode.Scalar]] = {
    var classes: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for value in 0x41...0x1FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped, !apart.contains(scalar) else {
        continue
      }
      var joined = classes[scalar] ?? [scalar]
      for other in mappings(of: scalar) where !joined.contains(other) { joined += classes[other] ?? [other] }
      for member in joined { classes[member] = joined }
    }
    return classes.compactMapValues { $0.count > 1 ? $0 : nil }.reduce(into: [:]) { table, entry in
      table[entry.key] = entry.value.filter { $0 != entry.key }
    }
  }()

  /// Mappings to several scalars (as from 'ß' to 'SS') are no simple ones.
  private static func mappings(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    let texts = [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
    return texts.compactMap { text in
      let mapped = text.unicodeScalars
      return mapped.count == 1 ? mapped.first : nil
    }
  }
}
