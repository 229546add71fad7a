/// A report that is a file: it comes in pieces, so that nobody needs memory for the whole of a large one.
package protocol FileReport {
  /// Hands the report to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows
}

extension FileReport {
  /// The whole report; ``write(to:)`` needs less memory where there are many trials.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return bytes
  }
}
