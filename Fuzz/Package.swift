// swift-tools-version: 6.2
import PackageDescription

/// Fuzz targets over the parsing library: each is given bytes by libFuzzer and stops the process
/// where a promise is broken.
///
/// Built with every branch counted and every access checked, then run with a folder of inputs:
/// `swift build --package-path Fuzz -c release --product CleaningFuzz --sanitize=address
/// -Xswiftc -sanitize=fuzzer`.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "tieup", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .target(name: "FuzzOracles", dependencies: ["CFuzzer"]),
    fuzzer("AddressFuzz"),
    fuzzer("CleaningFuzz"),
    fuzzer("DateFuzz"),
  ],
  swiftLanguageModes: [.v6]
)

/// One target: a program whose `main.swift` hands its inputs to the library.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["FuzzOracles", .product(name: "FeedParsing", package: "tieup")],
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
  )
}
