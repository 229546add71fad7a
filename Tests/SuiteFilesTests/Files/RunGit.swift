import Foundation
import Testing

/// Fails where git does.
func git(_ arguments: String..., in folder: String) throws {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["git", "-C", folder] + arguments
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "\(arguments)")
}
