import EvalCore
import Models
import OrderedJSON

/// A recording for people or machines: whose answers it holds.
struct RecordingText {
  private let file: RecordingFile
  private let groups: [Group]

  /// What is recorded for one model and variant.
  private struct Group {
    let model: String
    let variant: String
    var cases: Set<String> = []
    var repeats = 0
    var answers = 0
  }

  init(_ file: RecordingFile) {
    self.file = file
    var groups: [Group] = []
    var indices: [String: Int] = [:]
    for entry in file.entries {
      let name = "\(entry.owner.model)\n\(entry.owner.variant)"
      let index = indices[name] ?? groups.count
      if index == groups.count { groups.append(Group(model: entry.owner.model, variant: entry.owner.variant)) }
      indices[name] = index
      groups[index].cases.insert(entry.owner.caseID)
      groups[index].repeats = max(groups[index].repeats, entry.repeat)
      groups[index].answers += 1
    }
    self.groups = groups
  }

  var summary: String {
    if groups.isEmpty { return "\(file.path) holds no answers" }
    let rows = groups.map { [$0.model, $0.variant, "\($0.cases.count)", "\($0.repeats)", "\($0.answers)"] }
    return Columns(["MODEL", "VARIANT", "CASES", "REPEATS", "ANSWERS"], rows).text
  }

  var lines: String {
    let rows = file.entries.compactMap { entry in
      file.recording(entry).map { recording in
        [
          "\(entry.number)", recording.owner.model, recording.owner.variant, recording.owner.caseID,
          "\(recording.repeat)", "\(recording.turn)", "\(recording.response.status)",
          "\(Int(recording.response.milliseconds.rounded())) ms", Timestamp.text(recording.at),
        ]
      }
    }
    return Columns(["LINE", "MODEL", "VARIANT", "CASE", "REPEAT", "TURN", "STATUS", "TOOK", "AT"], rows).text
  }

  var json: JSON {
    [
      "path": .string(file.path), "answers": .number(JSONNumber(file.entries.count)),
      "broken": .array(
        file.complaints.map { ["line": .number(JSONNumber($0.number)), "message": .string($0.message)] }),
      "groups": .array(
        groups.map {
          [
            "model": .string($0.model), "variant": .string($0.variant), "cases": .number(JSONNumber($0.cases.count)),
            "repeats": .number(JSONNumber($0.repeats)), "answers": .number(JSONNumber($0.answers)),
          ]
        }),
    ]
  }
}

extension Console {
  /// What of a recording cannot be read.
  func show(_ file: RecordingFile) {
    if let remark = file.remark { self.remark(remark) }
    for complaint in file.complaints { remark("\(file.path):\(complaint.number): \(complaint.message)") }
  }
}
