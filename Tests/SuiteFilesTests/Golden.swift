import Foundation
import Testing

/// Compares with a file beside the fixture; `UPDATE_GOLDENS=1` rewrites it and fails all the same.
enum Golden {
  static func check(_ found: String, _ file: String) throws {
    let path = ProjectRoot.path + "/" + file
    let expected = try? String(contentsOfFile: path, encoding: .utf8)
    if expected == found { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try found.write(toFile: path, atomically: true, encoding: .utf8)
      Testing.Issue.record("\(file) was rewritten: read the difference")
    } else {
      #expect(found == expected ?? "", "\(file) differs; UPDATE_GOLDENS=1 rewrites it")
    }
  }
}
