import OrderedJSON

/// What one message of a client, or one batch of messages, asks for.
enum Incoming: Sendable {
  /// Notifications and answers alone, which are dropped.
  case nothing
  case call(RPCRequest)
  /// The requests of a batch, and an error for each part that is none.
  case batch([Result<RPCRequest, RPCError>])

  /// Each part may be answered with an error that is longer than itself.
  private static let mostInABatch = 256

  /// - Parameter revision: the one that was agreed on, or has to be assumed. Only 2025-03-26 has batches, which its
  ///   receivers must support (specification 2025-03-26, basic: batching); nil where there can be none.
  /// - Throws: the one error that answers a message, or a batch, that is none.
  init(_ message: JSON, in revision: Revision?) throws(RPCError) {
    guard let parts = message.arrayValue, revision == .march2025 else {
      guard !RPCRequest.isResponse(message) else {
        self = .nothing
        return
      }
      let call = try RPCRequest(message)
      self = call.id == nil ? .nothing : .call(call)
      return
    }
    guard !parts.isEmpty else { throw .invalidRequest("expected at least one message in a batch, found none") }
    guard parts.count <= Self.mostInABatch else {
      throw .invalidRequest("expected at most \(Self.mostInABatch) messages in a batch, found \(parts.count)")
    }
    let calls = parts.compactMap(Self.part)
    self = calls.isEmpty ? .nothing : .batch(calls)
  }

  /// Nil for what gets no answer.
  private static func part(_ message: JSON) -> Result<RPCRequest, RPCError>? {
    guard !RPCRequest.isResponse(message) else { return nil }
    return Result { () throws(RPCError) in
      let call = try RPCRequest(message)
      guard call.method != "initialize" else {
        throw RPCError.invalidRequest("expected 'initialize' to come alone, found it in a batch").to(call.id)
      }
      return call
    }.answered
  }
}

extension Result<RPCRequest, RPCError> {
  /// Nil for a notification.
  fileprivate var answered: Self? {
    if case .success(let call) = self, call.id == nil { nil } else { self }
  }
}
