import EvalCore
import Foundation

extension Date {
  /// E.g. `2026-11-22T16:46:00.250Z`.
  var timestamp: String { Timestamp.text(self) }

  /// E.g. `2026-11-22 16:46 UTC`.
  var minute: String { "\(timestamp.prefix(10)) \(timestamp.dropFirst(11).prefix(5)) UTC" }
}
