import EvalCore
import Testing

struct RateLimitTests {
  @Test(arguments: [
    ("20/1m", 20, 60), ("5/30s", 5, 30), ("1000/1h", 1000, 3600), ("7/2d", 7, 172_800), ("3/m", 3, 60),
  ])
  func readsCallsPerTime(text: String, calls: Int, seconds: Int) {
    #expect(RateLimit(text) == RateLimit(calls: calls, seconds: seconds))
  }

  @Test(arguments: [
    "", "/", "20", "20/", "/1m", "0/1m", "20/0m", "-1/1m", "20/1w", "20/1M", "2.5/1m", "20/1m/1m", "20 / 1m", "20/ m",
    "99999999999/1s", "1/99999999999d", "२०/1m",
  ])
  func refusesWhatIsNone(text: String) { #expect(RateLimit(text) == nil) }

  @Test(arguments: ["20/1m", "5/30s", "1000/1h", "7/2d"]) func isWrittenAsItIsRead(text: String) {
    #expect(RateLimit(text)?.description == text)
  }
}
