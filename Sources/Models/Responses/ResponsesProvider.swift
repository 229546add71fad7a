extension Provider {
  /// OpenAI's Responses, and of everything compatible.
  package static let responses = Provider(
    name: Responses.name, vendor: .openAI, limits: Responses.limits, unsent: [.seed],
    endpointKeys: ["preset", "strict", "headers", "query"], messageMembers: ["input"],
    systemMembers: ["instructions"], pricedAs: openAI.name, ruleMakers: RuleMaker.behindCompatible,
    makeDialect: { Responses(EndpointQuirks($0, model: $1, $2, wantsStrict: true)) })
}
