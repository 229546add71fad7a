import Foundation
import OrderedJSON
import Testing

@testable import MCP

/// Programs of a few lines, which `sh` reads; the product itself uses no shell.
@Suite(.timeLimit(.minutes(2)))
struct StdioListingTests {
  private func fetch(_ script: String, limits: ListingLimits = limits()) async throws(ToolListingFailure) -> ToolListing
  {
    try await ToolListing.fetch(command: "sh", arguments: ["-c", script], limits: limits)
  }

  private static func limits(probe: Double = 5, timeout: Double = 20) -> ListingLimits {
    var limits = ListingLimits()
    (limits.probe, limits.timeout) = (.seconds(probe), .seconds(timeout))
    (limits.grace, limits.bytes) = (.milliseconds(200), 1 << 20)
    return limits
  }

  /// Answers each method with a line; `$id` stands for the request's id, and other lines get none.
  private static func server(_ answers: [String: String], preamble: String = "") -> String {
    let branches = answers.map { method, answer in
      #"*'"method":"\#(method)"'*) printf '%s\n' "{\"jsonrpc\":\"2.0\",\"id\":$id,\#(answer.replacing("\"", with: "\\\""))}" ;;"#
    }
    return """
      \(preamble)
      while IFS= read -r line; do
        id=${line#*'"id":'}; id=${id%%,*}
        case "$line" in
        \(branches.joined(separator: "\n"))
        esac
      done
      """
  }

  private static let refusal = #""error":{"code":-32601,"message":"no"}"#
  private static let greeting =
    #""result":{"protocolVersion":"2025-03-26","capabilities":{},"serverInfo":{"name":"s","version":"1"}}"#
  private static let list = #""result":{"tools":[{"name":"a","x":1.0}]}"#
  private static let modern = #""result":{"supportedVersions":["2026-07-28"],"instructions":"Hi."}"#

