import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// An accepted connection: its messages, and the watch over its client.
struct Connection: ServerChildChannelValue {
  let messages: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
  let presence: ClientPresence

  var channel: any Channel { messages.channel }
}

/// Hummingbird's HTTP/1.1 pipeline with our own turn-taking: its own would collect no `Expect: 100-continue` body, drain
/// refused bodies without end, and tell no handler that its client has left.
struct ConnectionSetup: ServerChildChannel {
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
    return HTTP1Channel(responder: { _, _, _ in }, configuration: configuration)
      .setup(channel: channel, logger: logger)
      .map { Connection(messages: $0, presence: presence) }
  }

  func handle(value connection: Connection, logger: Logger) async {
    let conversation = Conversation(connection: connection, limits: limits, handler: handler)
    let task = Task { await conversation.run() }
    connection.presence.attach(task)
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
      connection.channel.close(promise: nil)
    }
  }
}
