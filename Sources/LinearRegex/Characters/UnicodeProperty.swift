/// The names that `\p{…}` takes: the general categories, short and long, and a few yes-or-no properties.
enum UnicodeProperty {
  /// Case, spaces, '_' and '-' make no difference; nil where the name is not known.
  static func set(named name: String) -> ScalarSet? {
    var name = name.lowercased().filter { !"_- ".contains($0) }
    for prefix in ["gc=", "generalcategory="] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
    return categories[name].map(ScalarSet.categories) ?? properties[name]
  }

  private static let properties: [String: ScalarSet] = [
    "any": .ranges([0...0x10FFFF]), "ascii": .ranges([0...0x7F]), "alphabetic": .property(\.isAlphabetic),
    "alpha": .property(\.isAlphabetic), "lowercase": .property(\.isLowercase), "uppercase": .property(\.isUppercase),
    "whitespace": .property(\.isWhitespace), "assigned": .property { $0.generalCategory != .unassigned },
    "emoji": .property(\.isEmoji),
  ]

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    var table: [String: Set<Unicode.GeneralCategory>] = [:]
    for (names, category) in single {
      for name in names {
        table[name] = [category]
        if name.count == 2 { table[String(name.prefix(1)), default: []].insert(category) }
      }
    }
    table["lc"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    for (name, short) in grouped { table[name] = table[short] }
    return table
  }()

  private static let grouped = [
    "letter": "l", "casedletter": "lc", "mark": "m", "combiningmark": "m", "number": "n", "punctuation": "p",
    "punct": "p", "symbol": "s", "separator": "z", "other": "c",
  ]

  private static let single: [([String], Unicode.GeneralCategory)] = [
    (["lu", "uppercaseletter"], .uppercaseLetter), (["ll", "lowercaseletter"], .lowercaseLetter),
    (["lt", "titlecaseletter"], .titlecaseLetter), (["lm", "modifierletter"], .modifierLetter),
    (["lo", "otherletter"], .otherLetter), (["mn", "nonspacingmark"], .nonspacingMark),
    (["mc", "spacingmark"], .spacingMark), (["me", "enclosingmark"], .enclosingMark),
    (["nd", "decimalnumber", "digit"], .decimalNumber), (["nl", "letternumber"], .letterNumber),
    (["no", "othernumber"], .otherNumber), (["pc", "connectorpunctuation"], .connectorPunctuation),
    (["pd", "dashpunctuation"], .dashPunctuation), (["ps", "openpunctuation"], .openPunctuation),
    (["pe", "closepunctuation"], .closePunctuation), (["pi", "initialpunctuation"], .initialPunctuation),
    (["pf", "finalpunctuation"], .finalPunctuation), (["po", "otherpunctuation"], .otherPunctuation),
    (["sm", "mathsymbol"], .mathSymbol), (["sc", "currencysymbol"], .currencySymbol),
    (["sk", "modifiersymbol"], .modifierSymbol), (["so", "othersymbol"], .otherSymbol),
    (["zs", "spaceseparator"], .spaceSeparator), (["zl", "lineseparator"], .lineSeparator),
    (["zp", "paragraphseparator"], .paragraphSeparator), (["cc", "control", "cntrl"], .control),
    (["cf", "format"], .format), (["cs", "surrogate"], .surrogate), (["co", "privateuse"], .privateUse),
    (["cn", "unassigned"], .unassigned),
  ]
}
