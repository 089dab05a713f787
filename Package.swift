// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with; packages we use keep their own settings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// `strict`, and an unsafe pointer stops the build: for every target but the two doors.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "tieup",
  products: [
    .executable(name: "tieup", targets: ["tieup"]),
    // Bytes in, `Feed` out; usable without the rest.
    .library(name: "FeedParsing", targets: ["Parsing", "Syndication"]),
  ],
  dependencies: [
    // The command line: subcommands, help, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Structured logs that a daemon's operator can route.
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    // SQLite with one writer, many readers and migrations.
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // feeds.yml, with the line and column of every mistake.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Loads libcurl when something is fetched, so that no other command waits for it.
    .target(name: "CLibCurl"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CBrotli",
      pkgConfig: "libbrotlidec",
      providers: [.apt(["libbrotli-dev"])]
    ),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CProcess"),
    .systemLibrary(name: "CTerminal"),
    .systemLibrary(name: "CSystemd"),

    .target(name: "Syndication", swiftSettings: safe),
    .target(name: "JSONText", swiftSettings: safe),
    .target(name: "Expressions", swiftSettings: safe),
    .target(name: "SAX", dependencies: ["CLibXML2"], swiftSettings: strict),
    .target(
      name: "Transfer",
      dependencies: ["CLibCurl", "CZlib", "CBrotli", "CZstd"],
      swiftSettings: strict
    ),
    .target(
      name: "Subscriptions",
      dependencies: [
        "Syndication", "SAX", "Expressions", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: safe
    ),
    .target(name: "Fetching", dependencies: ["Syndication", "Transfer"], swiftSettings: safe),
    .target(
      name: "Parsing",
      dependencies: ["Syndication", "SAX", "JSONText"],
      swiftSettings: safe
    ),
    // The files of `Sources/Classification/Lexicon`, embedded so that a copied binary works anywhere.
    .target(name: "CLexicon"),
    // The sketch of a text, compiled for processors with and without wide vectors.
    .target(name: "CSketch"),
    .target(
      name: "Classification",
      dependencies: ["Syndication", "Expressions", "CLexicon", "CSketch"],
      exclude: ["Lexicon"],
      swiftSettings: safe
    ),
    .target(
      name: "Storage",
      dependencies: ["Syndication", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: safe
    ),
    .target(
      name: "Aggregation",
      dependencies: [
        "Fetching", "Parsing", "Classification", "Storage", "Syndication", "JSONText",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: safe
    ),
    .target(
      name: "Notifying",
      dependencies: ["Syndication", "Fetching", "Transfer", "CProcess"],
      swiftSettings: safe
    ),
    .executableTarget(
      name: "tieup",
      dependencies: [
        "Subscriptions", "Aggregation", "Parsing", "Classification", "Storage", "Syndication",
        "JSONText", "Notifying", "SAX", "Transfer", "CMalloc", "CTerminal", "CSystemd",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: safe
    ),

    .target(name: "TestSupport", dependencies: ["Syndication"], swiftSettings: strict),
    // For `make bench`: serves feeds on loopback, and measures the pure stages in process.
    .executableTarget(
      name: "feed-server",
      dependencies: ["TestSupport"],
      path: "Benchmarks/feed-server",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "store-fill",
      dependencies: ["Aggregation", "Storage", "Syndication"],
      path: "Benchmarks/store-fill",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "tieup-bench",
      dependencies: ["Parsing", "Classification", "Syndication"],
      path: "Benchmarks/tieup-bench",
      swiftSettings: strict
    ),
    .testTarget(
      name: "SyndicationTests",
      dependencies: ["Syndication", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: strict),
    .testTarget(name: "ExpressionsTests", dependencies: ["Expressions"], swiftSettings: strict),
    .testTarget(name: "SAXTests", dependencies: ["SAX", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TransferTests",
      dependencies: ["Transfer", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SubscriptionsTests",
      dependencies: ["Subscriptions", "Syndication", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "FetchingTests",
      dependencies: ["Fetching", "Transfer", "Syndication", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ParsingTests",
      dependencies: ["Parsing", "Syndication", "JSONText", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ClassificationTests",
      dependencies: ["Classification", "Syndication", "JSONText", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Storage", "Syndication", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "AggregationTests",
      dependencies: [
        "Aggregation", "Fetching", "Storage", "Classification", "JSONText", "Syndication",
        "TestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "NotifyingTests",
      dependencies: ["Notifying", "Syndication", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TieupTests",
      dependencies: [
        "tieup", "Aggregation", "Storage", "JSONText", "Syndication",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["tieup", "JSONText", "Syndication", "TestSupport"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
