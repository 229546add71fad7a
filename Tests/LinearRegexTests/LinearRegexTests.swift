import LinearRegex
import Testing

@Suite struct LinearRegexTests {
  /// Pattern, texts that match, texts that do not.
  @Test(
    arguments: [
      ("", ["", "x"], []),
      ("abc", ["abc", "xabcx"], ["ab", "abd", ""]),
      ("a.c", ["abc", "a🎉c", "a\rc"], ["ac", "a\nc"]),
      ("^abc$", ["abc"], ["abc\n", "xabc", "abcx"]),
      ("\\Aabc\\z", ["abc"], ["abc\n", "\nabc"]),
      ("a|b|", ["a", "b", "c", ""], []),
      ("^(?:a|b|)$", ["a", "b", ""], ["c", "ab"]),
      ("^(a|bc)+$", ["a", "bc", "abca"], ["", "b", "ac"]),
      ("^a*$", ["", "aaa"], ["b", "ab"]),
      ("^a+?$", ["a", "aaa"], ["", "ab"]),
      ("^a{2}$", ["aa"], ["a", "aaa"]),
      ("^a{2,}$", ["aa", "aaaaa"], ["a"]),
      ("^a{2,3}?$", ["aa", "aaa"], ["a", "aaaa"]),
      ("^a{0}$", [""], ["a"]),
      ("^(ab){0,2}$", ["", "ab", "abab"], ["ababab", "aba"]),
      ("^a{,2}$", ["a{,2}"], ["aa"]),
      ("^x{$", ["x{"], ["x"]),
      ("^{a}]$", ["{a}]"], []),
      ("^()*$", [""], ["a"]),
      ("^(a*)*b$", ["b", "aab"], ["aac"]),
      ("^(|a)+$", ["", "aa"], ["b"]),
      ("[abc]", ["xbx"], ["xyz"]),
      ("^[a-cx-z]+$", ["abcxyz"], ["d", "w"]),
      ("^[^a-c]$", ["d", "\n", "é"], ["a", "b"]),
      ("^[]a]+$", ["]a"], ["b"]),
      ("^[^]a]$", ["b"], ["]", "a"]),
      ("^[a-]+$", ["a-"], ["b"]),
      ("^[-a]+$", ["a-"], ["b"]),
      ("^[\\w-.]+$", ["a-b.c_1"], ["a b"]),
      ("^[a-\\d]+$", ["a-7"], ["b"]),
      ("^[.*+?(){}|^$]+$", [".*+?(){}|^$"], ["a"]),
      ("^[\\]\\\\\\-\\/]+$", ["]\\-/"], ["a"]),
      ("^[[:alpha:]_[:digit:]]+$", ["aZ_09"], ["é", "-"]),
      ("^[[:^digit:]]+$", ["aé"], ["1"]),
      ("^[[a]+$", ["[a"], ["b"]),
      ("^\\d+$", ["0123456789"], ["٣", "a"]),
      ("^\\D$", ["a", "٣"], ["0"]),
      ("^\\w+$", ["aZ_09"], ["é", "-"]),
      ("^\\W$", ["é", "-"], ["a", "_"]),
      ("^\\s$", [" ", "\t", "\n", "\u{C}", "\r"], ["a", "\u{A0}", "\u{B}"]),
      ("^\\S$", ["a", "\u{A0}"], [" "]),
      ("^[\\s\\S]$", ["a", "\n"], ["ab"]),
      ("\\bcat\\b", ["a cat.", "cat"], ["cats", "_cat"]),
      ("a\\Bb", ["ab"], []),
      ("\\B", ["", "ab"], ["a"]),
      ("^[\\b]$", ["\u{8}"], ["b"]),
      ("^\\t\\n\\r\\f\\v\\a\\0$", ["\t\n\r\u{C}\u{B}\u{7}\u{0}"], []),
      ("^\\x41\\x{1F389}\\u0042\\u{43}\\cA$", ["A🎉BC\u{1}"], []),
      ("^\\ud83c\\udf89$", ["🎉"], []),
      ("^\\/\\.\\-\\_\\@\\é$", ["/.-_@é"], []),
      ("^\\Qa.b*\\E+$", ["a.b*", "a.b***"], ["axb*"]),
      ("^\\Q(|)", ["(|)"], ["("]),
      ("^\\pL\\p{Lu}\\p{Letter}\\P{L}$", ["éÉß1"], ["éé11"]),
      ("^\\p{digit}+$", ["4৪"], ["a"]),
      ("^[\\p{L}\\p{Nd}_]+$", ["é4_"], ["-"]),
      ("^[^\\P{L}]$", ["é"], ["1"]),
      ("^\\p{^L}\\PN$", ["1a"], ["aa", "11"]),
      ("^\\p{gc=Lowercase_Letter}\\p{Sc}$", ["é€"], ["É€"]),
      ("^\\p{White_Space}\\p{Alphabetic}\\p{ASCII}\\p{Any}$", [" éa🎉"], ["aéa🎉"]),
      ("(?i)straße", ["STRAßE", "straẞe"], ["STRASSE"]),
      ("(?i)^[a-z]+$", ["ABCxyz", "\u{212A}", "ſ"], ["ı", "İ", "é"]),
      ("(?i)^[^a]$", ["b"], ["a", "A"]),
      ("(?i)^σ+$", ["Σσς"], ["s"]),
      ("(?i)^\\W$", ["-"], ["k", "\u{212A}"]),
      ("^(?i:a)b$", ["Ab", "ab"], ["aB"]),
      ("^((?i)a)b$", ["Ab"], ["aB"]),
      ("^a(?i)b(?-i)c$", ["aBc"], ["ABc", "aBC"]),
      ("^(?s).$", ["\n"], []),
      ("^(?s:.)(?-s:.)$", ["\nx"], ["\n\n"]),
      ("(?m)^b$", ["a\nb\nc", "b"], ["ab", "b\r\n"]),
      ("(?mi-s)^B.$", ["a\nbx"], ["b\n"]),
      ("(?U)^a+$", ["aa"], []),
      ("^(?P<y>\\d{4})-(?<m>\\d\\d)$", ["2026-11"], ["2026-1"]),
      ("^🐲*$", ["", "🐲🐲"], ["🐉"]),
      ("é", ["café"], ["cafe\u{301}"]),
      ("^.$", ["e"], ["e\u{301}", "👩‍👩‍👧"]),
      ("(a+)+$", ["aaaa", "baaa"], ["aaab"]),
      ("^(([^<>()[\\]\\.,;:\\s@\"]+)*)@x$", ["ab@x"], ["a@b@x"]),
    ] as [(String, [String], [String])])
  func searches(_ pattern: String, _ matching: [String], _ others: [String]) throws {
    let regex = try LinearRegex(pattern)
    for text in matching { #expect(regex.search(in: text), "'\(text)'") }
    for text in others { #expect(!regex.search(in: text), "'\(text)'") }
  }

  @Test(
    arguments: [
      ("^\\s+$", ["\u{B}\u{A0}\u{FEFF}\u{2028}\u{3000}"], ["a"]),
      ("^.$", ["a", "\u{85}"], ["\n", "\r", "\u{2028}"]),
      ("^[^]$", ["a", "\n"], [""]),
      ("[]", [], ["", "a", "]"]),
      ("^[[:alpha:]]$", [":]", "a]"], ["b]"]),
    ] as [(String, [String], [String])])
  func readsAsBrowsersDoWhereAsked(_ pattern: String, _ matching: [String], _ others: [String]) throws {
    let regex = try LinearRegex(pattern, syntax: .ecma262)
    for text in matching { #expect(regex.search(in: text), "'\(text)'") }
    for text in others { #expect(!regex.search(in: text), "'\(text)'") }
  }

  @Test(arguments: [
    ("(?=a)", 0, "look-ahead is not supported: the search must run in linear time"),
    ("a(?!b)", 1, "look-ahead is not supported: the search must run in linear time"),
    ("(?<=a)b", 0, "look-behind is not supported: the search must run in linear time"),
    ("(?<!a)b", 0, "look-behind is not supported: the search must run in linear time"),
    ("(a)\\1", 3, "a back-reference is not supported: the search must run in linear time"),
    ("(?<n>a)\\k<n>", 7, "a back-reference is not supported: the search must run in linear time"),
    ("(?P=n)", 0, "a back-reference is not supported: the search must run in linear time"),
    ("(?>a)", 0, "an atomic group is not supported: the search must run in linear time"),
    ("a++", 2, "possessive repetition is not supported: remove the second '+'"),
    ("a**", 2, "expected one repetition, found two in a row, '**': put a group around the first"),
    ("a{2}{3}", 4, "expected one repetition, found two in a row, '{2}{3}': put a group around the first"),
    ("*a", 1, "expected something to repeat before '*': write '\\*' for the character"),
    ("(?i)*", 5, "expected something to repeat before '*': write '\\*' for the character"),
    ("(|+)", 3, "expected something to repeat before '+': write '\\+' for the character"),
    ("a{1001}", 1, "expected at most 1000 repetitions, found more"),
    ("a{1,99999999999999999999}", 1, "expected at most 1000 repetitions, found more"),
    ("a{5,2}", 1, "expected a count in ascending order, found {5,2}"),
    ("é(a", 1, "expected ')' to close the group that starts here, found the end of the pattern"),
    ("a)", 1, "expected '(' before ')', found ')' alone: write '\\)' for the character"),
    ("x[a", 1, "expected ']' to close the class that starts here, found the end of the pattern"),
    ("[]", 0, "expected ']' to close the class that starts here, found the end of the pattern"),
    ("[z-a]", 1, "expected a range in ascending order, found 'z-a'"),
    ("[[:letter:]]", 1, "expected a class name such as '[:alpha:]', found '[:letter:]'"),
    ("\\", 0, "expected a character after '\\', found the end of the pattern"),
    ("\\h", 0, "expected an escape that has a meaning, found '\\h'"),
    ("[\\B]", 1, "expected an escape that has a meaning, found '\\B'"),
    ("\\012", 0, "octal escapes are not supported: write '\\x' and two hexadecimal digits"),
    ("a\\Z", 1, "'\\Z' is not supported: write '\\z' for the end of the text"),
    ("\\x4", 0, "expected 2 hexadecimal digits, found 1"),
    ("\\x{}", 0, "expected 1 to 8 hexadecimal digits, found 0"),
    ("\\x{110000}", 0, "expected a Unicode character, found U+110000"),
    ("\\ud83c", 0, "expected a Unicode character, found U+D83C"),
    ("\\c1", 0, "expected a letter after '\\c'"),
    (
      "\\p{Han}", 0,
      "expected a general category such as 'L', 'Lu' or 'Letter', found 'Han'; scripts are not supported"
    ),
    ("\\p{L", 0, "expected '}' to close the Unicode category, found the end of the pattern"),
    ("(?x)a", 2, "expected one of the flags i, m, s, U after '(?', found 'x'"),
    ("(?i", 0, "expected ')' to close the group that starts here, found the end of the pattern"),
    ("(?<a b>x)", 4, "expected letters, digits and '_' in a group's name, found ' '"),
    ("(?<a>x)(?<a>y)", 7, "expected each group name once, found 'a' again"),
  ])
  func saysWhyAPatternCannotBeUsed(_ pattern: String, _ offset: Int, _ message: String) {
    let error = #expect(throws: LinearRegexError.self) { try LinearRegex(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
  }

  @Test(arguments: [
    "(a*)*b", "(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "(?:a?){30}a{30}b", "(a?){100}b$", "((a*)*)*b",
  ])
  func patternsThatDefeatBacktrackingEnd(_ pattern: String) throws {
    let regex = try LinearRegex(pattern)
    let text = String(repeating: "a", count: pattern.contains("{") ? 2_000 : 100_000)
    #expect(!regex.search(in: text))
    #expect(regex.search(in: text + "b"))
  }

  @Test(arguments: [
    "((a{100}){100}){100}", "(((){1000}){1000}){1000}", "(\\w{1000}){1000}", "(a{1000}|b{1000}){11}",
    "(((a{0}){1000}){1000}){1000}",
  ])
  func hugeProgramsAreRefused(_ pattern: String) {
    let error = #expect(throws: LinearRegexError.self) { try LinearRegex(pattern) }
    #expect(error?.message == "expected a pattern of at most 20000 steps, found more: lower its counts")
  }

  @Test func deepNestingIsRefused() {
    for pattern in [String(repeating: "(", count: 1_000_000), String(repeating: "(?:", count: 300)] {
      let error = #expect(throws: LinearRegexError.self) { try LinearRegex(pattern) }
      #expect(error?.message == "expected at most 200 nested groups, found more")
    }
    let deepest = String(repeating: "(", count: 199) + "a" + String(repeating: ")", count: 199)
    #expect((try? LinearRegex(deepest))?.search(in: "a") == true)
  }

  @Test func aThousandRepetitionsAreCountedExactly() throws {
    let regex = try LinearRegex("^[a-z]{1,1000}$")
    #expect(regex.search(in: String(repeating: "a", count: 1000)))
    #expect(!regex.search(in: String(repeating: "a", count: 1001)))
  }

  @Test(arguments: [
    ("^[0-9]{3}-[0-9]{3}$", "12", true), ("^[0-9]{3}-[0-9]{3}$", "123-456", true),
    ("^[0-9]{3}-[0-9]{3}$", "1234", false), ("^[0-9]{3}-[0-9]{3}$", "123-4567", false), ("^ab", "abc", true),
    ("^ab", "ba", false), ("b$", "aaaa", true), ("a", "xyz", true), ("^(ab|cd)+$", "abc", true),
    ("^(ab|cd)+$", "abe", false), ("^a", "", true),
  ])
  func knowsWhereNothingThatBeginsSoCanMatch(pattern: String, prefix: String, can: Bool) throws {
    #expect(try LinearRegex(pattern, syntax: .ecma262).canMatch(beginningWith: prefix) == can)
  }
}
