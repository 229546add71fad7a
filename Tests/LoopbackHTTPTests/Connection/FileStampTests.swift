import Foundation
import TestSupport
import Testing

@testable import LoopbackHTTP

struct FileStampTests {
  @Test func isNoneWhereThereIsNoFile() throws {
    #expect(FileStamp(try TemporaryFolder().file("none")) == nil)
  }

  @Test func staysWhileTheFileDoes() throws {
    let folder = try TemporaryFolder()
    try folder.write("one".utf8, to: "a")
    #expect(FileStamp(folder.file("a")) == FileStamp(folder.file("a")))
  }

  @Test func changesWithAnotherFileOfTheSameSizeAndTime() throws {
    let folder = try TemporaryFolder()
    try folder.write("one".utf8, to: "a")
    try folder.write("two".utf8, to: "b")
    let time = Date(timeIntervalSince1970: 1_000_000)
    for name in ["a", "b"] {
      try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder.file(name))
    }
    let before = FileStamp(folder.file("a"))
    #expect(rename(folder.file("b"), folder.file("a")) == 0)
    #expect(FileStamp(folder.file("a")) != before)
  }

  @Test func looksThroughALink() throws {
    let folder = try TemporaryFolder()
    try folder.write("one".utf8, to: "a")
    try folder.write("another".utf8, to: "b")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("a"))
    let before = FileStamp(folder.file("link"))
    try FileManager.default.removeItem(atPath: folder.file("link"))
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("b"))
    #expect(FileStamp(folder.file("link")) != before)
  }
}
