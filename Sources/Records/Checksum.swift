internal import CZlib
public import Foundation

/// Short fingerprints of data.
public enum Checksum {
  /// CRC-32, as zlib and gzip compute it.
  public static func crc32(_ data: Data) -> UInt32 {
    data.withUnsafeBytes { UInt32(CZlib.crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)) }
  }

  /// The 64-bit FNV-1a hash, in sixteen hexadecimal digits: a name for a configuration, not a guard against forgery.
  public static func fnv1a(_ data: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
