/// The libraries that bring bodies and unpack them, in the versions that run.
package enum TransferLibraries {
  /// Each library with its version, libcurl with its TLS first.
  package static var versions: [(name: String, version: String)] {
    let (curl, tls) = CurlLibrary.versions
    return [
      ("libcurl", tls.isEmpty ? "\(curl) without TLS" : "\(curl) (\(tls))"),
      ("zlib", ZlibLibrary.version), ("brotli", BrotliLibrary.version),
      ("zstd", ZstdLibrary.version),
    ]
  }
}
