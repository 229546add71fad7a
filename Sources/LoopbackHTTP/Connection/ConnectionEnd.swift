import NIOCore
import NIOHTTPTypes

/// Closes a connection on which nothing happens, and one that has given its last answer when the server stops.
final class ConnectionEnd: ChannelDuplexHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Requests that have begun and are not answered yet; a client may send several ahead.
  private var requests = 0
  private var isReceiving = false
  private var isStopping = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      requests += 1
      isReceiving = true
    case .body: break
    case .end: isReceiving = false
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    // What was no request is answered too, with a refusal.
    requests = max(0, requests - 1)
    guard isStopping, requests == 0 else { return context.write(data, promise: promise) }
    context.writeAndFlush(data, promise: promise)
    context.close(promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent:
      isStopping = true
      if requests == 0 { context.close(promise: nil) }
    case is IdleStateHandler.IdleStateEvent:
      // A handler may think for as long as it likes.
      if isReceiving || requests == 0 { context.close(promise: nil) }
    default:
      context.fireUserInboundEventTriggered(event)
    }
  }
}
