import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOExtras
import NIOPosix

/// An HTTP/1.1 server for this machine only: give it a handler, get a port. It lives until `stop()` is called,
/// even when nobody holds it any more.
package final class LoopbackServer: Sendable {
  package typealias Handler = @Sendable (LoopbackRequest) async -> LoopbackResponse

  /// The port that was opened, which is never 0.
  package let port: Int
  /// `http://host:port`, or `https:` with TLS, without a slash at the end.
  package let url: String

  /// One thread moves the bytes of all servers, because the handlers run elsewhere; NIO's own group would start one, with
  /// its buffers, for each core.
  private static let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  private let quiescing: ServerQuiescingHelper
  private let serving: Task<Void, Never>
  private let grace: Duration
  // A lock because any task may stop the server, and all of them wait for the same stop.
  private let stopping = NIOLockedValueBox<Task<Void, Never>?>(nil)

  private init(_ listener: Listener, url: String) {
    port = listener.port
    self.url = url
    quiescing = listener.quiescing
    serving = Task { await listener.serve() }
    grace = listener.setup.limits.grace
  }

  /// Opens the port and answers each request with what `handler` returns. The handler's task is cancelled when its
  /// client leaves.
  ///
  /// - Parameters:
  ///   - host: An IP address of this machine, or 'localhost'.
  ///   - port: 0 to 65535; 0 takes any free port.
  ///   - tls: What to speak https with; nil for plain http.
  ///   - allowNonLoopback: Lets `host` be any address, so that other machines can connect.
  /// - Throws: `LoopbackError`, or `CancellationError` when the calling task is cancelled.
  package static func start(
    host: String = "127.0.0.1", port: Int = 0, allowNonLoopback: Bool = false,
    tls: LoopbackTLS? = nil, limits: LoopbackLimits = LoopbackLimits(), handler: @escaping Handler
  ) async throws -> LoopbackServer {
    let address = try LoopbackAddress(host: host, port: port, allowNonLoopback: allowNonLoopback)
    let setup = ConnectionSetup(tls: tls, limits: limits, handler: handler)
    let listener = try await Listener(on: address, setup: setup, eventLoops: Self.eventLoops)
    let url = address.url(tls == nil ? "http" : "https", port: listener.port)
    let server = LoopbackServer(listener, url: url)
    guard !Task.isCancelled else {
      await server.stop()
      throw CancellationError()
    }
    return server
  }

  /// Takes no more requests, ends the streams, lets handlers finish within `LoopbackLimits.grace` and cancels those that
  /// do not. Returns at most about a second after that; calling it again waits for the same stop.
  package func stop() async {
    let stop = stopping.withLockedValue { running in
      let stop = running ?? Task { await shutDown() }
      running = stop
      return stop
    }
    await stop.value
  }

  private func shutDown() async {
    let closing = Task {
      let closed = Self.eventLoops.next().makePromise(of: Void.self)
      quiescing.initiateShutdown(promise: closed)
      try? await closed.futureResult.get()
      await serving.value
    }
    guard await !closing.ends(within: grace) else { return }
    serving.cancel()
    // A handler that ignores its cancellation keeps its task, but the port and all connections are closed by then.
    _ = await closing.ends(within: .seconds(1))
  }
}

extension Task where Success == Void, Failure == Never {
  /// Whether the task ends in time; unlike a task group, it does not wait for it after that.
  fileprivate func ends(within limit: Duration) async -> Bool {
    let (events, announcement) = AsyncStream.makeStream(of: Bool.self)
    let timer = Task {
      try? await Task<Never, Never>.sleep(for: limit)
      announcement.yield(false)
    }
    Task {
      await value
      announcement.yield(true)
    }
    defer { timer.cancel() }
    return await events.first { _ in true } ?? false
  }
}
