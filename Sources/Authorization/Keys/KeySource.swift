package import Foundation

/// Where an issuer's keys are read, and how often.
package struct KeySource: Sendable {
  /// As the operator wrote it, for messages.
  let name: String
  /// For how long keys are used before they are read again, in seconds.
  let freshFor: TimeInterval
  /// The least time between two readings, in seconds: what a stranger's tokens can cause at most.
  let pause: TimeInterval
  let read: @Sendable () async throws -> [UInt8]

  /// Keys that the issuer publishes. They are asked for again each hour, and at most once a minute where a token names
  /// one that is not among them.
  ///
  /// - Parameter fetch: the body of an answer of 200; whatever else comes is to be thrown.
  package static func url(_ url: URL, fetch: @escaping @Sendable (URL) async throws -> [UInt8]) -> KeySource {
    KeySource(name: url.absoluteString, freshFor: 3600, pause: 60) { try await fetch(url) }
  }

  /// Keys in a file, which is looked at again each second.
  package static func file(_ path: String) -> KeySource {
    KeySource(name: path, freshFor: 1, pause: 1) { Array(try Data(contentsOf: URL(filePath: path))) }
  }

  /// Keys that stay.
  static func fixed(_ bytes: [UInt8]) -> KeySource {
    KeySource(name: "the run's own keys", freshFor: .infinity, pause: .infinity) { bytes }
  }
}
