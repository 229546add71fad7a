import Testing

@testable import SuiteFiles

struct PathTests {
  @Test(arguments: [
    ("b.yaml", "suites/a.yaml", "suites/b.yaml"), ("../x/b.json", "suites/a.yaml", "x/b.json"),
    ("./b//c.yaml", "a.yaml", "b/c.yaml"), ("..", "suites/deep/a.yaml", "suites"), ("../b", "a.yaml", nil),
    ("../../b", "suites/a.yaml", nil), ("x/../../../b", "suites/a.yaml", nil),
  ])
  func pathsAreSeenFromTheFileThatNamesThem(_ path: String, _ base: String, _ joined: String?) {
    #expect(RelativePath.joined(path, to: base) == joined)
  }

  @Test(arguments: [
    ("/w/p/a", "/w/p", "a"), ("/w/p/a", "/w/p/s/t", "../../a"), ("/w/a", "/w/p/s/t", "/w/a"), ("/x/a", "/w/p", "/x/a"),
  ])
  func pathsAreShownAsOneWouldTypeThem(_ path: String, _ folder: String, _ shown: String) {
    #expect(RelativePath.relative(path, to: folder) == shown)
  }

  @Test(arguments: [
    ("a/*.yaml", "a/b.yaml", true), ("a/*.yaml", "a/b/c.yaml", false), ("a/**/*.yaml", "a/b/c/d.yaml", true),
    ("a/**/*.yaml", "a/d.yaml", true), ("**", "a/b", true), ("a?c", "abc", true), ("a?c", "ac", false),
    ("*", "", false),
    ("a*b*c", "axxbxxc", true), ("a*b*c", "axxbxx", false), ("a/**/b/**/c", "a/x/b/y/z/c", true), ("é*", "éa", true),
  ])
  func patternsFit(_ pattern: String, _ path: String, _ fits: Bool) {
    #expect(Glob(pattern).fits(path) == fits)
  }

  @Test func patternsTakeNoExponentialTime() {
    let pattern = String(repeating: "*a", count: 40) + "b"
    #expect(!Glob(pattern).fits(String(repeating: "a", count: 2_000)))
  }
}
