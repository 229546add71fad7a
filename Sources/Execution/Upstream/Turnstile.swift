/// Lets one through at a time, in the order in which they came.
actor Turnstile {
  private var isTaken = false
  private var waiting: [(id: Int, CheckedContinuation<Bool, Never>)] = []
  private var last = 0

  /// Waits for its turn, which ``leave()`` ends; false, and no turn, where the task was cancelled meanwhile.
  func enter() async -> Bool {
    guard isTaken else {
      isTaken = true
      return true
    }
    last += 1
    let id = last
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiting.append((id, $0)) }
    } onCancel: {
      Task { await self.withdraw(id) }
    }
  }

  func leave() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().1.resume(returning: true) }
  }

  private func withdraw(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).1.resume(returning: false)
  }
}
