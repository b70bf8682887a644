internal import Foundation

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
}
