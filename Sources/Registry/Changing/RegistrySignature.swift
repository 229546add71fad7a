package import Foundation
import EvalCore

/// Who changes something, and when.
package struct RegistrySignature: Sendable {
  package let author: String
  private let date: Date?

  /// - Parameter date: nil for the moment at which nobody else can write any more, so that times are in the order of changes.
  package init(_ author: String, at date: Date? = nil) { (self.author, self.date) = (author, date) }

  var time: String { Timestamp.text(date ?? Date()) }
}

extension Registry {
  /// Everything in `body` is kept and announced, or nothing.
  func change<Value: Sendable>(
    by signature: RegistrySignature, _ body: (RegistryWriting) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    try store.write { transaction throws(RegistryFailure) in
      let value = try body(RegistryWriting(transaction, signature))
      try transaction.announce()
      return value
    }
  }
}
