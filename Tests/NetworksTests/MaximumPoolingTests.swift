import CKernels
import Tensors
import Testing

/// The kernels that take the largest of four, on images of every small width and height, against windows written out.
@Suite("largest of four")
struct MaximumPoolingTests {
  @Test("gradients and tangents go where the first largest value is, in both precisions", arguments: [2, 4, 6, 8, 10, 18])
  func first(width: Int) {
    for height in [2, 4, 6] {
      for planes in [1, 2, 3, 5, 8] {
        check(planes, height, width, Float.self)
        check(planes, height, width, Double.self)
      }
    }
  }

  private func check<R: Real & BinaryFloatingPoint>(_ planes: Int, _ height: Int, _ width: Int, _ type: R.Type) {
    func pair(_ value: Int) -> kernel_pair { kernel_pair(height: value, width: value) }
    var window = kernel_window(
      height: height, width: width, size: pair(2), stride: pair(2), padding: pair(0), output_height: height / 2, output_width: width / 2)
    let precision = R.self == Double.self ? KERNEL_FLOAT64 : KERNEL_FLOAT32
    let (count, outputs) = (planes * height * width, planes * height * width / 4)
    // Few values, so that many windows hold their largest more than once; every window's gradient and every tangent is another.
    let x = (0..<count).map { R($0 * 7 % 5) }
    let tangent = (0..<count).map { R($0 + 1) }
    let dy = (0..<outputs).map { R($0 + 1) }
    var y = [R](repeating: .nan, count: outputs)
    var yTangent = y
    var dx = [R](repeating: .nan, count: count)
    kernel_pool_forward(precision, KERNEL_MAXIMUM, &window, planes, x, &y)
    kernel_pool_backward(precision, KERNEL_MAXIMUM, &window, planes, x, dy, &dx)
    kernel_pool_tangent(precision, KERNEL_MAXIMUM, &window, planes, x, tangent, &yTangent)
    var expected = [R](repeating: 0, count: count)
    for output in 0..<outputs {
      let (row, column) = (output / (width / 2), output % (width / 2))
      let places = [0, 1, width, width + 1].map { 2 * row * width + 2 * column + $0 }
      let largest = places.map { x[$0] }.max()!
      let place = places.first { x[$0] == largest }!
      expected[place] = dy[output]
      #expect(y[output] == largest && yTangent[output] == tangent[place], "\(R.self), \(planes) planes of \(height)×\(width)")
    }
    #expect(dx == expected, "\(R.self), \(planes) planes of \(height)×\(width)")
  }
}
