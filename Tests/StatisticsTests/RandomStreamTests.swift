import CGSL
import Statistics
import TestSupport
import Testing

@Suite("random streams")
struct RandomStreamTests {
  /// The known answers of the generator's authors (Random123's kat_vectors).
  @Test(
    "Philox4x32-10 gives its authors' known answers",
    arguments: [
      (
        [0, 0, 0, 0] as [UInt32], [0, 0] as [UInt32], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8] as [UInt32]
      ),
      (
        [UInt32](repeating: .max, count: 4), [UInt32](repeating: .max, count: 2),
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ])
  func knownAnswers(counter: [UInt32], key: [UInt32], expected: [UInt32]) {
    var out = [UInt32](repeating: 0, count: 4)
    philox_block(counter, key, &out)
    #expect(out == expected)
  }

  /// From counters alone, one block of four words after the other; draws of other kinds between move by one word, so that pairs straddle what is made at once.
  @Test("uniform deviates are made of the generator's words in their order, whatever is drawn at once", arguments: [0, 1, 2, 3])
  func words(skipped: Int) {
    let stream = RandomStream(seed: 0x1_0000_0007, purpose: .noise, index: 3, part: 2)
    let upper = StreamPurpose.noise.rawValue << 56 | 3 << 16 | 2
    var words = [UInt64]()
    for block in 0..<UInt32(400) {
      var out = [UInt32](repeating: 0, count: 4)
      philox_block([block, 0, UInt32(truncatingIfNeeded: upper), UInt32(upper >> 32)], [7, 1], &out)
      words += out.map(UInt64.init)
    }
    // An integer below the largest bound is a word.
    for word in 0..<skipped { #expect(stream.integer(below: Int(UInt32.max)) == Int(words[word])) }
    var next = skipped
    for count in [1, 15, 40, 3, 64, 200, 7] {
      var values = [Double](repeating: 0, count: count)
      values.withUnsafeMutableBufferPointer { stream.fillUniform($0, 0, 1) }
      for value in values {
        #expect(value == Double((words[next] >> 5) << 26 | words[next + 1] >> 6) * 0x1p-53)
        next += 2
      }
    }
  }

  @Test("a stream is the same whenever it is drawn, and another for another seed, purpose, index or part")
  func independence() {
    let stream = RandomStream(seed: 7, purpose: .noise, index: 3, part: 2)
    let first = stream.normals(5)
    _ = stream.normals(100)
    stream.restart(seed: 7, purpose: .noise, index: 3, part: 2)
    #expect(stream.normals(5) == first)
    let others = [
      RandomStream(seed: 8, purpose: .noise, index: 3, part: 2), RandomStream(seed: 7, purpose: .direction, index: 3, part: 2),
      RandomStream(seed: 7, purpose: .noise, index: 4, part: 2), RandomStream(seed: 7, purpose: .noise, index: 3, part: 3),
    ].map { $0.normals(5) }
    #expect(Set(others + [first]).count == 5)
  }

  @Test("normals and uniforms have the moments and the distribution of their names")
  func distributions() throws {
    let stream = RandomStream(seed: 1, purpose: .dataset)
    let normals = Moments(stream.normals(200_000, mean: 2, standardDeviation: 3))
    // Four standard errors each.
    #expect(abs(normals.mean - 2) < 4 * 3 / 200_000.0.squareRoot())
    #expect(abs(normals.standardDeviation - 3) < 4 * 3 / 400_000.0.squareRoot())
    #expect(abs(normals.skewness) < 4 * (6 / 200_000.0).squareRoot() && abs(normals.excessKurtosis) < 4 * (24 / 200_000.0).squareRoot())
    var histogram = try Histogram(bins: 64, lower: -1, upper: 3)
    try histogram.add((0..<64_000).map { _ in stream.uniform(-1, 3) })
    let chiSquared = histogram.counts.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    #expect(histogram.below == 0 && histogram.above == 0 && chiSquared < 63 + 4 * 126.0.squareRoot())
  }

  @Test("signs are 1 and −1 in halves, independent of their neighbours, in both precisions the same")
  func signs() {
    var (single, double) = ([Float](repeating: 0, count: 100_003), [Double](repeating: 0, count: 100_003))
    single.withUnsafeMutableBufferPointer { RandomStream(seed: 3, purpose: .direction).fillSigns($0) }
    double.withUnsafeMutableBufferPointer { RandomStream(seed: 3, purpose: .direction).fillSigns($0) }
    #expect(double.allSatisfy { abs($0) == 1 } && single.map(Double.init) == double)
    let bound = 4 * Double(double.count).squareRoot()
    #expect(abs(double.reduce(0, +)) < bound)
    for lag in [1, 2, 31, 32, 33, 128] {
      #expect(abs(zip(double, double.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }) < bound, "lag \(lag)")
    }
  }

  @Test("a shuffle is a permutation")
  func shuffle() {
    var values = (0..<1000).map(Int32.init)
    RandomStream(seed: 5, purpose: .dataOrder).shuffle(&values)
    #expect(values != (0..<1000).map(Int32.init) && values.sorted() == (0..<1000).map(Int32.init))
    for few in [[], [7]] as [[Int32]] {
      var shuffled = few
      RandomStream(seed: 5, purpose: .dataOrder).shuffle(&shuffled)
      #expect(shuffled == few)
    }
  }
}
