import Synchronization

/// Lets so many through and holds back the others until it is opened.
final class Dam: Sendable {
  private struct State {
    var left: Int
    var isOpen = false
  }

  private let state: Mutex<State>

  init(after count: Int) { state = Mutex(State(left: count)) }

  func open() { state.withLock { $0.isOpen = true } }

  /// Returns at once for the first ones, for the others when the dam is open or nobody waits for the answer any more.
  func pass() async {
    let mayGo = state.withLock { state in
      state.left -= 1
      return state.left >= 0
    }
    if mayGo { return }
    while !state.withLock(\.isOpen), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
  }
}
