import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
#if TLS
  import NIOSSL
#endif

/// An accepted connection: its messages, and the watch over its client.
struct Connection: ServerChildChannelValue {
  let messages: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
  let presence: ClientPresence

  var channel: any Channel { messages.channel }
}

/// Hummingbird's HTTP/1.1 pipeline with our own turn-taking: its own would collect no `Expect: 100-continue` body, drain
/// refused bodies without end, and tell no handler that its client has left.
struct ConnectionSetup: ServerChildChannel {
  let tls: LoopbackTLS?
  let limits: LoopbackLimits
  let handler: LoopbackServer.Handler

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
    let presence = ClientPresence()
    let configuration = HTTP1Channel.Configuration(
      additionalChannelHandlers: [presence],
      idleTimeout: TimeAmount(limits.idle),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
        maxHeaderFieldCount: limits.headerFields))
    // The responder is Hummingbird's turn-taking, which `handle` replaces.
    let http = HTTP1Channel(responder: { _, _, _ in }, configuration: configuration)
    return channel.eventLoop.makeCompletedFuture { try prepare(channel) }
      .flatMap { http.setup(channel: channel, logger: logger) }
      .map { Connection(messages: $0, presence: presence) }
  }

  private func prepare(_ channel: any Channel) throws {
    try channel.hideFromChildren()
    #if TLS
      guard let tls else { return }
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context))
    #endif
  }

  func handle(value connection: Connection, logger: Logger) async {
    let requests = ConnectionHandler(connection: connection, limits: limits, handler: handler)
    let task = Task { await requests.run() }
    connection.presence.attach(task)
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
      connection.channel.close(promise: nil)
    }
  }
}

extension Channel {
  /// Keeps the socket from the programs that this process starts: they would hold its connection or its port open.
  /// On the event loop only.
  func hideFromChildren() throws {
    try pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      _ = fcntl($0, F_SETFD, FD_CLOEXEC)
    }
  }
}
