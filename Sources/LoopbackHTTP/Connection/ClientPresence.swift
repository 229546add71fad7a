import NIOConcurrencyHelpers
import NIOCore
import NIOHTTPTypes

/// Watches one connection for its client leaving and for the server stopping, and cancels the connection's task when its
/// handler should know. The event loop reports here, the task asks here: hence the lock.
final class ClientPresence: ChannelInboundHandler, RemovableChannelHandler, Sendable {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  /// Sent through the pipeline: from now on, what the client sends is read and forgotten.
  struct DiscardingRequest: Sendable {}

  private enum Activity { case reading, handling, streaming }

  private struct State {
    var task: Task<Void, Never>?
    var activity = Activity.reading
    var hasLeft = false
    var isStopping = false
    var isDiscarding = false

    /// While it reads, the task is left alone: the requests end by themselves, and a client that only closed its sending
    /// half still gets its answer.
    var cancelsTask: Bool {
      switch activity {
      case .reading: false
      case .handling: hasLeft
      case .streaming: hasLeft || isStopping
      }
    }
  }

  private let state = NIOLockedValueBox(State())

  var hasLeft: Bool { state.withLockedValue { $0.hasLeft } }
  /// Whether the next answer has to be the last of this connection.
  var isEnding: Bool { state.withLockedValue { $0.hasLeft || $0.isStopping } }

  /// Names the task to cancel.
  func attach(_ task: Task<Void, Never>) { update { $0.task = task } }
  func beginHandling() { update { $0.activity = .handling } }
  func beginStreaming() { update { $0.activity = .streaming } }
  func beginReading() { update { $0.activity = .reading } }

  private func update(_ change: (inout State) -> Void) {
    let cancelled = state.withLockedValue { state in
      change(&state)
      return state.cancelsTask ? state.task : nil
    }
    cancelled?.cancel()
  }

  private var isDiscarding: Bool { state.withLockedValue { $0.isDiscarding } }
}

extension ClientPresence {
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDiscarding else { return }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if isDiscarding { context.read() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !isDiscarding else { return }
    context.fireErrorCaught(error)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is DiscardingRequest:
      update { $0.isDiscarding = true }
      // From here, because the end of the pipeline holds reads back while nobody takes what was read.
      return context.read()
    case ChannelEvent.inputClosed:
      update { $0.hasLeft = true }
      if isDiscarding { context.close(promise: nil) }
    case is ChannelShouldQuiesceEvent:
      update { $0.isStopping = true }
    default:
      break
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    update { $0.hasLeft = true }
    context.fireChannelInactive()
  }
}
