/// A layer of the server that can decide what becomes of a call, by its word in the call log, transcripts and reports.
package enum Layer: String, Sendable, CaseIterable, Hashable {
  case scope
  case limit
  case fault
  case breaker
  case execution
}
