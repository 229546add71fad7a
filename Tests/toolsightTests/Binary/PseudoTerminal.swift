import Foundation

/// A terminal without a screen: what a program writes to it is kept.
final class PseudoTerminal {
  /// The file that the program opens.
  let name: String
  private let master: Int32
  /// Held open, so that the terminal does not end before the program has opened it.
  private let slave: Int32
  private var bytes: [UInt8] = []

  /// Why the system gave none.
  struct OpenError: Error {
    let code: Int32
  }

  init() throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 1024)
    guard openpty(&ends.master, &ends.slave, &name, nil, nil) == 0 else { throw OpenError(code: errno) }
    self.name = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    (master, slave) = ends
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(master)
    close(slave)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes what is there without waiting; a terminal holds only a little, so that this has to be done often.
  func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { return }
      bytes += buffer.prefix(count)
    }
  }
}
