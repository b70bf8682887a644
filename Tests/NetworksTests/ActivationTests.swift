import Networks
import Objectives
import TestSupport
import Tensors
import Testing

/// Activations of the input at known points; the catalogue of problems holds their derivatives to differences.
@Suite("activations")
struct ActivationTests {
  /// x with GELU's value and first two derivatives there, exact and by tanh, from 250 digits rounded to double.
  static let points: [(x: Double, exact: [Double], tanh: [Double])] = [
    (
      -12.0, [-2.1317785344932147e-32, -2.5578956616748956e-31, -3.0478649046415457e-30],
      [-1.635985449353481e-61, -5.290403352522559e-60, -1.7023793207351786e-58]
    ),
    (
      -6.0, [-5.9195258702261885e-09, -3.5468709453902015e-08, -2.065800168939917e-07],
      [-8.439646700762297e-11, -7.709973930953696e-10, -6.824247274157189e-09]
    ),
    (
      -3.5, [-0.0008142017766243376, -0.002821760353624635, -0.00894499762421904],
      [-0.0006161976553736633, -0.002422643760116431, -0.008549459160865447]
    ),
    (
      -1.25, [-0.13206221708356908, -0.12266158306942213, 0.07990897485769709],
      [-0.1322857970302854, -0.12249263224964864, 0.08118097980488394]
    ),
    (
      -0.5, [-0.15426876936299344, 0.13250487534383715, 0.6161143218375241], [-0.15428599017485609, 0.1326300964653577, 0.6155068951159849]
    ),
    (
      -1e-09, [-4.999999996010577e-10, 0.49999999920211546, 0.7978845608028654],
      [-4.999999996010577e-10, 0.49999999920211546, 0.7978845608028654]
    ),
    (0.3, [0.1853734266566858, 0.7323277668271099, 0.728450727529601], [0.18537092354275925, 0.7322954516388018, 0.7281484484339119]),
    (
      0.84375, [0.6755024021022792, 1.0363899430071606, 0.35996869223169625], [0.6754042403074139, 1.0360569766488672, 0.35959373267139394]
    ),
    (
      2.75, [2.7418056511035998, 1.0220275336443208, -0.05058294141510023], [2.742276855926382, 1.0219489215934983, -0.052066020098447116]
    ),
    (
      5.0, [4.999998566742141, 1.000007146946002, -3.4194548838888845e-05], [4.999999770820381, 1.0000015463619876, -9.934132224996203e-06]
    ),
    (9.0, [9.0, 1.0, -8.121021121618442e-17], [9.0, 1.0, -4.6839285778142383e-26]),
  ]

  /// f(x), f′(x) and f″(x) of a layer, from ½ (f(w x) − t)² at w = 1 and t = f(x) − 1, whose derivatives by w are x f′ and x² (f′² + f″).
  private func derivatives<R: Real>(_ layer: any Layer, at x: Double, as type: R.Type) throws -> [Double] {
    let network = try Network(input: Shape(channels: 1), layers: [Linear(outputs: 1, bias: false), layer])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 1, as: R.self)
    objective.batch.inputs[0] = R(x)
    var value = R(0)
    objective.forEachActivation(at: [1]) { _, _, output in value = output[0] }
    objective.batch.targets[0] = value - 1
    var (gradient, product) = ([R(0)], [R(0)])
    _ = objective.valueAndGradient(at: [1], gradient: &gradient)
    objective.hessianVectorProduct(at: [1], direction: [1], product: &product)
    let slope = Double(gradient[0]) / x
    return [Double(value), slope, Double(product[0]) / (x * x) - slope * slope]
  }

  @Test("GELU and its derivatives at known points, far into the tail", arguments: points.indices)
  func gelu(index: Int) throws {
    let (x, exact, tanh) = Self.points[index]
    for (approximation, expected) in [(GELU.Approximation.none, exact), (.tanh, tanh)] {
      let layer = GELU(approximation: approximation)
      // A relative error of x is 2x² times that in the tail, and f″ is a difference from f′².
      let scale = max(1, x * x)
      expectAgreement(
        Array(try derivatives(layer, at: x, as: Double.self)[0..<2]), Array(expected[0..<2]), relative: 1e-15 * scale, absolute: 1e-300,
        "\(approximation) at \(x)")
      expectAgreement(
        [try derivatives(layer, at: x, as: Double.self)[2]], [expected[2]], relative: 1e-15 * scale, absolute: 4e-15,
        "\(approximation) at \(x)")
      expectAgreement(
        Array(try derivatives(layer, at: x, as: Float.self)[0..<2]), Array(expected[0..<2]), relative: 3e-7 * scale, absolute: 1e-36,
        "float32, \(approximation) at \(x)")
    }
  }

  @Test("hardtanh's derivative is 1 between the bounds and 0 at and beyond them; what is not a number passes")
  func hardtanh() throws {
    let layer = Hardtanh(minimum: -0.5, maximum: 2)
    let cases: [(x: Double, value: Double, slope: Double)] = [
      (-3, -0.5, 0), (-0.5, -0.5, 0), (-0.49, -0.49, 1), (1.99, 1.99, 1), (2, 2, 0), (7, 2, 0), (.infinity, 2, 0),
    ]
    for (x, value, slope) in cases {
      let found = try derivatives(layer, at: x, as: Double.self)
      expectAgreement([found[0]], [value], relative: 0, "value at \(x)")
      if x.isFinite { expectAgreement([found[1]], [slope], relative: 1e-14, "derivative at \(x)") }
    }
    #expect(try derivatives(layer, at: .nan, as: Float.self).allSatisfy(\.isNaN))
  }

  @Test("the identity gives back what it gets")
  func identity() throws {
    let network = try Network(input: Shape(channels: 3, height: 2, width: 5), layers: [Identity()])
    let (objective, _) = Problem(network: network, loss: .halfSumSquaredError).objective(samples: 4, as: Float.self)
    var found = [Float]()
    objective.forEachActivation(at: []) { _, _, output in found = Array(output) }
    #expect(found == (0..<120).map { objective.batch.inputs[$0] })
  }
}
