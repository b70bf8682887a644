public import Foundation
internal import Statistics
public import Testing

/// Throws damaged inputs at a parser: each is one of the good ones with a few bytes flipped, cut, doubled, moved or replaced by what parsers trip over.
public struct Fuzz {
  private let good: [Data]
  private let stream: RandomStream

  /// Texts that JSON parsers and header readers trip over.
  private static let words = [
    "-1", "0", "1e999", "9223372036854775807", "18446744073709551616", "4294967296", "null", "true", "[", "{", "\"", "[[[[[[[[", "\\u0000",
    "NaN",
    "1.5", "-0", ",", "}", "]", ":", "(", ")", "'", "16777216", "16777217", "4096",
  ].map { Array($0.utf8) }
  private static let numbers: [UInt64] = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 62, 1 << 63, .max]

  /// Damage to `good` inputs; the same ones every time.
  public init(_ good: [Data], seed: UInt64 = 1) {
    self.good = good
    stream = RandomStream(seed: seed, purpose: .dataset)
  }

  private func damaged() -> Data {
    var bytes = [UInt8](good[stream.integer(below: good.count)])
    func place() -> Int { bytes.isEmpty ? 0 : stream.integer(below: bytes.count) }
    for _ in 0...stream.integer(below: 4) {
      let start = place()
      let length = min(bytes.count - start, 1 + stream.integer(below: 16))
      switch stream.integer(below: 9) {
      case 0: if !bytes.isEmpty { bytes[start] ^= 1 << UInt8(stream.integer(below: 8)) }
      case 1: if !bytes.isEmpty { bytes[start] = UInt8(stream.integer(below: 256)) }
      case 2: bytes.removeSubrange(start..<start + length)
      case 3: bytes.removeLast(bytes.count - start)
      case 4: bytes.insert(contentsOf: bytes[start..<start + length], at: place())
      case 5: bytes.insert(contentsOf: Self.words[stream.integer(below: Self.words.count)], at: start)
      case 6:
        let word = Self.words[stream.integer(below: Self.words.count)]
        bytes.replaceSubrange(start..<min(bytes.count, start + word.count), with: word)
      case 7:
        let number = Self.numbers[stream.integer(below: Self.numbers.count)]
        let size = [1, 2, 4, 8][stream.integer(below: 4)]
        let isBig = stream.integer(below: 2) == 0
        for i in 0..<size where start + i < bytes.count {
          bytes[start + i] = UInt8(truncatingIfNeeded: number >> UInt64(8 * (isBig ? size - 1 - i : i)))
        }
      default:
        let other = [UInt8](good[stream.integer(below: good.count)])
        bytes = Array(bytes[..<start]) + other.dropFirst(other.isEmpty ? 0 : stream.integer(below: other.count))
      }
    }
    return Data(bytes)
  }

  /// Hands `count` damaged inputs to `parse`, which says whether it took or refused one. Expects no input to take ten seconds and memory to grow by less
  /// than a gigabyte; a crash ends the test by itself. Prints how many were taken and refused.
  public func run(_ name: String, count: Int = 100_000, sourceLocation: SourceLocation = #_sourceLocation, _ parse: (Data) -> Bool) {
    let before = Self.peakKilobytes
    let clock = ContinuousClock()
    var taken = 0
    var slowest = Duration.zero
    for _ in 0..<count {
      let input = damaged()
      let duration = clock.measure { if parse(input) { taken += 1 } }
      slowest = max(slowest, duration)
    }
    let growth = (Self.peakKilobytes - before) / 1024
    print("fuzz \(name): \(count) inputs, \(taken) taken, \(count - taken) refused, slowest \(slowest), memory grew by \(growth) MiB")
    #expect(slowest < .seconds(10) && growth < 1024 && taken < count, "fuzz \(name)", sourceLocation: sourceLocation)
  }

  private static var peakKilobytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }
}
