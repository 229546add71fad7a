import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Registry

/// A real server from Debian in a cluster of its own, which `pg_virtualenv` makes, and drops once its input ends: with the
/// tests, however they end.
struct PostgresServer: Sendable {
  @TaskLocal static var current: PostgresServer?

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/pg_virtualenv") && LibPQ.shared != nil

  /// Of the superuser, without a database.
  private let base: String
  let password: String

  fileprivate init(url: String) throws {
    base = url
    password = try #require(RegistryAddress.passwords(in: url).first)
  }

  /// The URL of a new, empty database.
  func database(_ parameters: String = "") throws -> String {
    let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
    _ = try connection("postgres").rows("CREATE DATABASE \(name)", [])
    return "\(base)/\(name)\(parameters)"
  }

  private func connection(_ database: String) throws -> PostgresConnection {
    try PostgresConnection("\(base)/\(database)", try LibPQ.require())
  }

  /// The same database with nobody listening at this place.
  static func closed(_ url: String) throws -> String {
    let port = try freePort()
    return url.replacing(#/@[^\/]+/#, with: "@127.0.0.1:\(port)")
  }

  /// Runs statements beside the registry.
  static func run(_ sql: String, at url: String) throws {
    _ = try PostgresConnection(url, try LibPQ.require()).rows(sql, [])
  }

  /// Ends every other connection to a database.
  static func terminateOthers(at url: String) throws {
    try run(
      """
      SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """, at: url)
  }

  static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isBound)
    return UInt16(bigEndian: address.sin_port)
  }
}

/// Gives a suite a server for the time of its tests.
struct PostgresServerTrait: SuiteTrait, TestScoping {
  /// The URL goes to the standard output, and nothing else does: who cleans up and says so must not die of a reader who has.
  private static let script = #"""
    exec 3>&1 >/dev/null 2>&1
    exec pg_virtualenv -t sh -c '
      echo "postgres://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT" >&3
      exec 3>&- cat'
    """#

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    // Nobody but its owner may run a server, and root may not at all.
    let isRoot = getuid() == 0
    let asOwner = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = (isRoot ? asOwner : []) + ["sh", "-c", Self.script]
    process.environment = [
      "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "USER": isRoot ? "postgres" : NSUserName(), "TMPDIR": "/tmp",
      "LANG": "C.UTF-8", "PGPORT": "\(try PostgresServer.freePort())",
    ]
    process.currentDirectoryURL = URL(filePath: "/")
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let url = await Self.blocking { Self.url(in: output.fileHandleForReading) }
    let result = await Result {
      try await PostgresServer.$current.withValue(PostgresServer(url: try #require(url))) { try await function() }
    }
    try? input.fileHandleForWriting.close()
    await Self.blocking { process.waitUntilExit() }
    try result.get()
  }

  /// What the script prints once the server answers; nil where it never did.
  private static func url(in output: FileHandle) -> String? {
    var printed = ""
    while !printed.contains(#/postgres:.*\n/#) {
      let data = output.availableData
      if data.isEmpty { return nil }
      printed += String(decoding: data, as: UTF8.self)
    }
    return printed.split(separator: "\n").first { $0.hasPrefix("postgres://") }.map(String.init)
  }

  /// Waits in a thread of its own, because other tests have the few that tasks share.
  private static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { waiter in
      Thread { waiter.resume(returning: work()) }.start()
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
