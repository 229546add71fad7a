import Foundation
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct ChildProcessTests {
  private func ending(_ script: String, grace: Duration = .seconds(5)) async throws -> ChildProcess.Ending {
    try await BlockingWork.run { _ in
      Result { try ChildProcess("sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"]).end(grace: grace) }
    }.get()
  }

  @Test func endsAProgramByClosingItsInput() async throws {
    #expect(try await ending("cat > /dev/null; exit 7") == .code(7))
  }

  @Test func readsWhatAProgramStillWantsToSay() async throws {
    #expect(try await ending("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; exit 6") == .code(6))
  }

  @Test func terminatesAProgramThatGoesOn() async throws {
    #expect(try await ending("exec sleep 60", grace: .milliseconds(50)) == .signal(SIGTERM))
  }

  @Test func killsAProgramThatWillNotTerminate() async throws {
    #expect(try await ending("trap '' TERM; while :; do sleep 60; done", grace: .milliseconds(100)) == .signal(SIGKILL))
  }

  @Test func takesAlongWhatTheProgramStarted() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "mcp-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try await ending("sleep 60 > /dev/null 2>&1 & echo $! > '\(file.path)'; exit 0")
    let id = try #require(
      pid_t(String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
    var isGone = false
    for _ in 0..<200 where !isGone {
      isGone = kill(id, 0) != 0 || isZombie(id)
      if !isGone { try await Task.sleep(for: .milliseconds(10)) }
    }
    #expect(isGone)
  }

  /// Whoever adopted it may not have waited for it yet.
  private func isZombie(_ id: pid_t) -> Bool {
    (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8))?.contains(") Z ") == true
  }
}
