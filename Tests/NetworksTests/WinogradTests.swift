import CKernels
import Testing

/// Winograd's kernels against the convolution written out as sums in float64, and against themselves with other registers and in parts.
@Suite("Winograd's convolution")
struct WinogradTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let channels, filters, height, width, samples: Int
    var testDescription: String { "\(channels) to \(filters) channels, \(height)×\(width), \(samples) samples" }
    var inputs: Int { channels * samples * height * width }
    var outputs: Int { filters * samples * height * width }
    var weights: Int { filters * channels * 9 }
    var kernel: kernel_convolution {
      kernel_convolution(
        samples: samples, channels: channels, height: height, width: width, filters: filters, groups: 1,
        kernel: kernel_pair(height: 3, width: 3), stride: kernel_pair(height: 1, width: 1), padding: kernel_pair(height: 1, width: 1),
        dilation: kernel_pair(height: 1, width: 1), output_height: height, output_width: width)
    }
  }

  // Sides that fill a panel of tiles and sides that do not, images of one tile and of less, channels and filters beside the blocks' multiples.
  static let sizes = [
    (16, 16, 1, 1, 5), (17, 18, 2, 2, 21), (16, 17, 1, 2, 1), (16, 3, 2, 1, 3), (1, 16, 3, 5, 5), (3, 17, 7, 7, 5), (17, 130, 7, 9, 1),
    (130, 16, 4, 4, 18), (16, 17, 31, 33, 1), (16, 16, 8, 8, 128), (5, 9, 16, 16, 5), (16, 16, 32, 32, 3), (3, 4, 6, 64, 2),
    (4, 4, 6, 32, 3),
    (16, 20, 2, 6, 40), (4, 8, 3, 4, 128),
  ].map { Size(channels: $0.0, filters: $0.1, height: $0.2, width: $0.3, samples: $0.4) }

  struct Problem {
    let size: Size
    let x, weight, bias, dy: [Float]

    init(_ size: Size) {
      self.size = size
      var generator = SplitMix64(state: 7)
      func values(_ count: Int) -> [Float] { (0..<count).map { _ in Float.random(in: -1...1, using: &generator) } }
      (x, weight, bias, dy) = (values(size.inputs), values(size.weights), values(size.filters), values(size.outputs))
    }

    /// Outputs, gradient in the inputs and gradient in the weights, every one in parts of `step` samples or filters.
    func results(step: Int = .max, registers: kernel_registers = KERNEL_REGISTERS_ANY) -> [[Float]] {
      var kernel = size.kernel
      var scratch = [Float](repeating: .nan, count: kernel_winograd_scratch(&kernel))
      var y = [Float](repeating: .nan, count: size.outputs)
      var dx = [Float](repeating: .nan, count: size.inputs)
      var dweight = [Float](repeating: .nan, count: size.weights)
      func parts(_ count: Int) -> [kernel_part] {
        stride(from: 0, to: count, by: min(step, count)).map {
          kernel_part(first: $0, last: min(count, $0 + min(step, count)), registers: registers)
        }
      }
      for part in parts(size.samples) {
        kernel_winograd_forward(&kernel, part, x, weight, bias, &scratch, &y)
        kernel_winograd_backward_data(&kernel, part, dy, weight, &scratch, &dx)
      }
      for part in parts(size.filters) { kernel_winograd_backward_weight(&kernel, part, dy, x, &scratch, &dweight) }
      return [y, dx, dweight]
    }

    /// The same in float64, one product at a time.
    func exact() -> [[Double]] {
      let (height, width, samples) = (size.height, size.width, size.samples)
      var y = [Double](repeating: 0, count: size.outputs)
      var dx = [Double](repeating: 0, count: size.inputs)
      var dweight = [Double](repeating: 0, count: size.weights)
      for o in 0..<size.filters {
        for i in 0..<samples * height * width { y[o * samples * height * width + i] = Double(bias[o]) }
        for c in 0..<size.channels {
          for tap in 0..<9 {
            let (down, right, place) = (tap / 3 - 1, tap % 3 - 1, (o * size.channels + c) * 9 + tap)
            let factor = Double(weight[place])
            var sum = 0.0
            for n in 0..<samples {
              for h in max(0, -down)..<max(max(0, -down), min(height, height - down)) {
                let out = ((o * samples + n) * height + h) * width
                let into = ((c * samples + n) * height + h + down) * width + right
                for w in max(0, -right)..<max(max(0, -right), min(width, width - right)) {
                  y[out + w] += factor * Double(x[into + w])
                  dx[into + w] += factor * Double(dy[out + w])
                  sum += Double(dy[out + w]) * Double(x[into + w])
                }
              }
            }
            dweight[place] = sum
          }
        }
      }
      return [y, dx, dweight]
    }
  }

  @Test("outputs and both gradients, relative to each one's norm, within 1e-5 of sums in float64", arguments: sizes)
  func naive(size: Size) {
    let problem = Problem(size)
    for (name, found, exact) in zip3(["outputs", "inputs' gradient", "weights' gradient"], problem.results(), problem.exact()) {
      let error = zip(found, exact).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }.squareRoot()
      let norm = exact.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(error <= 1e-5 * norm, "\(name): \(error) of \(norm)")
    }
  }

  @Test("registers of 256 bits and any split into parts give the same bits", arguments: sizes)
  func sameBits(size: Size) {
    let problem = Problem(size)
    let whole = problem.results().map { $0.map(\.bitPattern) }
    #expect(problem.results(registers: KERNEL_REGISTERS_256).map { $0.map(\.bitPattern) } == whole)
    for step in [1, 3, 7] { #expect(problem.results(step: step).map { $0.map(\.bitPattern) } == whole, "in parts of \(step)") }
  }

  private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(a, zip(b, c)).map { ($0, $1.0, $1.1) } }
}

/// Steele, Lea & Flood, 2014.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
