import Foundation
import Landscape
import Objectives
import Statistics
import TestSupport
import Testing

/// Curves between two points, held to their closed forms and to a fit written out by hand.
@Suite("connecting curves")
struct ConnectingCurveTests {
  @Test("have their families' coefficients, which add up to 1 and leave the ends alone")
  func coefficients() throws {
    for t in [0, 0.125, 0.3, 0.5, 0.8, 1] {
      let line = try ConnectingCurve(.line, from: [1.0, 2], to: [3, -2], bends: 5)
      #expect(line.points.count == 2 && line.coefficients(at: t) == [1 - t, t])
      // Powers, in place of the recursion.
      let cubic = try ConnectingCurve(.bezier, from: [0.0], to: [1], bends: 2)
      let powers = [pow(1 - t, 3), 3 * t * pow(1 - t, 2), 3 * t * t * (1 - t), pow(t, 3)]
      expectAgreement(cubic.coefficients(at: t), powers, relative: 1e-14)
      // Hats on three equal pieces.
      let chain = try ConnectingCurve(.polygonal, from: [0.0], to: [1], bends: 2)
      expectAgreement(chain.coefficients(at: t), (0...3).map { max(0, 1 - abs(3 * t - Double($0))) }, relative: 1e-12, absolute: 1e-15)
    }
    for family in CurveFamily.allCases {
      let curve = try ConnectingCurve(family, from: [0.1, 0.7], to: [0.3, -0.9], bends: 3)
      var point = [9.0, 9]
      for (share, end) in [(0.0, [0.1, 0.7]), (1, [0.3, -0.9])] {
        curve.assign(share, to: &point)
        #expect(point == end)
      }
      // Before it is fitted, every curve is the line.
      curve.assign(0.3, to: &point)
      expectAgreement(point, [0.16, 0.22], relative: 1e-14)
    }
  }

  @Test("without bends, or with ends of different lengths, are refused")
  func refusals() {
    #expect(throws: LandscapeError(argument: "bends", found: "0", expected: "a number from 1")) {
      try ConnectingCurve(.bezier, from: [0.0], to: [1], bends: 0)
    }
    #expect(throws: LandscapeError(argument: "end", found: "2 values", expected: "as many as at the start, 1")) {
      try ConnectingCurve(.line, from: [0.0], to: [1, 2])
    }
  }

  @Test(
    "are fitted by steps of momentum along c_k(t) ∇L(θ(t)) at drawn t, with the rate's course", arguments: [CurveFamily.polygonal, .bezier])
  func steps(family: CurveFamily) throws {
    let (start, end) = ([1.0, -2], [4.0, 1])
    var curve = try ConnectingCurve(family, from: start, to: end, bends: 2)
    curve.fit(CurveFit(steps: 20, learningRate: 0.1, momentum: 0.5), seed: 3) { _, point, gradient in
      gradient = [point[0], 4 * point[1]]
    }
    // The same by scalars, coordinate by coordinate.
    let stream = RandomStream(seed: 3, purpose: .path)
    var inner = [[2.0, -1], [3.0, 0]]
    var velocity = [[0.0, 0], [0.0, 0]]
    for step in 0..<20 {
      let t = stream.uniform()
      let c =
        family == .bezier
        ? [pow(1 - t, 3), 3 * t * pow(1 - t, 2), 3 * t * t * (1 - t), pow(t, 3)] : (0...3).map { max(0, 1 - abs(3 * t - Double($0))) }
      let done = Double(step) / 20
      let rate = 0.1 * (done > 0.9 ? 0.01 : done > 0.5 ? 1 - 0.99 * (done - 0.5) / 0.4 : 1)
      let points = [start] + inner + [end]
      for (i, curvature) in [1.0, 4].enumerated() {
        let place = zip(c, points).reduce(0) { $0 + $1.0 * $1.1[i] }
        for k in 0..<2 {
          velocity[k][i] = 0.5 * velocity[k][i] + c[k + 1] * curvature * place
          inner[k][i] -= rate * velocity[k][i]
        }
      }
    }
    expectAgreement(curve.points.flatMap(\.self), ([start] + inner + [end]).flatMap(\.self), relative: 1e-12)
  }

  @Test(
    "go around a hill between two points of a circular valley, where the line goes over it", arguments: [CurveFamily.polygonal, .bezier])
  func valley(family: CurveFamily) throws {
    // f = (x² + y² − 1)²: zero on the unit circle, 1 in the middle.
    let value = { (point: [Double]) in pow(point[0] * point[0] + point[1] * point[1] - 1, 2) }
    func highest(_ curve: ConnectingCurve<Double>) -> Double {
      var point = [0.0, 0]
      return (0...100).map { share in
        curve.assign(Double(share) / 100, to: &point)
        return value(point)
      }.max()!
    }
    let (start, end) = ([1.0, 0], [cos(2.5), sin(2.5)])
    let line = try ConnectingCurve(.line, from: start, to: end)
    expectAgreement([highest(line)], [pow(pow(cos(1.25), 2) - 1, 2)], relative: 1e-12)
    var curve = try ConnectingCurve(family, from: start, to: end, bends: 3)
    curve.fit(CurveFit(steps: 2000, learningRate: 0.05), seed: 1) { _, point, gradient in
      let slope = 4 * (point[0] * point[0] + point[1] * point[1] - 1)
      gradient = [slope * point[0], slope * point[1]]
    }
    #expect(highest(curve) < 0.05 * highest(line), "\(highest(curve)) of \(highest(line))")
    #expect(curve.points.first == start && curve.points.last == end)
  }

  @Test("of functions without finite gradients come to no numbers")
  func notFinite() throws {
    var curve = try ConnectingCurve(.bezier, from: [0.0], to: [1])
    curve.fit(CurveFit(steps: 1, learningRate: 1), seed: 0) { _, _, gradient in gradient = [.nan] }
    #expect(curve.points[1][0].isNaN && curve.points[0] == [0] && curve.points[2] == [1])
  }
}
