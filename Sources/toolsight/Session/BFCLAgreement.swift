import EvalCore
import OrderedJSON
import Reports
import SuiteFiles

/// Our verdicts on recorded outputs beside those of the leaderboard's own checker.
struct BFCLAgreement {
  private let path: String
  private let rows: [Row]

  fileprivate struct Row {
    let vector: BFCLVector
    let verdict: BFCLVerdict

    var agrees: Bool { vector.isValid == verdict.isValid }
    /// Nil where one of the two gives no reason.
    var agreesOnReason: Bool? {
      guard let theirs = vector.errorType, let ours = verdict.failure?.kind.rawValue else { return nil }
      return theirs == ours
    }
  }

  init(folder: String, vectors path: String) throws {
    self.path = path
    let vectors = try orWrongInput { () throws(Diagnostics) in
      var reader = try BFCLVectors(folder: folder)
      return try reader.vectors(try UserFile.bytes(of: path), path: path)
    }
    rows = vectors.map { Row(vector: $0, verdict: BFCLVerdict($0.expectation, output: $0.output)) }
  }

  func write(to console: Console) {
    if console.format == .json {
      Terminal.write(json)
    } else {
      for row in rows where !row.agrees || console.isVerbose && row.agreesOnReason == false {
        Terminal.write(row.text.visible(keepsLines: false))
      }
      if !console.isQuiet { Terminal.write(summary) }
    }
  }

  var isComplete: Bool { agreeing == rows.count }

  private var agreeing: Int { rows.count(where: \.agrees) }

  private var summary: String {
    var text = "\(agreeing) of \(rows.count.counted("verdict")) agree with \(path.visible(keepsLines: false))"
    let reasons = rows.filter(\.agrees).compactMap(\.agreesOnReason)
    if !reasons.isEmpty {
      text += "; \(reasons.count { $0 }) of \(reasons.count.counted("refusal")) have the same reason"
    }
    return text
  }

  private var json: JSON {
    [
      "vectors": .string(path), "rows": .number(JSONNumber(rows.count)), "agree": .number(JSONNumber(agreeing)),
      "disagree": .array(rows.filter { !$0.agrees }.map(\.json)),
    ]
  }
}

extension BFCLAgreement.Row {
  fileprivate var text: String {
    let change = vector.mutation.map { " (\($0))" } ?? ""
    return "\(vector.position): \(vector.id)\(change): the file says \(theirs), found \(ours)"
  }

  private var theirs: String {
    vector.isValid ? "valid" : "not valid" + (vector.errorType.map { " (\($0))" } ?? "")
  }

  private var ours: String {
    verdict.failure.map { "not valid (\($0.kind.rawValue)): \($0.detail)" } ?? "valid"
  }

  fileprivate var json: JSON {
    [
      "id": .string(vector.id), "category": .string(vector.category),
      "mutation": vector.mutation.map { .string($0) } ?? nil, "line": .number(JSONNumber(vector.position.line)),
      "expected": ["valid": .bool(vector.isValid), "error_type": vector.errorType.map { .string($0) } ?? nil],
      "found": [
        "valid": .bool(verdict.isValid), "error_type": verdict.failure.map { .string($0.kind.rawValue) } ?? nil,
        "detail": verdict.failure.map { .string($0.detail) } ?? nil,
      ],
    ]
  }
}
