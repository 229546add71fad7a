import Foundation
import Models
import Testing

struct RateHintTests {
  private static let now = Date(timeIntervalSince1970: 1_795_000_000)

  private func hint(_ headers: [String: String]) -> RateHint { RateHint(now: Self.now) { headers[$0] } }

  @Test(
    arguments: [
      (["retry-after": "7"], 7), (["retry-after": "0.5"], 0.5), (["retry-after-ms": "1500", "retry-after": "2"], 1.5),
      (["retry-after": "-3"], 0), (["retry-after": "1e300"], 86_400),
      (["retry-after-ms": "nonsense", "retry-after": "4"], 4),
      (["retry-after": "Wed, 18 Nov 2026 05:20:10 GMT"], 0), (["retry-after": "Wed, 18 Nov 2036 05:20:10 GMT"], 86_400),
    ] as [([String: String], Double)])
  func readsTheWaitInAllItsForms(headers: [String: String], seconds: Double) {
    #expect(hint(headers).retryAfter == .seconds(seconds))
  }

  @Test(arguments: [[:], ["retry-after": "soon"], ["retry-after": "nan"], ["retry-after": "inf"], ["retry-after": ""]])
  func saysNothingWhereNothingCanBeRead(headers: [String: String]) { #expect(hint(headers) == RateHint()) }

  @Test(
    arguments: [
      ("1s", 1), ("6m0s", 360), ("20ms", 0.02), ("2m59.56s", 179.56), ("1h2m3s", 3723), ("1d", 86_400), ("12", 12),
      ("0.25", 0.25), ("1795000030", 30), ("1795000030000", 30), ("2026-11-18T10:27:10Z", 0), ("999999d", 86_400),
      ("2026-11-18T13:00:00Z", nil),
    ] as [(String, Double?)])
  func readsEachVendorsWayToSpellAReset(text: String, seconds: Double?) throws {
    let headers = ["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": text]
    let reset = try #require(hint(headers).requests).reset / .seconds(1)
    // The last row only has to be a date that was understood.
    #expect(seconds.map { abs(reset - $0) < 1e-6 } ?? (reset >= 0))
  }

  @Test(arguments: ["", "soon", "1x", "s", "1s!", "-", "１s", "1e999", "nan", String(repeating: "9", count: 100)])
  func takesNoResetThatIsNone(text: String) {
    let headers = ["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": text]
    #expect(hint(headers).requests == nil)
  }

  @Test func takesTheTightestOfAnthropicsTokenLimits() {
    let reset = "2026-12-24T00:00:00Z"
    let hint = hint([
      "anthropic-ratelimit-requests-remaining": "49", "anthropic-ratelimit-requests-limit": "50",
      "anthropic-ratelimit-requests-reset": reset,
      "anthropic-ratelimit-tokens-remaining": "9000", "anthropic-ratelimit-tokens-reset": reset,
      "anthropic-ratelimit-output-tokens-remaining": "800", "anthropic-ratelimit-output-tokens-limit": "8000",
      "anthropic-ratelimit-output-tokens-reset": reset,
    ])
    #expect(hint.requests?.remaining == 49)
    #expect(hint.requests?.limit == 50)
    #expect(hint.tokens?.remaining == 800)
    #expect(hint.tokens?.limit == 8000)
    #expect(hint.tokens.map { $0.reset > .seconds(3600) } == true)
  }

  @Test(arguments: ["-1", "99999999999999999999", "many", "1.5"])
  func takesNoCountThatIsNone(count: String) {
    #expect(hint(["x-ratelimit-remaining-tokens": count, "x-ratelimit-reset-tokens": "1s"]).tokens == nil)
  }
}
