import Tensors
import TestSupport
import Testing

@Suite("Cholesky")
struct CholeskyTests {
  @Test("L⁻¹ A L⁻ᵀ is the identity, and L⁻¹ is lower; what is not positive definite has none")
  func inverse() throws {
    let order = 9
    // B Bᵀ + I for a B of no pattern.
    let b = (0..<order * order).map { Double(($0 * 37 + 11) % 17) / 8 - 1 }
    var a = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0..<order { a[i * order + j] = (0..<order).reduce(i == j ? 1 : 0) { $0 + b[i * order + $1] * b[j * order + $1] } }
    }
    let factor = try #require(Cholesky.inverseFactor(a, order: order))
    var product = [Double]()
    for i in 0..<order {
      for j in 0..<order {
        if j > i { #expect(factor[i * order + j] == 0) }
        var sum = 0.0
        for k in 0..<order { for l in 0..<order { sum += factor[i * order + k] * a[k * order + l] * factor[j * order + l] } }
        product.append(sum)
      }
    }
    expectAgreement(product, (0..<order * order).map { $0 % (order + 1) == 0 ? 1 : 0 }, relative: 1e-11, absolute: 1e-11)
    #expect(Cholesky.inverseFactor([1, 2, 2, 1], order: 2) == nil && Cholesky.inverseFactor([.nan], order: 1) == nil)
  }
}
