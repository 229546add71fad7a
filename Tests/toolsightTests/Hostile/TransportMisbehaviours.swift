import Foundation
import Synchronization

/// What HTTP messages do, whatever they carry.
extension Repertoire {
  /// The right answer in unusual clothes.
  var strangeHTTP: [Misbehaviour] {
    // Each attempt may come on another used connection, and there are as many as questions at a time.
    let resets = Countdown(from: 2)
    return [
      one("plain", .outcome("correct"), HTTP.message(call)),
      one("gzip", .outcome("correct")) { peer, _ in
        let packed = HTTP.gzip(call)
        peer.write(HTTP.head(["Content-Encoding: gzip", "Content-Length: \(packed.count)"]))
        peer.write(packed)
      },
      one(
        "chunks with trailers", .outcome("correct"),
        HTTP.head(["Transfer-Encoding: chunked", "Trailer: X-Sum"])
          + HTTP.chunked(call, size: 40, trailers: ["X-Sum: 1", "Content-Type: text/html"])),
      one(
        "chunks of one byte", .outcome("correct"),
        HTTP.head(["Transfer-Encoding: chunked"]) + HTTP.chunked(call, size: 1)),
      one(
        "interim heads", .outcome("correct"),
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + HTTP.message(call)),
      one("text as type", .outcome("correct"), HTTP.message(call, type: "text/plain")),
      one("HTML as type", .outcome("correct"), HTTP.message(call, type: "text/html; charset=latin1")),
      one("no type", .outcome("correct"), HTTP.message(call, type: nil)),
      one("ended by the connection", .outcome("correct")) { peer, _ in
        peer.write(HTTP.head(["Connection: close"]) + call)
        peer.end()
      },
      one("kept alive but closed", .outcome("correct")) { peer, _ in
        peer.write(HTTP.message(call))
        peer.end()
      },
      one("reset when used again", .outcome("correct")) { peer, request in
        if request.number > 1, resets.isOn() { peer.reset() } else { peer.write(HTTP.message(call)) }
      },
      one("slow but in time", .outcome("correct")) { peer, _ in
        peer.drip([
          HTTP.head(["Content-Length: \(call.utf8.count)"]), String(call.prefix(9)), String(call.dropFirst(9)),
        ])
      },
      one(
        "events that nobody asked for", .outcome("correct"),
        HTTP.message(say.events(.call).joined(), type: say.streamType)),
      one(
        "odd Retry-After on success", .outcome("correct"),
        HTTP.message(call, headers: ["Retry-After: -1e999", "X: \u{1}"])),
    ]
  }

  /// What is no HTTP message, or no whole one.
  var brokenHTTP: [Misbehaviour] {
    [
      one("reset before the head", .failure("connection")) { peer, _ in peer.reset() },
      one("closed before the head", .failure("connection")) { peer, _ in peer.end() },
      one("reset in the body", .failure("protocol")) { peer, _ in
        peer.write(HTTP.head(["Content-Length: 9000"]) + call.prefix(50))
        peer.reset()
      },
      one("closed in the body", .failure("protocol")) { peer, _ in
        peer.write(HTTP.head(["Content-Length: 9000"]) + call)
        peer.end()
      },
      one("closed in a chunk", .failure("protocol")) { peer, _ in
        peer.write(HTTP.head(["Transfer-Encoding: chunked"]) + "ff\r\n" + call.prefix(50))
        peer.end()
      },
      one("closed before the last chunk", .failure("protocol")) { peer, _ in
        peer.write(HTTP.head(["Transfer-Encoding: chunked"]) + HTTP.chunked(call, size: 50).dropLast(5))
        peer.end()
      },
      one("a chunk of no size", .failure("protocol"), HTTP.head(["Transfer-Encoding: chunked"]) + "zz\r\nab"),
      one("silence", .failure("timeout")) { peer, _ in peer.waitForEnd() },
      one("silence in the body", .failure("timeout")) { peer, _ in
        peer.write(HTTP.head(["Content-Length: 9000"]))
        peer.waitForEnd()
      },
      one("slow drip", .failure("timeout")) { peer, _ in
        peer.write(HTTP.head(["Content-Length: 1000000"]))
        peer.drip(Array(repeating: " ", count: 10_000))
      },
      one("slow drip of a head", .failure("timeout")) { peer, _ in
        peer.write("HTTP/1.1 200 OK\r\n")
        peer.drip(Array(repeating: "X: y\r\n", count: 10_000))
      },
      one(
        "broken gzip", .failure("protocol"), HTTP.message("no gzip at all", headers: ["Content-Encoding: gzip"])),
      one("cut gzip", .failure("protocol")) { peer, _ in
        let packed = Array(HTTP.gzip(call).prefix(90))
        peer.write(HTTP.head(["Content-Encoding: gzip", "Content-Length: \(packed.count)"]))
        peer.write(packed)
      },
      one("50 MB announced", .failure("protocol")) { peer, _ in
        peer.write(HTTP.head(["Content-Length: 52428800"]) + #"{"choices":[{"message":{"tool_calls":[{"function":"#)
        peer.waitForEnd()
      },
      one("endless head", .failure("protocol")) { peer, _ in
        let line = "X: \(String(repeating: "y", count: 8_000))\r\n"
        peer.write("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 200))
      },
      one("no HTTP", .failure("protocol")) { peer, _ in
        peer.write("SSH-2.0-OpenSSH_9.2\r\n")
        peer.end()
      },
    ]
  }

  var redirects: [Misbehaviour] {
    [
      one(
        "redirect to another host", .failure("bad_request"),
        HTTP.message("", "307 Temporary Redirect", headers: ["Location: http://localhost:9/v1/chat/completions"])),
      one(
        "redirect that loses the body", .failure("bad_request"),
        HTTP.message("", "302 Found", headers: ["Location: /v2/chat/completions"])),
      one(
        "redirect without a place", .failure("bad_request"), HTTP.message("", "308 Permanent Redirect")),
      one("304", .failure("bad_request"), "HTTP/1.1 304 Not Modified\r\n\r\n"),
    ]
  }
}

/// Says yes so many times; all connections share it, hence the lock.
private final class Countdown: Sendable {
  private let left: Mutex<Int>

  init(from count: Int) { left = Mutex(count) }

  func isOn() -> Bool {
    left.withLock { left in
      left -= 1
      return left >= 0
    }
  }
}
