import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
#if Production
  import NIOSSL
#endif

/// An accepted connection: its messages, and the watch over its client.
struct Connection {
  let messages: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
  let presence: ClientPresence

  var channel: any Channel { messages.channel }
}

/// What every connection of a server is given: NIO's HTTP/1.1 pipeline, the limits, and the handler of its requests.
struct ConnectionSetup {
  let tls: LoopbackTLS?
  let limits: LoopbackLimits
  let handler: LoopbackServer.Handler

  /// On the event loop only.
  func connection(on channel: any Channel) throws -> Connection {
    try prepare(channel)
    let pipeline = channel.pipeline.syncOperations
    // Answers in order and header names are held by who handles the requests.
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoderLimits)
    let presence = ClientPresence()
    try pipeline.addHandlers(
      HTTP1ToHTTPServerCodec(secure: false), IdleStateHandler(allTimeout: TimeAmount(limits.idle)), presence,
      ConnectionEnd())
    return Connection(
      messages: try NIOAsyncChannel(
        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)),
      presence: presence)
  }

  private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
    var decoder = NIOHTTPDecoderLimitConfiguration()
    decoder.maxHeaderFieldSize = limits.headerBytes
    decoder.maxHeaderListSize = limits.headerBytes
    decoder.maxHeaderFieldCount = limits.headerFields
    return decoder
  }

  private func prepare(_ channel: any Channel) throws {
    try channel.hideFromChildren()
    #if Production
      guard let tls else { return }
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.files.context))
    #endif
  }

  func serve(_ connection: Connection) async {
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
