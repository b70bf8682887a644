import Tensors
import Testing

@Suite("eigenvectors of symmetric matrices")
struct SymmetricEigenvectorsTests {
  @Test("are orthonormal and the matrix's own")
  func own() throws {
    let matrix = [2.0, 1, 0, 1, 3, -1, 0, -1, 1]
    let found = try #require(SymmetricEigenvectors(matrix, order: 3))
    #expect(found.values == found.values.sorted())
    for i in 0..<3 {
      let vector = Array(found.vector(i))
      for row in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + matrix[row * 3 + $1] * vector[$1] }
        #expect(abs(product - found.values[i] * vector[row]) < 1e-13)
      }
      for j in 0..<3 {
        let product = zip(vector, found.vector(j)).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-13)
      }
    }
  }

  @Test("are none of what is not finite, and none of nothing")
  func none() {
    #expect(SymmetricEigenvectors([1, .nan, .nan, 1], order: 2) == nil)
    #expect(SymmetricEigenvectors([], order: 0)?.values.isEmpty == true)
  }
}
