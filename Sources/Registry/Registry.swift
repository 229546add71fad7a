package import EvalCore

/// Tools by name, version and tenant, with who changed what when.
package struct Registry: Sendable {
  package let store: any RegistryStore

  package init(_ store: any RegistryStore) { self.store = store }

  /// Opens a registry, and brings its tables to this version where it may.
  ///
  /// - Parameters:
  ///   - creates: whether a file that is not there is made.
  ///   - remark: told what the operator should know and what stops nothing, such as a connection that was made again.
  package static func open(
    _ address: RegistryAddress, creates: Bool = false, remark: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(RegistryFailure) -> Registry {
    switch address {
    case .file(let path):
      guard creates || SQLiteStore.exists(at: path) else {
        throw RegistryFailure(
          .noRegistry, "there is no registry at '\(path)'",
          fix: "make one with toolsight registry import, or name it with --registry or TOOLSIGHT_REGISTRY")
      }
      return Registry(try SQLiteStore(path))
    case .postgres(let urls): return Registry(try PostgresStore(urls, remark: remark))
    }
  }

  package func close() { store.close() }

  /// An element within a second of every change after the call, whoever made it; several at once may be one. What has
  /// changed is read anew with ``set(_:)``.
  package func changes() -> AsyncStream<Void> { store.changes() }

  // MARK: Reading

  /// What a reference means now, disabled tools among it.
  package func set(_ reference: RegistryReference) throws(RegistryFailure) -> RegisteredSet {
    try store.read { transaction throws(RegistryFailure) in
      try RegistryReading(transaction: transaction).set(reference)
    }
  }

  /// What a reference means to a suite: a set with a tool that is enabled.
  package func usableSet(_ reference: RegistryReference) throws(RegistryFailure) -> RegisteredSet {
    let set = try set(reference)
    guard set.tools.contains(where: \.isEnabled) else {
      let tenant = set.tenant.map { " --tenant \($0)" } ?? ""
      throw RegistryFailure(
        .nothingEnabled, "every tool of '\(set.name)' \(set.version) is disabled",
        fix: "toolsight registry enable \(set.name) TOOL --version \(set.version)\(tenant)")
    }
    return set
  }

  /// By name, then the newest version first, everybody's before tenants'.
  package func sets() throws(RegistryFailure) -> [RegisteredSetSummary] {
    let rows = try store.read { transaction throws(RegistryFailure) in
      try transaction.rows(
        """
        SELECT s.name, s.version, s.tenant, s.imported_at, s.imported_by, COUNT(t.tool),
          COUNT(CASE WHEN t.enabled = 0 THEN 1 END), COUNT(t.deprecation)
        FROM sets s LEFT JOIN tools t ON t.name = s.name AND t.version = s.version AND t.tenant = s.tenant
        GROUP BY s.name, s.version, s.tenant, s.imported_at, s.imported_by
        """, [])
    }
    return rows.compactMap(RegisteredSetSummary.init).sorted {
      ($0.name, $1.version, $0.tenant ?? "") < ($1.name, $0.version, $1.tenant ?? "")
    }
  }

  /// What was changed of a set, or of one of its tools, the latest first.
  package func history(of name: String, tool: String? = nil) throws(RegistryFailure) -> [RegistryChange] {
    let rows = try store.read { transaction throws(RegistryFailure) in
      try transaction.rows(
        """
        SELECT at, author, kind, version, tenant, tool, before, after FROM changes
        WHERE name = $1 AND ($2 = '' OR tool = $2) ORDER BY key DESC
        """, [name, tool ?? ""])
    }
    guard rows.isEmpty else { return rows.compactMap(RegistryChange.init) }
    return try store.read { transaction throws(RegistryFailure) in
      try RegistryReading(transaction: transaction).explainEmptyHistory(name, tool)
    }
  }
}
