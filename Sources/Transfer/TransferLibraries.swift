/// The libraries that bring bodies and unpack them, in the versions that run.
package enum TransferLibraries {
  /// Why nothing can be fetched here, or not over https, and what to do; nil when all can.
  package static var fault: String? {
    guard let curl = CurlLibrary.versions else { return CurlLibrary.fault }
    return curl.tls.isEmpty ? "https feeds cannot be read; install a libcurl with TLS" : nil
  }

  /// Each library with its version, libcurl with its TLS first.
  package static var versions: [(name: String, version: String)] {
    let curl = CurlLibrary.versions.map { $0.tls.isEmpty ? $0.curl : "\($0.curl) (\($0.tls))" }
    return [
      ("libcurl", curl ?? "missing"), ("zlib", ZlibLibrary.version),
      ("brotli", BrotliLibrary.version), ("zstd", ZstdLibrary.version),
    ]
  }
}
