import CurlHTTP
import EvalCore
import MCP
import OrderedJSON
import Synchronization

/// All upstream servers that were asked so far, each once; a class because calls share them.
final class Upstreams: Sendable {
  /// Tools with the same server and the same breaker's settings share both.
  private struct Key: Hashable {
    let server: UpstreamExecution.Server
    let breaker: BreakerSettings
  }

  private let place: ExecutionPlace
  private let client: CurlClient
  private let clock: Executor.Clock
  private let lines = Mutex<[Key: UpstreamLine]>([:])

  init(place: ExecutionPlace, client: CurlClient, clock: @escaping Executor.Clock) {
    (self.place, self.client, self.clock) = (place, client, clock)
  }

  func answer(_ upstream: UpstreamExecution, _ tool: String, _ arguments: JSONObject) async -> ExecutionAnswer {
    let line: UpstreamLine
    do throws(ExecutionProblem) { line = try self.line(upstream) } catch {
      return ExecutionAnswer(.failure(error.failure))
    }
    return await line.answer(upstream.tool ?? tool, arguments, within: upstream.timeout)
  }

  private func line(_ upstream: UpstreamExecution) throws(ExecutionProblem) -> UpstreamLine {
    let key = Key(server: upstream.server, breaker: upstream.breaker)
    if let known = lines.withLock({ $0[key] }) { return known }
    let new = UpstreamLine(try server(upstream.server), upstream.breaker, clock: clock)
    return lines.withLock { lines in
      let line = lines[key] ?? new
      lines[key] = line
      return line
    }
  }

  private func server(_ server: UpstreamExecution.Server) throws(ExecutionProblem) -> UpstreamServer {
    switch server {
    case .url(let url): return UpstreamServer(url: url, client: client)
    case .command(let words, let names):
      let command = try place.command(words)
      var environment = ChildEnvironment.ordinary(in: place.environment)
      for name in names { environment[name] = place.environment[name] }
      return UpstreamServer(command: command[0], arguments: Array(command.dropFirst()), environment: environment)
    }
  }

  /// What keeps a server from being asked, as far as that shows before it is asked.
  static func problem(_ upstream: UpstreamExecution, _ place: ExecutionPlace) -> ExecutionProblem? {
    guard case .command(let words, let names) = upstream.server else { return nil }
    do throws(ExecutionProblem) { _ = try place.command(words) } catch { return error }
    guard let missing = names.first(where: { place.environment[$0] == nil }) else { return nil }
    return ExecutionProblem("the variable '\(missing.excerpt())' of '~upstream' is not set", fix: "export \(missing)=…")
  }

  func end() async {
    let all = lines.withLock { lines in
      defer { lines = [:] }
      return Array(lines.values)
    }
    for line in all { await line.end() }
  }
}
