import NIOCore

/// Takes no further connection while as many as allowed are open: the system keeps those who wait.
final class ConnectionLimit: ChannelDuplexHandler {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel
  typealias OutboundIn = Never

  private let limit: Int
  private var open = 0
  private var isHoldingBack = false

  init(_ limit: Int) { self.limit = limit }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    open += 1
    let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    unwrapInboundIn(data).closeFuture.hop(to: context.eventLoop).whenComplete { _ in
      here.value.handler.connectionClosed(here.value.context)
    }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    isHoldingBack = open >= limit
    if !isHoldingBack { context.read() }
  }

  private func connectionClosed(_ context: ChannelHandlerContext) {
    open -= 1
    guard isHoldingBack else { return }
    read(context: context)
  }
}
