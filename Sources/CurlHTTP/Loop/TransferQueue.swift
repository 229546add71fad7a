/// Transfers in the order in which they came; any of them leaves in constant time, so that cancelled ones do not pile up.
final class TransferQueue {
  private var first: Transfer?
  private unowned(unsafe) var last: Transfer?

  var isEmpty: Bool { first == nil }

  func append(_ transfer: Transfer) {
    transfer.previous = last
    if let last { last.next = transfer } else { first = transfer }
    last = transfer
  }

  func popFirst() -> Transfer? {
    guard let transfer = first else { return nil }
    remove(transfer)
    return transfer
  }

  /// The transfer must wait in this queue.
  func remove(_ transfer: Transfer) {
    if let previous = transfer.previous { previous.next = transfer.next } else { first = transfer.next }
    if let next = transfer.next { next.previous = transfer.previous } else { last = transfer.previous }
    (transfer.next, transfer.previous) = (nil, nil)
  }
}
