/// How much a client may ask of a `LoopbackServer` before it is refused, and how long the server waits for it.
package struct LoopbackLimits: Sendable {
  /// Bytes of the request target, header names and values together; beyond it the answer is 431.
  package var headerBytes = 64 * 1024
  /// Header fields of one request; beyond it the answer is 431.
  package var headerFields = 256
  /// Bytes of one request's body; beyond it the answer is 413.
  package var bodyBytes = 4 * 1024 * 1024
  /// Open connections, and so requests in progress. Clients beyond it wait to be accepted, they are not refused.
  package var connections = 1024
  /// How long a connection may stay silent between requests, or in the middle of sending one.
  package var idle: Duration = .seconds(60)
  /// How long `LoopbackServer.stop()` lets a handler finish its answer. Streams are told to end at once.
  package var grace: Duration = .seconds(2)

  package init() {}
}
