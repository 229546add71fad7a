extension KeyTable {
  static let matchers = KeyTable(
    "matchers", "a matcher",
    [
      DeclaredKey(
        "~any_of", "a list of matchers", "At least one of these matchers holds.",
        example: "[open, {~contains: progress}]"),
      DeclaredKey(
        "~not", "a matcher", "This matcher does not hold. A missing argument does not satisfy it.", example: "closed"),
      DeclaredKey("~equals", "any value", "This value, even where it looks like a matcher.", example: "\"~any\""),
      DeclaredKey("~text", "text", "The same text but for case and white space.", example: "login crash"),
      DeclaredKey("~contains", "text", "A part of the text, but for case and white space.", example: "login"),
      DeclaredKey(
        "~matches", "a regular expression", "A pattern (RE2 syntax) that is found somewhere in the text.",
        example: "^[A-Z]+-[0-9]+$"),
      DeclaredKey(
        "~number", "a map, see number", "A number within a tolerance of a value, or between bounds.",
        example: "{value: 10, abs: 0.5}"),
      DeclaredKey(
        "~date", "a date, or a map, see date", "A day, or an instant, perhaps with a tolerance.",
        example: "{value: 2025-06-30, within: 1d}"),
      DeclaredKey(
        "~items", "a list of matchers", "A list whose elements meet these matchers, one each, in any order.",
        example: "[bug, {~contains: ui}]"),
      DeclaredKey(
        "~subset", "a map from keys to matchers", "An object whose members meet these matchers; others are free.",
        example: "{state: open}"),
      DeclaredKey(
        "~type", "`string`, `number`, `integer`, `boolean`, `array`, `object` or `null`", "Any value of this type.",
        example: "integer"),
    ])

  static let matcherWords = KeyTable(
    "matcher-words", "a word",
    [
      DeclaredKey("~any", "no value", "Anything, and also nothing: the argument may be missing.", example: "~any"),
      DeclaredKey("~present", "no value", "Any value, null included; the argument is there.", example: "~present"),
      DeclaredKey("~absent", "no value", "The argument is missing.", example: "~absent"),
      DeclaredKey(
        "~nothing", "no value", "Missing, null, an empty text, an empty list or an empty object.", example: "~nothing"),
    ])

  static let number = KeyTable(
    "number", "~number",
    [
      DeclaredKey("value", "a number", "The middle; with either `abs` or `rel`.", example: "10"),
      DeclaredKey("abs", "a number, 0 or more", "How far from `value` the argument may be.", example: "0.5"),
      DeclaredKey("rel", "a number, 0 or more", "The same as a share of `value`.", example: "0.01"),
      DeclaredKey("min", "a number", "The least that is right; alone or with `max`.", example: "1"),
      DeclaredKey("max", "a number", "The most that is right; alone or with `min`.", example: "9"),
    ])

  static let date = KeyTable(
    "date", "~date",
    [
      DeclaredKey(
        "value", "a day, or an instant", "A day matches every instant of it; an instant without an offset is in UTC.",
        example: "2025-06-30"),
      DeclaredKey(
        "within", "a number with the unit s, m, h, d or w", "How far from `value` the argument may be.", example: "1d"),
    ])
}
