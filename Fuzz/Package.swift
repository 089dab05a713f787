// swift-tools-version: 6.2
import PackageDescription

/// Fuzz targets over the parsing library: each is given bytes by libFuzzer and stops the process
/// where a promise is broken.
///
/// `make fuzz TARGET=Cleaning SECONDS=60` builds one with every branch counted and every access
/// checked, and runs it on inputs grown from the fixtures.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "tieup", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .target(name: "FuzzOracles", dependencies: ["CFuzzer"]),
    .target(
      name: "FeedOracles",
      dependencies: ["FuzzOracles", .product(name: "FeedParsing", package: "tieup")]
    ),
    fuzzer("AddressFuzz"),
    fuzzer("CharsetFuzz"),
    fuzzer("CleaningFuzz"),
    fuzzer("DateFuzz"),
    fuzzer("JSONFuzz"),
    fuzzer("XMLFuzz"),
  ],
  swiftLanguageModes: [.v6]
)

/// One target: a program whose `main.swift` hands its inputs to the library.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["FuzzOracles", "FeedOracles", .product(name: "FeedParsing", package: "tieup")],
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
  )
}
