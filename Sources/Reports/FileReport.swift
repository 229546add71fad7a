import EvalCore

/// A report that is a file: it comes in pieces, so that nobody needs memory for the whole of a large one.
protocol FileReport {
  init(evaluation: Evaluation, redact: @escaping Redaction)

  /// Hands the report to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows
}

extension FileReport {
  init(_ evaluation: Evaluation, redact: @escaping Redaction = { $0 }) {
    self.init(evaluation: evaluation, redact: redact)
  }

  /// The whole report; ``write(to:)`` needs less memory where there are many trials.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return bytes
  }
}

extension [UInt8] {
  /// Whether enough was gathered to be handed on.
  var isFullPiece: Bool { count >= 1 << 16 }
}
