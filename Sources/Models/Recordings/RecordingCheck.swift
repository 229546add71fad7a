import OrderedJSON

/// Everything that is wrong with a recording, each with its line: made from a ``RecordingFile`` for `recordings verify`.
package struct RecordingCheck: Sendable {
  /// As `file:line: sentence`, in the file's order.
  package let complaints: [String]
  /// One sentence about the whole.
  package let tally: String

  /// - Parameter redactor: knows the secrets that must not be there.
  package init(_ file: RecordingFile, _ redactor: Redactor) {
    var found = file.complaints
    for entry in file.entries {
      found += Self.complaints(entry, file, redactor).map { (entry.number, $0) }
    }
    complaints = found.sorted { $0.number < $1.number }.map { "\(file.path):\($0.number): \($0.message)" }
    let replaced = RecordingPruning(file, keeping: nil).replaced
    tally =
      "\(file.path): \(file.entries.count.counted("answer")), \(complaints.count.counted("complaint"))"
      + (replaced > 0
        ? "; \(replaced) \(replaced == 1 ? "has" : "have") a later answer to the same case and variant (recordings prune removes older wordings)"
        : "")
      + (file.remark == nil ? "" : "; the last line was cut off and is not used")
  }

  private static func complaints(
    _ entry: RecordingFile.Entry, _ file: RecordingFile, _ redactor: Redactor
  ) -> [String] {
    guard let recording = file.recording(entry) else { return ["the line cannot be read a second time"] }
    var found: [String] = []
    if recording.request.key != entry.key {
      found.append("the key is not the one of the request, so one of them was edited: record it again")
    }
    let line = String(decoding: file.line(entry), as: UTF8.self)
    // Never the line itself: it would show the secret.
    if redactor.redact(line) != line {
      found.append("the line holds the value of a key: remove the line, and revoke the key if it was published")
    }
    return found
  }
}
