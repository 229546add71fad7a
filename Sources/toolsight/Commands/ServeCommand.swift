import ArgumentParser
import CurlHTTP
import EvalCore
import Foundation
import LoopbackHTTP
import MCP
import OrderedJSON

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves a suite's variants as an MCP server, so that any MCP client can be pointed at them.",
    discussion: """
      Examples:
        toolsight serve suites/tracker.yaml --port 8080
        toolsight serve suites/tracker.yaml --variant rewrite --stdio
        toolsight serve suites/tracker.yaml --port 8443 --tls-cert cert.pem --tls-key key.pem
      """)

  @Argument(help: "A suite's file.", completion: .file())
  var suite: String

  @Option(help: ArgumentHelp("The address to listen on; only this machine's own.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "port"))
  var port = 0

  @Option(
    help: ArgumentHelp("A certificate in PEM, followed by its chain, to serve https.", valueName: "file"),
    completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The certificate's private key in PEM, without a passphrase.", valueName: "file"),
    completion: .file())
  var tlsKey: String?

  @Option(help: ArgumentHelp("The variant that --stdio serves. (default: the control)", valueName: "name"))
  var variant: String?

  @Option(help: ArgumentHelp("The most tools in one answer to tools/list. (default: all)", valueName: "count"))
  var pageSize: Int?

  @Flag(help: "Speak over standard input and output instead of HTTP.")
  var stdio = false

  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func validate() throws {
    if let pageSize, pageSize < 1 { throw ValidationError("--page-size must be at least 1, found \(pageSize)") }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError(
        "--tls-cert and --tls-key go together, found only \(tlsCert == nil ? "--tls-key" : "--tls-cert")")
    }
    if stdio, tlsCert != nil {
      throw ValidationError("--stdio needs no TLS, found --tls-cert beside it: leave out one of them")
    }
  }

  func run() async throws {
    let console = printing.console
    let suite = try registry.files(console).suite(suite)
    let variant = variant ?? suite.control.name
    _ = try suite.requireVariant(variant)
    sayWhatHasNoEffect(of: suite, console)
    let client = CurlClient(maxConcurrent: 64)
    let access = try await ServedAccess(suite: suite, client: client).access { Terminal.complain($0) }
    let executions = Executions(suite, client: client)
    try await executions.check(suite, console)
    if stdio {
      await StdioServer(suite, variant: variant, pageSize: pageSize, executor: executions.executor)?.run()
    } else {
      try await serve(suite, executions, access, console)
    }
    await executions.end()
    await client.shutdown()
  }

  private var tls: LoopbackTLS? {
    get throws(LoopbackError) {
      guard let tlsCert, let tlsKey else { return nil }
      return try LoopbackTLS(certificateFile: tlsCert, keyFile: tlsKey) { Terminal.complain($0) }
    }
  }

  private func serve(_ suite: Suite, _ executions: Executions, _ access: Access?, _ console: Console) async throws {
    let isVerbose = console.isVerbose
    let server: EmbeddedServer
    do {
      server = try await EmbeddedServer.start(
        suite, host: host, port: port, tls: try tls, token: nil, pageSize: pageSize,
        executor: executions.executor, access: access
      ) { entry in
        if isVerbose { Terminal.complain(Self.line(entry)) }
      }
    } catch {
      throw CommandFailure(.wrongInput, "\(error)")
    }
    show(suite.variants.map { ($0.name, server.url(variant: $0.name), server.sseURL(variant: $0.name)) }, console)
    console.remark("serving until Ctrl-C; the second address of a variant is for clients of HTTP+SSE")
    let interrupts = Interrupts()
    _ = try? await interrupts.withCancellation { try await Task.sleep(for: .seconds(1e9)) }
    await server.stop()
  }

  /// No request belongs to a conversation, and without tokens nobody says who asks.
  private func sayWhatHasNoEffect(of suite: Suite, _ console: Console) {
    let settings = suite.variants.map { suite.server(in: $0) }
    let isAsked = suite.server.auth != nil && !stdio
    if settings.contains(where: { $0.limits.conversation != nil }) {
      console.remark("'limits.conversation' has no effect here: only a run knows which conversation a call belongs to")
    }
    if !isAsked, settings.contains(where: { $0.limits.tenant != nil }) {
      console.remark(
        "'limits.tenant' has no effect here: nobody says for which tenant a call is made: name whose tokens count under 'server.auth'"
      )
    }
    if !isAsked, settings.contains(where: { !$0.scopes.isEmpty }) {
      console.remark(
        "'scopes' hide nothing here, where nobody says who calls: name whose tokens count under 'server.auth'")
    }
  }

  private func show(_ variants: [(name: String, url: String, sseURL: String)], _ console: Console) {
    guard console.format == .json else {
      return variants.forEach { Terminal.write("\($0.name)  \($0.url)  \($0.sseURL)") }
    }
    let all = variants.map { variant -> JSON in
      ["variant": .string(variant.name), "url": .string(variant.url), "sseURL": .string(variant.sseURL)]
    }
    Terminal.write(.array(all))
  }

  private static func line(_ entry: CallLogEntry) -> String {
    let tool = entry.tool.map { " \($0)" } ?? ""
    return
      "\(entry.method)\(tool) → \(entry.isError ? "error, " : "")\(entry.responseBytes.counted("byte")) (\(entry.revision))"
  }
}
