import CurlHTTP
import Foundation
import LoopbackHTTP
import OrderedJSON
import TestSupport

@testable import MCP

/// An MCP server and its authorization server behind one port. It checks what clients send as the specifications want it, and
/// each test spoils one thing of what it answers.
struct LoopbackIssuer: Sendable {
  /// What the MCP server wants of a token.
  var needed: [String] = ["tools:list"]
  /// What the first challenge names, where it is less.
  var challenged: [String] = ["tools:list"]
  var namesMetadata = true
  var metadataPlace = "/.well-known/oauth-protected-resource/mcp"
  var issuerPlace = "/.well-known/oauth-authorization-server/as"
  var resource: @Sendable (JSONObject) -> JSONObject = { $0 }
  var issuer: @Sendable (JSONObject) -> JSONObject = { $0 }
  /// Of the address that the browser is sent back to.
  var answer: @Sendable (String) -> String = { $0 }
  /// Seconds.
  var lifetime = 3600
  var secret = "s e:cret"

  let state = Box(State())

  struct State {
    var tokens: [String: [String]] = [:]
    var refreshes: Set<String> = []
    var codes: [String: [String: String]] = [:]
    var redirects: [String: String] = [:]
    /// The forms that came to the token endpoint.
    var forms: [[String: String]] = []
    var registrations: [JSON] = []
    var listings = 0
  }

  func answer(_ request: LoopbackRequest, _ message: JSON?) -> LoopbackResponse {
    let base = "http://" + (request.headers["Host"] ?? "")
    switch request.path {
    case metadataPlace: return .message(.object(resource(resourceDocument(base))))
    case issuerPlace: return .message(.object(issuer(issuerDocument(base))))
    case "/as/authorize": return authorize(request, base)
    case "/as/token": return token(request, base)
    case "/as/register": return register(message)
    case "/mcp": return serve(request, message, base)
    default: return LoopbackResponse(status: 404)
    }
  }

  private func resourceDocument(_ base: String) -> JSONObject {
    [
      "resource": .string(base + "/mcp"), "authorization_servers": [.string(base + "/as")],
      "scopes_supported": .array(needed.map(JSON.string)),
    ]
  }

  private func issuerDocument(_ base: String) -> JSONObject {
    [
      "issuer": .string(base + "/as"), "authorization_endpoint": .string(base + "/as/authorize"),
      "token_endpoint": .string(base + "/as/token"), "registration_endpoint": .string(base + "/as/register"),
      "code_challenge_methods_supported": ["S256"], "authorization_response_iss_parameter_supported": true,
    ]
  }

  /// The MCP server: any tools for who has the scopes.
  private func serve(_ request: LoopbackRequest, _ message: JSON?, _ base: String) -> LoopbackResponse {
    let metadata = namesMetadata ? ", resource_metadata=\"\(base + metadataPlace)\"" : ""
    let token = request.headers["Authorization"]?.dropFirst("Bearer ".count).description ?? ""
    guard let scopes = state.value.tokens[token] else {
      let challenge = "Bearer scope=\"\(challenged.joined(separator: " "))\"\(metadata)"
      return LoopbackResponse(status: 401, headers: ["WWW-Authenticate": challenge])
    }
    guard Set(needed).isSubset(of: scopes) else {
      let challenge = "Bearer error=\"insufficient_scope\", scope=\"\(needed.joined(separator: " "))\"\(metadata)"
      return LoopbackResponse(status: 403, headers: ["WWW-Authenticate": challenge])
    }
    guard message?["method"] == "tools/list" else {
      return .result(
        ["supportedVersions": ["2026-07-28"], "capabilities": ["tools": [:]], "resultType": "complete"], to: message)
    }
    state.update { $0.listings += 1 }
    return .result(
      ["tools": [["name": "a", "inputSchema": ["type": "object"]]], "resultType": "complete"], to: message)
  }

  private func register(_ message: JSON?) -> LoopbackResponse {
    state.update { state in
      if let message { state.registrations.append(message) }
      state.redirects["client-\(state.registrations.count)"] = message?["redirect_uris"]?[0]?.stringValue
    }
    return .message(["client_id": .string("client-\(state.value.registrations.count)")], status: 201)
  }

  /// A person who says yes.
  private func authorize(_ request: LoopbackRequest, _ base: String) -> LoopbackResponse {
    let names = [
      "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
      "resource",
    ]
    let fields = Dictionary(firstOf: names.compactMap { name in request.queryValue(name).map { (name, $0) } })
    guard fields["response_type"] == "code", fields["code_challenge_method"] == "S256",
      fields["resource"] == base + "/mcp", let redirect = fields["redirect_uri"],
      redirect == state.value.redirects[fields["client_id"] ?? ""]
    else { return LoopbackResponse(status: 400) }
    let code = ProofKey.randomWord()
    state.update { $0.codes[code] = fields }
    let back = FormBody([("code", code), ("state", fields["state"]), ("iss", base + "/as")]).appended(to: redirect)
    return LoopbackResponse(status: 302, headers: ["Location": answer(back)])
  }

  private func token(_ request: LoopbackRequest, _ base: String) -> LoopbackResponse {
    let body = LoopbackRequest(method: "GET", target: "/?" + String(decoding: request.body, as: UTF8.self))
    let names = [
      "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret", "scope", "resource",
      "refresh_token",
    ]
    let form = Dictionary(firstOf: names.compactMap { name in body.queryValue(name).map { (name, $0) } })
    state.update { $0.forms.append(form) }
    guard form["resource"] == base + "/mcp", let scopes = granted(form, request) else {
      return .message(["error": "invalid_grant", "error_description": "not you"], status: 400)
    }
    let (token, refresh) = (ProofKey.randomWord(), ProofKey.randomWord())
    state.update { state in
      state.tokens[token] = scopes
      state.refreshes.insert(refresh)
    }
    return .message([
      "access_token": .string(token), "token_type": "Bearer", "expires_in": .number(JSONNumber(lifetime)),
      "refresh_token": .string(refresh), "scope": .string(scopes.joined(separator: " ")),
    ])
  }

  private func granted(_ form: [String: String], _ request: LoopbackRequest) -> [String]? {
    let asked = form["scope"]?.split(separator: " ").map(String.init) ?? []
    switch form["grant_type"] {
    case "client_credentials":
      let pair = FormBody.encoded("robot") + ":" + FormBody.encoded(secret)
      return request.headers["Authorization"] == "Basic " + Data(pair.utf8).base64EncodedString() ? asked : nil
    case "authorization_code":
      guard let code = state.update({ $0.codes.removeValue(forKey: form["code"] ?? "") }),
        code["client_id"] == form["client_id"], code["redirect_uri"] == form["redirect_uri"],
        ProofKey(verifier: form["code_verifier"] ?? "").challenge == code["code_challenge"]
      else { return nil }
      return code["scope"]?.split(separator: " ").map(String.init) ?? []
    case "refresh_token":
      return state.update({ $0.refreshes.remove(form["refresh_token"] ?? "") }).map { _ in needed }
    default: return nil
    }
  }
}

/// A browser that goes where it is sent, once.
enum QuickBrowser {
  static let open: @Sendable (String) async -> Void = { url in
    let client = CurlClient(maxConcurrent: 1)
    guard let answer = try? await client.send(CurlRequest(url)), let back = answer.headers["Location"] else { return }
    _ = try? await client.send(CurlRequest(back))
    await client.shutdown()
  }
}
