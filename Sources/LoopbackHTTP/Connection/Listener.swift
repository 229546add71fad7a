import NIOCore
import NIOExtras
import NIOPosix

/// The open port of one server, from which connections are taken.
struct Listener {
  /// Closes the port and tells every connection to end after the answer that it is giving.
  let quiescing: ServerQuiescingHelper
  let setup: ConnectionSetup
  private let connections: NIOAsyncChannel<Connection, Never>

  var port: Int { connections.channel.localAddress?.port ?? 0 }

  /// - Throws: `LoopbackError` where the system does not give the address.
  init(on address: LoopbackAddress, setup: ConnectionSetup, eventLoops: any EventLoopGroup) async throws(LoopbackError)
  {
    let quiescing = ServerQuiescingHelper(group: eventLoops)
    let bootstrap = ServerBootstrap(group: eventLoops)
      .serverChannelOption(ChannelOptions.backlog, value: 256)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ConnectionLimit(setup.limits.connections))
          try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
        }
      }
    do {
      connections = try await bootstrap.bind(host: address.host, port: address.port) { channel in
        channel.eventLoop.makeCompletedFuture { try setup.connection(on: channel) }
      }
    } catch {
      throw address.failure(error)
    }
    self.quiescing = quiescing
    self.setup = setup
    let channel = connections.channel
    try? await channel.eventLoop.submit { try channel.hideFromChildren() }.get()
  }

  /// Returns when the port and all connections are closed; cancelling cuts them off.
  func serve() async {
    await withDiscardingTaskGroup { group in
      try? await connections.executeThenClose { connections in
        for try await connection in connections {
          group.addTask { await setup.serve(connection) }
        }
      }
    }
  }
}

extension LoopbackAddress {
  fileprivate func failure(_ error: any Error) -> LoopbackError {
    guard let error = error as? IOError, error.errnoCode == EADDRINUSE else {
      return .addressRefused(host: host, port: port, reason: "\(error)")
    }
    return .portInUse(host: host, port: port)
  }
}
