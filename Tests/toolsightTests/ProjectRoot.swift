import Foundation

/// The package that these tests belong to, wherever it was checked out.
enum ProjectRoot {
  static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
