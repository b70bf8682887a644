import Foundation
import Landscape
import Objectives
import Tensors
import TestSupport
import Testing

/// f(x) = c·x + 2.
private struct Slope: Objective {
  let slopes: [Double]
  var dimension: Int { slopes.count }
  func value(at parameters: [Double]) -> Double { slopes.dot(parameters) + 2 }
  func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
    gradient = slopes
    return value(at: parameters)
  }
}

@Suite("Keskar's sharpness")
struct KeskarSharpnessTests {
  private let objective = Slope(slopes: [1, -2, 0.5, 0.25])
  private let point = [0.5, -1, 0, 3]

  @Test("of a linear function is ε Σ |cᵢ| (|xᵢ| + 1), over 1 + f, in percent")
  func linear() throws {
    let value = objective.value(at: point)
    let rise = 0.01 * (1 * 1.5 + 2 * 2 + 0.5 * 1 + 0.25 * 4)
    let found = try KeskarSharpness<Double>(epsilon: 0.01).measure(objective, at: point, value: value)
    expectAgreement([found.sharpness, found.maximum], [100 * rise / (1 + value), value + rise], relative: 1e-12)
  }

  @Test("over columns goes by the coordinates of the nearest point of their span")
  func subspace() throws {
    let value = objective.value(at: point)
    let columns: [[Double]] = (0..<2).map { RandomDirection.normals(4, seed: 3, index: 5, part: $0) }
    // The normal equations of two columns, solved by Cramer's rule.
    let (a, b, c) = (columns[0].dot(columns[0]), columns[0].dot(columns[1]), columns[1].dot(columns[1]))
    let (p, q) = (columns[0].dot(point), columns[1].dot(point))
    let coordinates = [(p * c - q * b) / (a * c - b * b), (q * a - p * b) / (a * c - b * b)]
    let space = ColumnSubspace(of: objective, at: point, columns: columns)
    expectAgreement(try #require(space.coordinates(of: point)), coordinates, relative: 1e-11)
    let rise = zip(columns, coordinates).reduce(0) { $0 + 0.01 * abs($1.0.dot(objective.slopes)) * (abs($1.1) + 1) }
    let found = try KeskarSharpness<Double>(epsilon: 0.01).measure(objective, at: point, value: value, columns: 2, seed: 3)
    expectAgreement([found.sharpness], [100 * rise / (1 + value)], relative: 1e-11)
    #expect(ColumnSubspace(of: objective, at: point, columns: [columns[0], columns[0]]).coordinates(of: point) == nil)
  }

  @Test("a subspace's gradient is the columns' share of the whole one")
  func gradient() {
    let quadratic = Quadratic<Double>(diagonal: [1, 2, 3, 4])
    let space = ColumnSubspace(of: quadratic, at: point, columns: [[1, 0, 2, -1], [0.5, 1, 0, 0], [0, 0, 0, 1]])
    let at = [0.3, -0.2, 0.7]
    var gradient = at
    let value = space.valueAndGradient(at: at, gradient: &gradient)
    #expect(value == space.value(at: at) && space.dimension == 3)
    expectAgreement(gradient, FiniteDifference.gradient(space, at: at), relative: 1e-8)
  }

  @Test("has a positive ε, and no more columns than parameters")
  func refusals() throws {
    for epsilon in [0, -1, .nan, .infinity] {
      #expect(throws: LandscapeError(argument: "epsilon", found: "\(epsilon)", expected: "a positive number")) {
        try KeskarSharpness<Double>(epsilon: epsilon)
      }
    }
    for count in [0, 5] {
      #expect(throws: LandscapeError(argument: "columns", found: "\(count)", expected: "1 to the 4 parameters")) {
        try KeskarSharpness<Double>().measure(objective, at: point, value: 1, columns: count)
      }
    }
  }
}
