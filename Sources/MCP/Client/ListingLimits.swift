/// How much a server whose tools are read may ask of us.
package struct ListingLimits: Sendable {
  /// Answers to `tools/list`.
  package var pages = 1000
  package var tools = 10_000
  /// Bytes of all that the server says.
  package var bytes = 64 << 20
  /// From the first request, or the start of the program, to the last answer.
  package var timeout: Duration = .seconds(60)
  /// How long a program may take to answer `server/discover` before it is asked to `initialize`.
  package var probe: Duration = .seconds(5)
  /// How long a program may take to end once its input was closed, and again once it was told to terminate.
  package var grace: Duration = .seconds(2)

  package init() {}
}
