import CurlHTTP
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlClientCancellationTests {
  /// A server that answers `/quick` and holds every other request.
  private func holdingServer() throws -> ScriptedServer {
    try ScriptedServer { peer in
      while let request = peer.readRequest() {
        if request.line.contains("/quick") { peer.write(answer("x")) } else { peer.waitForEnd() }
      }
    }
  }

  private func startSend(_ client: CurlClient, _ url: String) -> Task<CurlFailure?, Never> {
    Task { await failure { try await client.send(CurlRequest(url)) } }
  }

  @Test func aTaskCancelledBeforeItAsksAsksNothing() async throws {
    let server = try holdingServer()
    defer { server.stop() }
    let client = CurlClient()
    let url = server.url
    for _ in 0..<50 {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await failure { try await client.send(CurlRequest(url)) }
      }
      #expect(await task.value?.code == .cancelled)
    }
    #expect(server.seen.accepted == 0)
    #expect(try await client.send(CurlRequest(url + "/quick")).status == 200)
  }

  @Test func aTaskCancelledInTheQueueLeavesItAtOnce() async throws {
    let server = try holdingServer()
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 1)
    let running = startSend(client, server.url)
    #expect(await becomesTrue { server.seen.requests.count == 1 })
    let waiting = (0..<200).map { _ in startSend(client, server.url) }
    let last = startSend(client, server.url + "/quick")
    for task in waiting { task.cancel() }
    for task in waiting { #expect(await task.value?.code == .cancelled) }
    #expect(server.seen.requests.count == 1)
    running.cancel()
    #expect(await running.value?.code == .cancelled)
    #expect(await last.value == nil)
  }

  @Test func aTaskCancelledUnderWayEndsItsConnection() async throws {
    let server = try holdingServer()
    defer { server.stop() }
    let client = CurlClient()
    let tasks = (0..<20).map { _ in startSend(client, server.url) }
    #expect(await becomesTrue { server.seen.requests.count == 20 })
    for task in tasks { task.cancel() }
    for task in tasks {
      let failure = await task.value
      #expect(failure?.code == .cancelled)
      #expect(failure?.curlCode == nil)
    }
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func aCancelAfterTheEndChangesNothing() async throws {
    let server = try holdingServer()
    defer { server.stop() }
    let client = CurlClient()
    let task = startSend(client, server.url + "/quick")
    #expect(await task.value == nil)
    task.cancel()
    #expect(try await client.send(CurlRequest(server.url + "/quick")).status == 200)
    #expect(server.seen.accepted == 1)
  }

  @Test func cancelsThatRaceWithAnswersLoseNoTurn() async throws {
    let server = try holdingServer()
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 4)
    let url = server.url + "/quick"
    for round in 0..<20 {
      let tasks = (0..<40).map { _ in startSend(client, url) }
      for task in tasks.dropFirst(round) { task.cancel() }
      for task in tasks {
        let failure = await task.value
        #expect(failure == nil || failure?.code == .cancelled)
      }
    }
    for _ in 0..<8 { #expect(try await client.send(CurlRequest(url)).status == 200) }
    #expect(server.seen.mostOpen <= 8)
  }
}
