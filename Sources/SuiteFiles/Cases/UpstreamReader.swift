import EvalCore

extension LiveResultReader {
  /// Reads `~upstream`: nil after a complaint.
  func upstream(_ node: LocatedNode) -> ToolExecution.Kind? {
    guard let fields = Fields(node, .upstream, complaints) else { return nil }
    let server = server(fields)
    let tool = fields["tool"]?.nonEmptyString("'tool'", complaints)
    let timeout = fields["timeout"]?.duration("'timeout'", in: 10...600_000, complaints)
    let breaker = fields["breaker"].flatMap(breaker)
    guard let server else { return nil }
    var upstream = UpstreamExecution(server)
    upstream.tool = tool
    upstream.timeout = timeout ?? upstream.timeout
    upstream.breaker = breaker ?? upstream.breaker
    return .upstream(upstream)
  }

  private func server(_ fields: Fields) -> UpstreamExecution.Server? {
    switch (fields["command"], fields["url"]) {
    case (let node?, nil):
      let environment = fields["env"]?.strings("'env'", complaints) ?? []
      return command(node).map { .command($0, environment: environment) }
    case (nil, let node?):
      if let env = fields["env"] {
        complaints.error(at: env.position, "expected 'env' beside a 'command' alone, found it beside a 'url'")
      }
      return url(node).map { .url($0) }
    case (let command?, _):
      complaints.error(at: command.position, "expected either 'command' or 'url', found both")
    case (nil, nil):
      if fields.isMisspelled("command") || fields.isMisspelled("url") { return nil }
      complaints.error(at: fields.node.position, "expected a key 'command' or 'url'")
    }
    return nil
  }

  private func url(_ node: LocatedNode) -> String? {
    guard let url = node.nonEmptyString("'url'", complaints) else { return nil }
    if url.hasPrefix("http://") || url.hasPrefix("https://") { return url }
    complaints.error(at: node.position, "expected a URL that begins with http:// or https://, found \(node.found)")
    return nil
  }

  private func breaker(_ node: LocatedNode) -> BreakerSettings? {
    guard let fields = Fields(node, .breaker, complaints) else { return nil }
    var settings = BreakerSettings()
    if let failures = fields["failures"]?.integer("'failures'", in: 1...1000, complaints) {
      settings.failures = failures
    }
    if let open = fields["open"]?.duration("'open'", in: 10...86_400_000, complaints) { settings.open = open }
    return settings
  }
}
