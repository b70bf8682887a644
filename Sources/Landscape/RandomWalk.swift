internal import Foundation
internal import Tensors

/// What principal components make of a random walk in many dimensions, which goes nowhere: what a trajectory must be held to (Antognini & Sohl-Dickstein 2018,
/// "PCA of high dimensional random walks with comparison to neural network training").
public enum RandomWalk {
  /// The shares of variance of the first `count` components of the points x_t, t in `steps`, of a walk that begins at x₀ = 0 at rest and whose steps have
  /// momentum, x_{t+1} = a x_t + v_{t+1}, v_{t+1} = μ v_t + ξ_{t+1}, for a dimension that goes to infinity: the eigenvalues of the points' exact covariance about their
  /// mean. a = 1 is a walk that nothing holds; a below 1 one that is pulled back to where it began (an Ornstein–Uhlenbeck process). For a = 1, μ = 0 and T points at
  /// equal distances they are 6 / (4 sin²(kπ / 2T) (T² − 1)), which go to 6 / (πk)²: 60.8 %, 15.2 %, 6.8 % …
  ///
  /// - Parameters:
  ///   - count: how many; fewer than there are points (a precondition).
  ///   - steps: when the points were kept, from 0 and rising (a precondition).
  ///   - momentum: μ.
  ///   - persistence: a.
  public static func shares(_ count: Int, at steps: [Int], momentum: Double = 0, persistence: Double = 1) -> [Double] {
    let points = steps.count
    precondition(count > 0 && points > count, "fewer components than points")
    precondition(steps[0] >= 0 && zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }, "steps that rise from 0")
    // E x², E x v and E v² at every step that a point was kept at.
    var moments = [(place: Double, both: Double, velocity: Double)]()
    var (place, both, velocity) = (0.0, 0.0, 0.0)
    for step in 0...steps[points - 1] {
      if moments.count < points, steps[moments.count] == step { moments.append((place, both, velocity)) }
      let moved = momentum * both
      velocity = momentum * momentum * velocity + 1
      (place, both) = (persistence * persistence * place + 2 * persistence * moved + velocity, persistence * moved + velocity)
    }
    /// What is left of a velocity of 1 in the place n steps later: Σ aⁿ⁻ᵏ μᵏ, k from 1 to n.
    func response(_ later: Int) -> Double {
      let (kept, count) = (pow(momentum, Double(later)), Double(later))
      guard momentum != persistence else { return count * kept }
      return momentum * (pow(persistence, count) - kept) / (persistence - momentum)
    }
    var covariance = [Double](repeating: 0, count: points * points)
    for j in 0..<points {
      for i in j..<points {
        let later = steps[i] - steps[j]
        let sum = pow(persistence, Double(later)) * moments[j].place + response(later) * moments[j].both
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
