import EvalCore
import Foundation
import LoopbackHTTP
import OrderedJSON
import TestSupport
import Testing

@testable import Execution

extension ProcessTests {
  /// What a program may not do, with and without namespaces; `bash` is there for its sockets.
  @Suite(.timeLimit(.minutes(2)))
  struct ContainmentTests {
    typealias Isolation = ProcessExecution.Isolation

    private func run(
      _ script: String, _ isolation: Isolation, shell: String = "sh", timeout: Duration = .seconds(20),
      memory: Int = 256 << 20
    ) async throws -> ExecutionOutcome {
      var process = ProcessExecution(command: [.text(shell), .text("-c"), .text(script)])
      (process.isolation, process.timeout, process.memory) = (isolation, timeout, memory)
      return try await Sample().run(.process(process))
    }

    @Test(arguments: Namespaces.isolations)
    func opensNoSocket(_ isolation: Isolation) async throws {
      let asked = Box(0)
      let server = try await LoopbackServer.start { _ in
        asked.update { $0 += 1 }
        return LoopbackResponse(text: "reached")
      }
      let script = """
        if exec 3<>/dev/tcp/127.0.0.1/\(server.port); then printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3; fi
        echo refused
        """
      let outcome = try await run(script, isolation, shell: "bash")
      await server.stop()
      #expect(asked.value == 0 && (outcome.text == "refused" || outcome.text.contains("ermission denied")))
    }

    @Test(arguments: Namespaces.isolations)
    func forksNoThousandTimes(_ isolation: Isolation) async throws {
      let mark = Mark()
      let script = """
        ( i=0; while [ $i -lt 1000 ]; do sleep \(mark.seconds) & i=$((i+1)); echo $i > count; done ) 2> said
        read count < count; echo $count; read line < said; echo "$line"
        """
      let outcome = try await run(script, isolation)
      let lines = outcome.text.split(separator: "\n")
      let count = try #require(lines.first.flatMap { Int($0) })
      // Without a namespace the user's other processes make room when they end.
      #expect(
        count > 5 && count <= (isolation == .namespaces ? 33 : 100) && lines.last?.contains("annot fork") == true,
        "\(outcome.text)")
      #expect(!mark.isRunning)
    }

    @Test(.enabled(if: Namespaces.areAllowed, "needs user namespaces")) func writesNoGigabyte() async throws {
      let outcome = try await run(
        "head -c 1073741824 /dev/zero > big; head -c 1073741824 /dev/zero > more; cat big more | wc -c", .namespaces)
      #expect(Int(outcome.text).map { $0 <= 64 << 20 && $0 > 60 << 20 } == true, "\(outcome.text)")
    }

    @Test func writesNoGigabyteToAFileWithoutNamespaces() async throws {
      let outcome = try await run("head -c 1073741824 /dev/zero > big; wc -c < big", .weak)
      #expect(outcome.text == "\(64 << 20)")
    }

    @Test(arguments: Namespaces.isolations)
    func saysNoGigabyte(_ isolation: Isolation) async throws {
      let outcome = try await run("exec head -c 1073741824 /dev/zero", isolation)
      #expect(outcome.isError && outcome.text.contains("wrote more than 1 MB"))
      #expect(try await run("head -c 10000000 /dev/zero >&2; echo done", isolation).text == "done")
    }

    @Test(arguments: Namespaces.isolations)
    func isKilledThoughItIgnoresSIGTERM(_ isolation: Isolation) async throws {
      let mark = Mark()
      let script = "trap '' TERM INT HUP; sleep \(mark.seconds) & while :; do sleep \(mark.seconds); done"
      let outcome = try await run(script, isolation, timeout: .milliseconds(300))
      #expect(outcome.isError && outcome.text.contains("did not end within 0.3 seconds"))
      #expect(!mark.isRunning)
    }

    @Test(arguments: Namespaces.isolations)
    func takesAlongWhatItStarted(_ isolation: Isolation) async throws {
      let mark = Mark()
      // A session of its own, and a parent that is gone: no group and no tree leads to it.
      let script =
        "(setsid sleep \(mark.seconds) > /dev/null 2>&1 &); (setsid sh -c 'sleep \(mark.seconds) & sleep 0') & "
      let outcome = try await run(script + "echo started", isolation)
      #expect(outcome.text.hasPrefix("started") && !mark.isRunning)
    }

    @Test(arguments: Namespaces.isolations)
    func hasNoMoreMemoryThanItIsGiven(_ isolation: Isolation) async throws {
      let outcome = try await run("dd if=/dev/zero of=/dev/null bs=200M count=1", isolation, memory: 100 << 20)
      #expect(outcome.isError && outcome.text.contains("exhausted"), "\(outcome.text)")
    }

    @Test(arguments: Namespaces.isolations)
    func hasNoMoreCPUTimeThanItsTimeout(_ isolation: Isolation) async throws {
      let limits = try await run("ulimit -t; ulimit -c; ulimit -n", isolation, timeout: .seconds(7))
      #expect(limits.text == "8\n0\n256")
    }

    @Test(.enabled(if: Namespaces.areAllowed, "needs user namespaces")) func seesNoProcessButItsOwn() async throws {
      let outcome = try await run("set -- /proc/[0-9]*; echo $#; kill -0 \(getpid()) || echo none", .namespaces)
      #expect(outcome.text == "2\nnone")
    }

    @Test(arguments: Namespaces.isolations)
    func hasNoRightsOfRoot(_ isolation: Isolation) async throws {
      let outcome = try await run("id -u; grep CapEff /proc/self/status; unshare -U true || echo refused", isolation)
      let user = ProcessUser.child.user
      let shown = user == 0 && isolation == .namespaces ? 65534 : user
      #expect(outcome.text.hasPrefix("\(shown)\nCapEff:\t0000000000000000\nrefused"), "\(outcome.text)")
    }
  }
}

/// Seconds to sleep for that nobody else sleeps for, by which a process is found among all of the machine.
struct Mark {
  let seconds = "9" + String(UInt32.random(in: 1_000_000...9_999_999))

  var isRunning: Bool {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return ids.contains { id in
      guard id.allSatisfy(\.isNumber), let words = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else {
        return false
      }
      return String(decoding: words, as: UTF8.self).hasPrefix("sleep\0\(seconds)")
    }
  }
}
