import Foundation
import Testing

@testable import Models

struct RetryAfterTests {
  /// Sunday, 6 November 1994, 08:49:37 GMT.
  private let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    arguments: [
      (nil, nil), ("7", 7), ("0.5", 0.5), ("-3", 0), ("inf", nil), ("nan", nil), ("soon", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:49:47 GMT", 10), ("Sun, 06 Nov 1994 08:49:07 GMT", 0),
    ] as [(String?, TimeInterval?)])
  func readsSecondsAndDates(value: String?, seconds: TimeInterval?) {
    #expect(RetryAfter.seconds(value, now: now) == seconds)
  }

  @Test(
    arguments: [
      (#"{"error":{"details":[{"@type":"x"},{"@type":"RetryInfo","retryDelay":"13.5s"}]}}"#, 13.5),
      (#"[{"error":{"details":[{"retryDelay":"7s"}]}}]"#, 7), (#"{"error":{"details":[{"retryDelay":"-7s"}]}}"#, 0),
      (#"{"error":{"details":[{"retryDelay":"7m"}]}}"#, nil), (#"{"error":{"details":[{"retryDelay":7}]}}"#, nil),
      (#"{"error":{"details":[{"retryDelay":"infs"}]}}"#, nil), (#"{"error":"slow"}"#, nil), ("slow", nil), ("", nil),
    ] as [(String, TimeInterval?)])
  func readsWhatGoogleAsksFor(body: String, seconds: TimeInterval?) {
    #expect(RetryAfter.seconds(inBody: Array(body.utf8)) == seconds)
  }
}
