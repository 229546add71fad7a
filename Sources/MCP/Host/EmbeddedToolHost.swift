package import CurlHTTP
package import EvalCore
import OrderedJSON
import Synchronization

/// A run's way to its embedded server: every list and every call goes over libcurl and loopback, as any host's would.
package final class EmbeddedToolHost: ToolHost {
  private let server: EmbeddedServer
  private let wire: HostWire
  /// Shared by all trials, so that a list is fetched once however many ask for it; hence the lock.
  private let lists = Mutex<[ListKey: Task<Result<HostList, ToolHostFailure>, Never>]>([:])

  /// A variant's list, or that of a case that brings tools of its own.
  private struct ListKey: Hashable {
    let variant: String
    let caseID: String?
  }

  /// - Parameter client: with room for as many requests as trials run at a time.
  package init(_ server: EmbeddedServer, client: CurlClient) {
    self.server = server
    wire = HostWire(client: client)
  }

  package func catalogue(for trial: Trial) async throws(ToolHostFailure) -> Catalogue {
    try await list(for: trial).catalogue
  }

  package func reply(to call: ModelCall, in trial: Trial) async throws(ToolHostFailure) -> ToolReply {
    let headers = try await list(for: trial).headers(of: call)
    let url = server.url(trial)
    switch try await wire.outcome(at: url, "tools/call", call.params, subject: call.name, parameterHeaders: headers) {
    case .result(let result): return ToolReply(result: result)
    case .error(let code, let message, _): return ToolReply(text: "MCP error \(code): \(message)", isError: true)
    }
  }

  package func end(_ trial: Trial) async { server.end(trial) }

  private func list(for trial: Trial) async throws(ToolHostFailure) -> HostList {
    let isOwn = server.offers.hasOwnTools(trial)
    let key = ListKey(variant: trial.variant, caseID: isOwn ? trial.caseID : nil)
    let url = isOwn ? server.url(trial) : server.url(variant: trial.variant)
    let fetch = lists.withLock { lists in
      let fetch = lists[key] ?? Task { [wire] in await wire.list(at: url) }
      lists[key] = fetch
      return fetch
    }
    do {
      return try await fetch.value.get()
    } catch {
      // The next trial asks again.
      lists.withLock { if $0[key] == fetch { $0[key] = nil } }
      throw error
    }
  }
}

/// A list as the server gave it, with what its tools want in headers.
private struct HostList: Sendable {
  let catalogue: Catalogue
  private let parameters: [String: [HeaderParameter]]

  init(_ listed: [JSON]) throws(ToolHostFailure) {
    var tools: [Tool] = []
    for json in listed {
      guard let tool = json.objectValue.flatMap(Tool.init) else {
        throw ToolHostFailure("expected tools/list to give tools with names, found \(json.excerpt())")
      }
      tools.append(tool)
    }
    catalogue = Catalogue(tools: tools, key: ContentDigest.sha256(JSON.array(listed).utf8Bytes))
    let annotated = tools.map { ($0.name, (try? HeaderParameter.parameters(of: $0.inputSchema)) ?? []) }
    parameters = Dictionary(annotated.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  func headers(of call: ModelCall) -> [(name: String, value: String)] {
    guard let parameters = parameters[call.name], let arguments = call.object else { return [] }
    return parameters.compactMap { parameter in
      parameter.headerValue(in: arguments).map { (name: parameter.header, value: $0) }
    }
  }
}

extension ModelCall {
  /// Malformed arguments go as they are, so that the server refuses and logs them.
  fileprivate var params: JSONObject {
    switch arguments {
    case .object(let object): ["name": .string(name), "arguments": .object(object)]
    case .malformed(let text, _): ["name": .string(name), "arguments": .string(text)]
    }
  }
}

/// Carries the host's requests.
private struct HostWire: Sendable {
  let client: CurlClient

  func list(at url: String) async -> Result<HostList, ToolHostFailure> {
    do throws(ToolHostFailure) {
      var pages = ToolPages()
      var next: JSONObject? = [:]
      while let params = next {
        switch try await outcome(at: url, "tools/list", params) {
        case .result(let result):
          do { next = try pages.take(result) } catch { throw ToolHostFailure(error.description) }
        case .error(let code, let message, _): throw ToolHostFailure("tools/list gave error \(code): \(message)")
        }
      }
      return .success(try HostList(pages.tools))
    } catch {
      return .failure(error)
    }
  }

  func outcome(
    at url: String, _ method: String, _ params: JSONObject, subject: String? = nil,
    parameterHeaders: [(name: String, value: String)] = []
  ) async throws(ToolHostFailure) -> RPCOutcome {
    // Over HTTP the connection tells answers apart, so that one id serves all requests.
    let message = ModernRequest(id: 1, method, params, subject: subject, parameterHeaders: parameterHeaders)
    var request = CurlRequest("POST", url, headers: message.headers, body: message.body)
    // A fault may come as late as its author likes; the trial's own deadline ends the wait.
    request.timeout = .seconds(24 * 3600)
    let response: CurlResponse
    do { response = try await client.send(request) } catch { throw ToolHostFailure("\(method): \(error)") }
    guard let body = try? JSON(parsing: response.body), let outcome = RPCOutcome(body) else {
      let text = String(decoding: response.body.prefix(400), as: UTF8.self)
      throw ToolHostFailure(
        "\(method): expected a JSON-RPC response, found HTTP \(response.status) '\(text.excerpt())'")
    }
    return outcome
  }
}
