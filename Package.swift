// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// Only for the trait, because BoringSSL, and that twice, is minutes to build: https, and the signatures of tokens.
let production = TargetDependencyCondition.when(traits: ["Production"])
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl", condition: production)
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit", condition: production)

/// HTTP/1.1 without a framework: the product serves a handful of paths on loopback.
let nio: [Target.Dependency] = [
  .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOExtras", package: "swift-nio-extras"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
  .product(name: "NIOPosix", package: "swift-nio"),
]

/// A target with its tests beside it: `Sources/NAME` and `Tests/NAMETests`.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], tests: [Target.Dependency] = [], goldens: [String] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: house),
    .testTarget(
      name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies + tests, exclude: goldens,
      swiftSettings: house),
  ]
}

let package = Package(
  name: "toolsight",
  products: [
    .executable(name: "toolsight", targets: ["toolsight"]),
    .executable(name: "toolsight-measure", targets: ["measure"]),
  ],
  traits: [
    .trait(name: "Production", description: "Lets 'toolsight serve' speak https itself, and tokens be signed JWTs.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
  ],
  targets: [
    // Leaves: each could be lifted out as a library of its own.
    room("OrderedJSON"),
    room("LinearRegex"),
    room("JSONSchema", ["LinearRegex", "OrderedJSON"]),
    room("Redaction", ["LinearRegex", "OrderedJSON"]),
    room("Statistics", tests: ["StatisticsReference"]),
    // What the product computes has neighbours that it could have used instead: built for tests, and for who compares them.
    room("StatisticsReference", ["Statistics"]),
    // One setting of the C library's that Swift cannot reach.
    [.target(name: "CAllocator")],
    // What happens in the copy of a process before it becomes another program: nothing of Swift may run there.
    [.target(name: "CSandbox")],
    // The pages of the manual and the schemas, in the binary.
    [.target(name: "CManual")],
    // The two ends of a wire.
    [.target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")])],
    room("CurlHTTP", ["CCurl"]),
    room("LoopbackHTTP", [httpTypes, nioSSL] + nio),
    // Who may call a server, and how one who may not is told.
    room("Authorization", ["OrderedJSON", jwtKit]),
    // The values of an evaluation and the pure steps between them.
    room("EvalCore", ["JSONSchema", "LinearRegex", "OrderedJSON", "Redaction", "Statistics"]),
    // The rim: one door to the world each.
    room("SuiteFiles", ["EvalCore", "JSONSchema", "OrderedJSON", "Redaction", yams]),
    room("Models", ["CurlHTTP", "EvalCore", "JSONSchema", "LoopbackHTTP", "OrderedJSON"]),
    room("MCP", ["Authorization", "CurlHTTP", "EvalCore", "JSONSchema", "LoopbackHTTP", "OrderedJSON", "Redaction"]),
    room(
      "Execution", ["CSandbox", "CurlHTTP", "EvalCore", "MCP", "OrderedJSON", grdbSQLite],
      tests: ["LoopbackHTTP", "SuiteFiles"]),
    room("History", ["EvalCore", "OrderedJSON", grdb]),
    room("Registry", ["EvalCore", "OrderedJSON", grdb]),
    room("Reports", ["EvalCore", "OrderedJSON"], tests: ["JSONSchema"], goldens: ["Goldens"]),
    [
      .executableTarget(
        name: "toolsight",
        dependencies: [
          "Authorization", "CAllocator", "CManual", "CurlHTTP", "EvalCore", "Execution", "History", "LoopbackHTTP",
          "MCP", "Models",
          "OrderedJSON",
          "Registry", "Reports", "Statistics",
          "SuiteFiles", argumentParser,
        ],
        swiftSettings: house),
      .testTarget(
        name: "toolsightTests",
        dependencies: [
          "toolsight", "CurlHTTP", "EvalCore", "JSONSchema", "LoopbackHTTP", "MCP", "Models", "OrderedJSON", "Registry",
          "Reports", "SuiteFiles", "History", "TestSupport", argumentParser,
        ],
        swiftSettings: house),
    ],
    // What tests of several targets share.
    [
      .target(
        name: "TestSupport", dependencies: ["EvalCore", "JSONSchema", "OrderedJSON", "Statistics"],
        path: "Tests/TestSupport",
        swiftSettings: house)
    ],
    // For developers: what the product promises of its verdicts and its speed, measured.
    [
      .executableTarget(
        name: "measure", dependencies: ["EvalCore", "OrderedJSON", "Redaction", "Statistics", argumentParser],
        swiftSettings: house),
      .testTarget(name: "measureTests", dependencies: ["measure", "EvalCore", "Statistics"], swiftSettings: house),
    ],
  ].flatMap(\.self),
  swiftLanguageModes: [.v6]
)