  @Test func readsAModernProgram() async throws {
    let listing = try await fetch(Self.server(["server/discover": Self.modern, "tools/list": Self.list]))
    #expect(listing.revision == .july2026)
    #expect(
      listing.toolSet.compact
        == #"{"tools":[{"name":"a","x":1.0}],"instructions":"Hi.","_source":{"command":"sh","protocolVersion":"2026-07-28"}}"#
    )
  }

  @Test func readsAProgramOfTheHandshakeEra() async throws {
    let answers = ["server/discover": Self.refusal, "initialize": Self.greeting, "tools/list": Self.list]
    let listing = try await fetch(Self.server(answers))
    #expect(listing.revision == .march2025)
    #expect(listing.toolSet["serverInfo"]?["name"] == "s")
  }

  @Test func shakesHandsWithAProgramThatIgnoresTheProbe() async throws {
    let answers = ["initialize": Self.greeting, "tools/list": Self.list]
    let listing = try await fetch(Self.server(answers), limits: Self.limits(probe: 0.2))
    #expect(listing.revision == .march2025)
  }

  @Test func startsAProgramAgainThatEndsAtTheProbe() async throws {
    let marker = FileManager.default.temporaryDirectory.appending(path: "mcp-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: marker) }
    let answers = ["initialize": Self.greeting, "tools/list": Self.list]
    let preamble = "if [ ! -e '\(marker)' ]; then : > '\(marker)'; read -r line; exit 1; fi"
    let listing = try await fetch(Self.server(answers, preamble: preamble))
    #expect(listing.revision == .march2025)
  }

  @Test func passesOverWhatIsNoMessage() async throws {
    let answers = ["server/discover": Self.modern, "tools/list": Self.list]
    let preamble =
      "echo 'Welcome!'; echo; echo '[1]'; echo '{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}'; echo log >&2"
    let listing = try await fetch(Self.server(answers, preamble: preamble))
    #expect(listing.toolSet["tools"]?.arrayValue?.count == 1)
  }

  @Test func answersWhatTheProgramAsks() async throws {
    let preamble = """
      read -r probe
      echo '{"jsonrpc":"2.0","id":"p","method":"ping"}'; read -r pong; echo "$pong" >&2
      echo '{"jsonrpc":"2.0","id":"r","method":"roots/list"}'; read -r none; echo "$none" >&2; exit 3
      """
    let error = await #expect(throws: ToolListingFailure.self) { try await fetch(preamble) }
    #expect(error?.description.contains(#"{"jsonrpc":"2.0","id":"p","result":{}}"#) == true)
    #expect(error?.description.contains(#""code":-32601"#) == true)
  }

  /// A program that begins to read only when it has been asked twice, and then answers both in one write.
  private static func late(_ discover: String, _ initialize: String, reversed: Bool = false) -> String {
    func line(_ id: Int, _ answer: String) -> String {
      answer.isEmpty ? "" : #"{"jsonrpc":"2.0","id":\#(id),\#(answer)}\n"#
    }
    let lines = [line(1, discover), line(2, initialize)]
    return """
      read -r probe; read -r greeting
      printf '\((reversed ? lines.reversed() : lines).joined().replacing("\n", with: "\\n"))'
      while IFS= read -r line; do
        case "$line" in
        *'"tools/list"'*) printf '%s\\n' '{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"a"}]}}' ;;
        esac
      done
      """
  }

  private static let modernOnly =
    #""error":{"code":-32022,"message":"no handshake","data":{"supported":["2026-07-28"]}}"#

  @Test(arguments: [
    (modern, modernOnly, false, Revision.july2026), (modern, modernOnly, true, .july2026),
    (modern, refusal, true, .july2026), (modern, greeting, false, .july2026), (modern, "", false, .july2026),
    (refusal, greeting, false, .march2025), (refusal, greeting, true, .march2025), ("", greeting, false, .march2025),
  ])
  func countsALateAnswerToTheProbe(
    _ discover: String, _ initialize: String, _ reversed: Bool, _ revision: Revision
  ) async throws {
    let script = Self.late(discover, initialize, reversed: reversed)
    let listing = try await fetch(script, limits: Self.limits(probe: 0.1))
    #expect(listing.revision == revision)
    #expect(listing.toolSet["tools"] == [["name": "a"]])
  }

  @Test func saysWhatBothAnswersSaidWhereNeitherHelps() async throws {
    let script = Self.late(Self.refusal, Self.refusal)
    let error = await #expect(throws: ToolListingFailure.self) {
      try await fetch(script, limits: Self.limits(probe: 0.1))
    }
    #expect(error?.description == "the server answered initialize with error -32601: 'no'")
  }

  @Test func asksAModernProgramAgainAndNeverShakesHands() async throws {
    let script = """
      read -r line; printf '%s\\n' '{"jsonrpc":"2.0","id":1,\(Self.modernOnly)}'
      read -r line; printf '%s\\n' '{"jsonrpc":"2.0","id":2,\(Self.modern)}'
      read -r line; printf '%s\\n' '{"jsonrpc":"2.0","id":3,\(Self.list)}'; read -r line
      """
    #expect(try await fetch(script).revision == .july2026)
    let error = await #expect(throws: ToolListingFailure.self) {
      try await fetch(Self.server(["server/discover": Self.modernOnly, "initialize": Self.greeting]))
    }
    #expect(error?.code == .refused)
  }

  /// Answers after which nothing better comes, in the place of the list.
  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":3,"result":{"tools":[{"default":NaN}]}}"#, "found 'NaN' in '…"),
    (#"{"jsonrpc":"2.0","id":3,"result":{"tools":["#, "found the end of the text"),
    (#"{"jsonrpc":"2.0","id":"3","result":{"tools":[]}}"#, #"expected the id 3, found "3""#),
    (#"{"jsonrpc":"2.0","id":77,"result":{"tools":[]}}"#, "expected the id 3, found 77"),
    (#"{"jsonrpc":"2.0","id":null,"result":{"tools":[]}}"#, "expected the id 3, found null"),
    (#"{"jsonrpc":"2.0","result":{"tools":[]}}"#, "expected the id 3, found null"),
    (#"{"jsonrpc":"2.0","id":3,"result":[]}"#, "expected 'result' to be an object, found []"),
    (#"{"jsonrpc":"2.0","id":3,"result":{"tools":{}}}"#, "an array 'tools', found {}"),
  ])
  func saysAtOnceWhatIsWrongWithAnAnswer(_ line: String, _ sentence: String) async throws {
    let script = """
      read -r probe; printf '%s\\n' '{"jsonrpc":"2.0","id":1,\(Self.refusal)}'
      read -r greeting; printf '%s\\n' '{"jsonrpc":"2.0","id":2,\(Self.greeting)}'
      read -r done; read -r list; printf '%s\\n' '\(line)'; read -r end
      """
    let error = await #expect(throws: ToolListingFailure.self) {
      try await fetch(script, limits: Self.limits(timeout: 3600))
    }
    #expect(error?.code == .protocol)
    #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
  }

  @Test func passesOverAnErrorThatANotificationGot() async throws {
    let script = """
      read -r probe; printf '%s\\n' '{"jsonrpc":"2.0","id":1,\(Self.refusal)}'
      read -r greeting; printf '%s\\n' '{"jsonrpc":"2.0","id":2,\(Self.greeting)}'
      read -r done; printf '%s\\n' '{"jsonrpc":"2.0","id":null,\(Self.refusal)}'
      read -r list; printf '%s\\n' '{"jsonrpc":"2.0","id":2,\(Self.refusal)}'
      printf '%s' '{"jsonrpc":"2.0","id":3,\(Self.list)}'
      """
    #expect(try await fetch(script).toolSet["tools"]?.arrayValue?.count == 1)
  }

  @Test func showsWhatAProgramSaidThatListsNothing() async throws {
    let answers = ["server/discover": Self.modern, "tools/list": #""result":{"tools":[]}"#]
    let listing = try await fetch(Self.server(answers, preamble: "printf 'set API_KEY\\n  first' >&2"))
    #expect(listing.warnings == ["the server lists no tools; its last output was 'set API_KEY⏎  first'"])
    let unknown = answers.merging(["tools/list": #""result":{"resultType":"x","tools":[]}"#]) { $1 }
    let error = await #expect(throws: ToolListingFailure.self) { try await fetch(Self.server(unknown)) }
    #expect(error?.description.contains("of the type 'complete', found 'x'") == true)
  }

  @Test func givesTheProgramItsEnvironmentAndNothingElse() async throws {
    let script = #"echo "$(env | cut -d= -f1 | sort | tr '\n' ' ')" >&2; exit 4"#
    let error = await #expect(throws: ToolListingFailure.self) {
      try await ToolListing.fetch(
        command: "sh", arguments: ["-c", script], environment: ["ONE": "1", "PATH": "/usr/bin:/bin"],
        limits: Self.limits())
    }
    #expect(
      error?.description.hasSuffix("(exit code 4); its last output was 'ONE PATH PWD'") == true
        || error?.description.contains("'ONE PATH PWD SHLVL _'") == true, "\(String(describing: error))")
  }

  @Test(
    arguments: [
      ("echo boom >&2; exit 3", .exited, "it ended (exit code 3); its last output was 'boom'"),
      ("kill -9 $$", .exited, "it ended (signal 9)"), ("echo Usage: x; exit 0", .exited, "it wrote 'Usage: x'"),
      ("yes", .tooLarge, "at most 1048576 bytes"), ("head -c 100000000 /dev/zero", .tooLarge, "at most 1048576 bytes"),
      ("head -c 3000000 /dev/zero >&2; exit 5", .exited, "exit code 5"),
      ("while read -r line; do :; done", .timeout, "did not answer initialize within 1"),
      ("trap '' TERM; while read -r line; do :; done; sleep 60", .timeout, "did not answer initialize"),
    ] as [(String, ToolListingFailure.Code, String)])
  func outlastsAHostileProgram(_ script: String, _ code: ToolListingFailure.Code, _ sentence: String) async throws {
    let error = await #expect(throws: ToolListingFailure.self) {
      try await fetch(script, limits: Self.limits(probe: 0.2, timeout: code == .timeout ? 1 : 30))
    }
    #expect(error?.code == code, "\(String(describing: error))")
    #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
  }

  @Test func namesAProgramThatIsNotThere() async throws {
    let error = await #expect(throws: ToolListingFailure.self) {
      try await ToolListing.fetch(command: "no-such-program-anywhere")
    }
    #expect(error?.code == .notStarted)
    #expect(
      error?.description == "expected to start the program 'no-such-program-anywhere', found: No such file or directory"
    )
  }

  @Test func stopsWhenNobodyWaits() async throws {
    let fetching = Task { try await fetch("while read -r line; do :; done") }
    try await Task.sleep(for: .milliseconds(50))
    fetching.cancel()
    let error = await #expect(throws: ToolListingFailure.self) { try await fetching.value }
    #expect(error?.code == .cancelled)
  }
}
