import Foundation
import Landscape
import Objectives

/// Measures Rosenbrock's function where it is known, and exits with 1 where a number is not the known one.
@main
enum Measurement {
  static func main() throws {
    var agreement = Agreement()
    for point in [KnownPoint.minimum, .start] {
      try line(point, &agreement)
      plane(point, &agreement)
      try spectrum(point, &agreement)
    }
    if agreement.mismatches > 0 {
      print("found \(agreement.mismatches) numbers that are not the known ones, expected none")
      exit(1)
    }
  }

  private static func line(_ point: KnownPoint, _ agreement: inout Agreement) throws {
    let objective = Rosenbrock()
    var gradient = [0.0, 0.0]
    let loss = objective.valueAndGradient(at: point.parameters, gradient: &gradient)
    var line = GradientLine<Double>(stepSizes: [1e-4, 5e-4, 1e-3])
    let profile = try line.measure(objective, at: point.parameters, loss: loss, gradient: gradient)
    let norm = (point.gradient[0] * point.gradient[0] + point.gradient[1] * point.gradient[1]).squareRoot()
    agreement.hold("\(point.name) line loss", profile.loss, point.value(0, 0))
    agreement.hold("\(point.name) line gradient norm", profile.gradientNorm, norm)
    for measured in profile.points {
      let name = "\(point.name) line \(measured.stepSize)"
      let (alpha, beta) = (-measured.stepSize * point.gradient[0], -measured.stepSize * point.gradient[1])
      agreement.hold("\(name) loss", measured.loss, point.value(alpha, beta))
      let distance = point.gradientDistance(alpha, beta)
      agreement.hold("\(name) gradient distance", measured.gradientDistance, distance)
      // Without a gradient there is no line, and no smoothness along it.
      if norm > 0 { agreement.hold("\(name) smoothness", measured.smoothness, distance / (measured.stepSize * norm)) }
    }
  }

  private static func plane(_ point: KnownPoint, _ agreement: inout Agreement) {
    let plane = LossPlane.measure(
      Rosenbrock(), at: point.parameters, x: [1, 0], y: [0, 1], alphas: [-0.5, 0, 0.5], betas: [-1, 0, 1])
    for (beta, row) in zip(plane.betas, plane.loss) {
      for (alpha, loss) in zip(plane.alphas, row) {
        agreement.hold("\(point.name) plane \(alpha) \(beta)", loss, point.value(alpha, beta))
      }
    }
  }

  private static func spectrum(_ point: KnownPoint, _ agreement: inout Agreement) throws {
    let found = try Lanczos<Double>(top: 2).measure(Rosenbrock().hessian(at: point.parameters)) ?? []
    agreement.hold("\(point.name) eigenvalues", Double(found.count), 2)
    for (found, expected) in zip(found, point.eigenvalues) {
      agreement.hold("\(point.name) eigenvalue", found.value, expected)
    }
  }
}
