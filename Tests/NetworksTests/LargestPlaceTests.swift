import CKernels
import Testing

@Suite("the largest value of a long row")
struct LargestPlaceTests {
  @Test("L∞ normalization finds it again behind 2²⁴ others, where a number of single precision has lost its last digit")
  func place() {
    let count = (1 << 24) + 4
    var x = [Float](repeating: 0.5, count: count)
    let last = count - 1
    x[last] = -2
    var (statistics, y, dx) = ([Float](repeating: 0, count: 4), x, x)
    kernel_normalize_forward(KERNEL_FLOAT32, KERNEL_LINF, 0, 1, count, 0, nil, nil, x, &statistics, &y)
    // Of Σ dy y the divisor's derivative is at the largest value alone: with dy at the first place only, dL/dD = −(x₀ − mean) / D².
    var dy = [Float](repeating: 0, count: count)
    dy[0] = 1
    kernel_normalize_backward(KERNEL_FLOAT32, KERNEL_LINF, 0, 1, count, nil, nil, 0, x, statistics, dy, &dx, nil, nil)
    let mean = Double(statistics[0])
    let constant = dx[1]
    // d D / d x is −1 there.
    let expected = Float((0.5 - mean) / 4) + constant
    #expect(abs(dx[last] - expected) < 1e-6 && dx[last] != constant, "\(dx[last]), \(expected) expected")
    #expect(dx[last - 1] == constant && dx[last - 2] == constant && dx[last - 3] == constant)
  }
}
