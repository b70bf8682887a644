import Instruments
import Landscape
import TestSupport
import Testing

/// Planes whose directions are not given: drawn from a seed, and said so.
@Suite("planes of drawn directions")
struct DrawnPlaneTests {
  private static let (alphas, betas) = ([-0.5, 0, 0.25], [0.0, 1])
  /// ½ Σ dᵢ θᵢ², which is no network: directions are taken as they are drawn.
  private static let diagonal = [1.0, 2, 5]
  private static let point = [1.0, -1, 0.5]

  private func loss(_ alpha: Double, _ beta: Double, _ x: [Double], _ y: [Double]) -> Double {
    Self.diagonal.indices.reduce(0) { sum, i in
      let value = Self.point[i] + alpha * x[i] + beta * y[i]
      return sum + Self.diagonal[i] * value * value / 2
    }
  }

  private func subject() -> Subject<Double> { Subject(Quadratic<Double>(diagonal: Self.diagonal), at: Self.point) }

  @Test("the loss is that along the drawn directions, and the answer has the seed", arguments: [nil, 0, 7])
  func drawn(seed: Int?) throws {
    let instrument = PlaneInstrument(alphas: Self.alphas, betas: Self.betas, seed: seed)
    let rows = try instrument.measure(subject()) { _ in }
    let axes = (0..<2).map { RandomDirection.axis($0, dimension: 3, seed: UInt64(seed ?? 0), as: Double.self) }
    for row in rows { #expect(abs(row.loss - loss(row.alpha, row.beta, axes[0], axes[1])) < 1e-12 * row.loss) }
    guard case .object(let answer) = instrument.answer(rows) else { throw Unreadable() }
    #expect(answer["seed"] == .integer(seed ?? 0))
  }

  @Test("a direction that is given is not drawn")
  func given() throws {
    var half = subject()
    half.directions = ["plane_x": [1, 0, 0]]
    let instrument = PlaneInstrument(alphas: Self.alphas, betas: Self.betas, seed: 3)
    let rows = try instrument.measure(half) { _ in }
    let y: [Double] = RandomDirection.axis(1, dimension: 3, seed: 3)
    for row in rows { #expect(abs(row.loss - loss(row.alpha, row.beta, [1, 0, 0], y)) < 1e-12 * row.loss) }
    var whole = half
    whole.directions["plane_y"] = [0, 1, 0]
    guard case .object(let answer) = instrument.answer(try instrument.measure(whole) { _ in }) else { throw Unreadable() }
    #expect(answer["seed"] == nil)
  }

  private struct Unreadable: Error {}
}
