internal import Foundation
internal import Tensors

/// What principal components make of a random walk in many dimensions, which goes nowhere: what a trajectory must be held to (Antognini & Sohl-Dickstein 2018,
/// "PCA of high dimensional random walks with comparison to neural network training").
public enum RandomWalk {
  /// The share of variance of component `component` (from 1) of a walk of `points` points and independent steps, for a dimension that goes to infinity. The covariance
  /// of the points is min(i, j) about its mean, whose eigenvalues are 1 / (4 sin²(kπ / 2T)), of sum (T² − 1) / 6; as T grows, the shares go to 6 / (π k)²: 60.8 %,
  /// 15.2 %, 6.8 % …
  public static func share(component: Int, points: Int) -> Double {
    precondition(component > 0 && points > component, "one of the components that so many points have")
    let sine = sin(Double(component) * .pi / (2 * Double(points)))
    let count = Double(points)
    return 6 / (4 * sine * sine * (count * count - 1))
  }

  /// The shares of variance of the first `count` components of a walk whose steps have momentum, xₜ = a xₜ₋₁ + vₜ, vₜ = μ vₜ₋₁ + ξₜ, with one point kept every
  /// `stride` steps and the first before any, for a dimension that goes to infinity: the eigenvalues of the points' exact covariance about its mean. a = 1 is a walk
  /// that nothing holds; a below 1 one that is pulled back to where it began (an Ornstein–Uhlenbeck process).
  public static func shares(_ count: Int, points: Int, stride: Int = 1, momentum: Double = 0, persistence: Double = 1) -> [Double] {
    precondition(count > 0 && points > count && stride > 0, "fewer components than points")
    // What a disturbance of size 1 has come to n steps later.
    var (place, velocity) = (0.0, 1.0)
    let response = (0...(points - 1) * stride).map { _ in
      place = persistence * place + velocity
      velocity *= momentum
      return place
    }
    var covariance = [Double](repeating: 0, count: points * points)
    for i in 0..<points {
      for j in 0...i {
        var sum = 0.0
        for n in 0..<j * stride { sum += response[n] * response[n + (i - j) * stride] }
        (covariance[i * points + j], covariance[j * points + i]) = (sum, sum)
      }
    }
    guard let found = SymmetricEigenvectors(PrincipalComponents<Double>.centred(covariance, order: points), order: points) else {
      return [Double](repeating: .nan, count: count)
    }
    let total = found.values.reduce(0, +)
    return (0..<count).map { found.values[points - 1 - $0] / total }
  }
}
