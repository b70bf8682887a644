import CKernels
import Tensors
import Testing

/// The kernels that convolve by columns, on rows longer than a vector, against the convolution written out as sums in float64.
@Suite("convolution by columns")
struct StridedConvolutionTests {
  struct Size: Sendable, CustomTestStringConvertible {
    let side, stride, kernel, padding, width: Int
    var testDescription: String { "\(kernel)×\(kernel) kernel, stride \(stride), padding \(padding), \(side)×\(width)" }
    func output(_ length: Int) -> Int { (length + 2 * padding - kernel) / stride + 1 }
  }
  // Widths around one, two and four vectors of outputs, with rows whose last vector ends with the image.
  static let sizes = [8, 9, 15, 16, 17, 18, 31, 32, 33, 35].flatMap { width in
    [(1, 3, 1), (2, 3, 1), (2, 1, 0), (2, 2, 0), (3, 3, 0), (1, 1, 0)].map {
      Size(side: 5, stride: $0.0, kernel: $0.1, padding: $0.2, width: width)
    }
  }
  private static let (samples, channels, filters) = (3, 2, 5)

  @Test("outputs and both gradients, in both precisions", arguments: sizes)
  func naive(size: Size) {
    check(size, Double.self, tolerance: 1e-13)
    check(size, Float.self, tolerance: 1e-5)
  }

  private func check<R: Real & BinaryFloatingPoint>(_ size: Size, _ type: R.Type, tolerance: Double) {
    let (samples, channels, filters) = (Self.samples, Self.channels, Self.filters)
    let (outputHeight, outputWidth, taps) = (size.output(size.side), size.output(size.width), size.kernel * size.kernel)
    func pair(_ value: Int) -> kernel_pair { kernel_pair(height: value, width: value) }
    var shape = kernel_convolution(
      samples: samples, channels: channels, height: size.side, width: size.width, filters: filters, groups: 1,
      kernel: pair(size.kernel), stride: pair(size.stride), padding: pair(size.padding), dilation: pair(1),
      output_height: outputHeight, output_width: outputWidth)
    // Whole numbers so small that float32 holds every sum of them: nothing but a wrong element can differ.
    func values(_ count: Int, _ factor: Int) -> [R] { (0..<count).map { R($0 * factor % 17 - 8) } }
    let x = values(channels * samples * size.side * size.width, 5)
    let weight = values(filters * channels * taps, 7)
    let bias = values(filters, 3)
    let dy = values(filters * samples * outputHeight * outputWidth, 11)
    var y = [R](repeating: .nan, count: dy.count)
    var dx = [R](repeating: .nan, count: x.count)
    var dweight = [R](repeating: .nan, count: weight.count)
    let precision = R.self == Double.self ? KERNEL_FLOAT64 : KERNEL_FLOAT32
    var scratch = [R](repeating: .nan, count: kernel_convolution_scratch(&shape))
    // In two parts, as two threads would: neither may touch the other's samples.
    for part in [1..<samples, 0..<1] {
      kernel_convolution_forward(precision, &shape, part.lowerBound, part.upperBound, x, weight, bias, &scratch, &y)
      kernel_convolution_backward_data(precision, &shape, part.lowerBound, part.upperBound, dy, weight, &scratch, &dx)
    }
    kernel_convolution_backward_weight(precision, &shape, dy, x, &scratch, &dweight)

    var exactY = [Double](repeating: 0, count: y.count)
    var exactDX = [Double](repeating: 0, count: dx.count)
    var exactDWeight = [Double](repeating: 0, count: dweight.count)
    for (f, n, oh, ow) in indices(filters, samples, outputHeight, outputWidth) {
      let out = ((f * samples + n) * outputHeight + oh) * outputWidth + ow
      exactY[out] += Double(bias[f])
      for (c, i, j, _) in indices(channels, size.kernel, size.kernel, 1) {
        let (h, w) = (oh * size.stride + i - size.padding, ow * size.stride + j - size.padding)
        guard (0..<size.side).contains(h), (0..<size.width).contains(w) else { continue }
        let (into, tap) = (((c * samples + n) * size.side + h) * size.width + w, (f * channels + c) * taps + i * size.kernel + j)
        exactY[out] += Double(weight[tap]) * Double(x[into])
        exactDX[into] += Double(weight[tap]) * Double(dy[out])
        exactDWeight[tap] += Double(dy[out]) * Double(x[into])
      }
    }
    for (name, found, exact) in [("outputs", y, exactY), ("inputs' gradient", dx, exactDX), ("weights' gradient", dweight, exactDWeight)] {
      let worst = zip(found, exact).map { abs(Double($0) - $1) / (1 + abs($1)) }.max() ?? .nan
      #expect(worst <= tolerance, "\(name) in \(R.self)")
    }
  }

  private func indices(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> [(Int, Int, Int, Int)] {
    (0..<a * b * c * d).map { ($0 / (b * c * d), $0 / (c * d) % b, $0 / d % c, $0 % d) }
  }
}
