import Notifying
import Testing

@Suite struct SHA256Tests {
  @Test(
    "digests are those that FIPS 180-4's examples give",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1000),
        "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
      ),
    ]
  )
  func digests(message: String, expected: String) {
    #expect(SHA256.hexadecimal(SHA256.digest(Array(message.utf8))) == expected)
  }

  @Test("every length around a block's end is padded to whole blocks", arguments: 54...66)
  func lengths(count: Int) {
    let one = SHA256.digest([UInt8](repeating: 7, count: count))
    let other = SHA256.digest([UInt8](repeating: 7, count: count + 1))
    #expect(one.count == 32)
    #expect(one != other)
  }

  @Test(
    "keyed digests are those of RFC 4231, a key longer than a block among them",
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ]
  )
  func keyed(key: [UInt8], message: String, expected: String) {
    let code = SHA256.authenticationCode(Array(message.utf8), key: key)
    #expect(SHA256.hexadecimal(code) == expected)
  }
}
