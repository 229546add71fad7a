import Models

/// Every misbehaviour in one provider's words.
struct Repertoire: Sendable {
  typealias HTTP = HostileHTTP

  let provider: Provider

  init(_ provider: Provider) { self.provider = provider }

  var say: any Wording { provider.wording }
  /// The right answer.
  var call: String { say.answer(.call) }

  var all: [Misbehaviour] {
    strangeHTTP + brokenHTTP + redirects + refusals + strangeCalls + oddAnswers + brokenAnswers + brokenEvents + own
  }
  var inEvents: [Misbehaviour] { all.filter { $0.name.contains("event") } }

  /// For runs: of what slows a run down, because it waits or asks others to wait, one of each is enough; and a run is
  /// stopped where its first answers all are bad requests, so that these are few.
  var inRuns: [Misbehaviour] {
    all.filter { one in
      ![
        "silence in the body", "slow drip", "slow drip of a head", "429 with Retry-After", "429 with a date",
        "429 with nonsense",
        "429 inside a success", "503", "304", "redirect to another host", "redirect that loses the body",
        "redirect without a place",
      ].contains(one.name)
    }
  }

  func one(_ name: String, _ result: Misbehaviour.Result, act: @escaping HostileServer.Act) -> Misbehaviour {
    Misbehaviour(provider: provider, name: name, result: result, act: act)
  }

  /// Always the same bytes, and the connection stays open.
  func one(_ name: String, _ result: Misbehaviour.Result, _ text: String) -> Misbehaviour {
    one(name, result) { peer, _ in peer.write(text) }
  }
}
