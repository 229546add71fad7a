package import CurlHTTP
package import EvalCore
import LoopbackHTTP
import OrderedJSON
import Synchronization

/// A run's way to its embedded server: every list and every call goes over libcurl and loopback, as any host's would.
package final class EmbeddedToolHost: ToolHost {
  private let server: EmbeddedServer
  private let wire: HostWire
  /// Shared by all trials, so that a list is fetched once however many ask for it; hence the lock.
  private let lists = Mutex<[ListKey: Task<Result<HostList, ToolHostFailure>, Never>]>([:])

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
    let message = ModernRequest(id: 1, "tools/call", call.params, subject: call.name, parameterHeaders: headers)
    switch try await outcome(message, of: call, in: trial) {
    case .result(let result): return ToolReply(result: result)
    case .error(let code, let message, let data):
      let layer = ToolReply.layer(markedIn: data)
      return ToolReply(text: "MCP error \(code): \(message)", isError: true, layer: layer)
    case .unreadable(let reason): throw ToolHostFailure("tools/call: \(reason)")
    }
  }

  package func end(_ trial: Trial) async { server.end(trial) }

  /// A call that the server would refuse unread is the model's mistake all the same, and not the wire's.
  private func outcome(
    _ message: ModernRequest, of call: ModelCall, in trial: Trial
  ) async throws(ToolHostFailure) -> RPCOutcome {
    guard !message.fits(EmbeddedServer.limits) else {
      let whose = try await server.authorization(trial, isOwn: true)
      return try await wire.outcome(at: server.url(trial), message, whose)
    }
    let request = RPCRequest(id: 1, method: message.method, params: call.params)
    guard let answer = await server.answer(request, in: trial) else {
      throw ToolHostFailure("\(message.method): nothing is served for the trial \(trial.number)")
    }
    return try HostWire.outcome(answer, of: message.method, "no HTTP")
  }

  private func list(for trial: Trial) async throws(ToolHostFailure) -> HostList {
    let isOwn = server.variants.hasOwnList(trial)
    let key = ListKey(variant: trial.variant, caseID: isOwn ? trial.caseID : nil)
    let url = isOwn ? server.url(trial) : server.url(variant: trial.variant)
    let fetch = lists.withLock { lists in
      let fetch = lists[key] ?? Task { await self.fetch(url, key, for: trial, isOwn: isOwn) }
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

  private func fetch(
    _ url: String, _ key: ListKey, for trial: Trial, isOwn: Bool
  ) async -> Result<HostList, ToolHostFailure> {
    do throws(ToolHostFailure) {
      let whose = try await server.authorization(trial, isOwn: isOwn)
      return await wire.list(at: url, whose, server.catalogues, key)
    } catch {
      return .failure(error)
    }
  }
}

/// A variant's list, or that of a case that brings tools or a principal of its own.
private struct ListKey: Hashable {
  let variant: String
  let caseID: String?
}

/// A list as the server gave it, with what its tools want in headers.
private struct HostList: Sendable {
  let catalogue: Catalogue
  private let parameters: [String: [HeaderParameter]]

  init(_ listed: [JSON], _ catalogues: Catalogues) throws(ToolHostFailure) {
    var tools: [Tool] = []
    for json in listed {
      guard let tool = json.objectValue.flatMap(Tool.init) else {
        throw ToolHostFailure("expected tools/list to give tools with names, found \(json.excerpt())")
      }
      tools.append(tool)
    }
    catalogue = catalogues.catalogue(of: tools)
    parameters = HeaderParameter.byTool(tools)
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

  func list(
    at url: String, _ whose: [(name: String, value: String)], _ catalogues: Catalogues, _ key: ListKey
  ) async -> Result<HostList, ToolHostFailure> {
    do throws(ToolHostFailure) {
      var pages = ToolPages()
      var next: JSONObject? = [:]
      while let params = next {
        switch try await outcome(at: url, ModernRequest(id: 1, "tools/list", params), whose) {
        case .result(let result):
          do { next = try pages.take(result) } catch { throw ToolHostFailure(error.description) }
        case .error(let code, let message, _): throw ToolHostFailure("tools/list gave error \(code): \(message)")
        case .unreadable(let reason): throw ToolHostFailure("tools/list: \(reason)")
        }
      }
      let list = try HostList(pages.tools, catalogues)
      catalogues.keep(list.catalogue, shownBy: key.variant, caseID: key.caseID)
      return .success(list)
    } catch {
      return .failure(error)
    }
  }

  /// Over HTTP the connection tells answers apart, so that one id serves all requests.
  ///
  /// - Parameter whose: the header that says who asks, if any.
  func outcome(
    at url: String, _ message: ModernRequest, _ whose: [(name: String, value: String)]
  ) async throws(ToolHostFailure) -> RPCOutcome {
    var request = CurlRequest("POST", url, headers: message.headers + whose, body: message.body)
    // A fault may come as late as its author likes; the trial's own deadline ends the wait.
    request.timeout = .seconds(24 * 3600)
    let response: CurlResponse
    do { response = try await client.send(request) } catch { throw ToolHostFailure("\(message.method): \(error)") }
    return try Self.outcome(response.body, of: message.method, "HTTP \(response.status)")
  }

  static func outcome(
    _ answer: [UInt8], of method: String, _ carrier: String
  ) throws(ToolHostFailure) -> RPCOutcome {
    if let body = try? JSON(parsing: answer), let outcome = RPCOutcome(body) { return outcome }
    let text = String(decoding: answer.prefix(400), as: UTF8.self)
    throw ToolHostFailure("\(method): expected a JSON-RPC response, found \(carrier) '\(text.excerpt())'")
  }
}

extension ModernRequest {
  /// Whether a server reads a message: one that is too large, or nested too deep, it refuses before it knows what it says.
  fileprivate func fits(_ limits: LoopbackLimits) -> Bool {
    let sizes = headers.map { $0.name.utf8.count + $0.value.utf8.count }
    // The other half is for what libcurl adds, and for the path.
    guard sizes.reduce(0, +) <= limits.headerBytes / 2, headers.count <= limits.headerFields / 2 else { return false }
    guard body.count <= limits.bodyBytes else { return false }
    return body.count < JSONLimits.default.depth || (try? JSON(parsing: body)) != nil
  }
}
