/// What a model answers to the prompts of `fixtures/recordings/providers/suite.yaml`: right but for one case, which only the
/// rewritten description helps.
enum ProviderAnswers {
  static func said(to asked: Asked) -> Said {
    let tools = Tools(asked)
    return switch (asked.prompt, asked.results.count) {
    case ("Find issues about the login page.", 0): Said(calls: [tools.search("login")])
    case ("Show me issues 7 and 8.", 0): Said(text: "Here they come.", calls: [7, 8].map(tools.show))
    case ("Show me issue 7.", 0): Said(calls: [tools.show(7)])
    case ("Close it.", 0): Said(calls: [tools.close(7)])
    case ("Did anybody see a crash?", 0): tools.knowCrashes ? Said(calls: [tools.search("crash")]) : Said(text: "No.")
    case (let prompt, let count) where prompt.hasPrefix("Close every issue"): closing(count, tools, asked.results.last)
    default: Said(text: "You are welcome.")
    }
  }

  /// One call, then two at once, then one about the call that failed.
  private static func closing(_ results: Int, _ tools: Tools, _ last: String?) -> Said {
    switch results {
    case 0: Said(calls: [tools.search("login")])
    case 1: Said(calls: [7, 8].map(tools.close))
    case 3 where last?.contains("locked") == true: Said(calls: [tools.comment(8)])
    default: Said(text: "Issue 7 is closed, issue 8 is locked.")
    }
  }

  /// The tools by the names that they have on the wire, in this variant.
  private struct Tools {
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    var knowCrashes: Bool { asked.tools.values.contains { $0.contains("crash") } }

    func search(_ query: String) -> Said.Call {
      let name = asked.tools["issues.search"] == nil ? "issues_search" : "issues.search"
      return Said.Call(name: name, arguments: #"{"query":"\#(query)"}"#)
    }

    func show(_ number: Int) -> Said.Call { Said.Call(name: "show_issue", arguments: #"{"number":\#(number)}"#) }

    func close(_ number: Int) -> Said.Call {
      asked.tools["resolve"] == nil
        ? Said.Call(name: "close_issue", arguments: #"{"number":\#(number)}"#)
        : Said.Call(name: "resolve", arguments: #"{"issue":\#(number)}"#)
    }

    func comment(_ number: Int) -> Said.Call {
      Said.Call(name: "add_comment", arguments: #"{"number":\#(number),"body":"It is locked."}"#)
    }
  }
}
