public import Objectives
public import Tensors

/// A large value of an objective in a box around a point, by a limited-memory quasi-Newton method with projection.
///
/// Every iteration takes the variables that the gradient would push out of the box as fixed, makes of the gradient by the others the direction of limited-memory
/// BFGS (Nocedal & Wright, "Numerical optimization", algorithm 7.4), over the variables that are free (Bertsekas 1982), and searches along it: points are
/// projected on the box, the step is halved until the objective rises enough (Armijo's condition) and quadrupled as long as it rises further. Variables are
/// measured in half-widths of the box. Where the objective is convex, as it mostly is around a minimum, no pair of differences has the curvature that BFGS needs;
/// the method is then projected gradient ascent, whose long steps end in corners of the box.
///
/// It stands where others take L-BFGS-B (Byrd, Lu, Nocedal & Zhu 1995), whose libraries sum by a BLAS that chooses its order by processor. Local, as that is: what
/// is found is a bound from below on the largest value.
public struct BoxAscent<Scalar: Real> {
  /// The most iterations.
  public let iterations: Int
  /// How many pairs of differences are kept.
  public static var memory: Int { 10 }
  /// The share of the rise which the gradient promises that a step must bring.
  private static var sufficientRise: Double { 1e-4 }
  private static var mostHalvings: Int { 30 }
  private static var mostQuadruplings: Int { 12 }

  /// What was found.
  public struct Maximum: Equatable, Sendable {
    /// The value; that at the centre at least.
    public let value: Double
    /// Where it is.
    public let point: [Scalar]
    /// Iterations that moved the point.
    public let iterations: Int
    /// How often the objective was evaluated, with its gradient or without.
    public let evaluations: Int
  }

  /// Two vectors' differences between iterations, in units of the box, as minimization of −f has them.
  private struct Pair {
    let step: [Scalar]
    let change: [Scalar]
  }

  /// An ascent of at most so many iterations.
  ///
  /// - Throws: `LandscapeError` for none.
  public init(iterations: Int = 10) throws(LandscapeError) {
    try LandscapeError.require(iterations, "iterations", from: 1)
    self.iterations = iterations
  }

  /// The largest value that is found in the box |xᵢ − centreᵢ| ≤ halfWidthsᵢ; widths are positive, and both vectors have the objective's dimension
  /// (preconditions).
  public func maximize(_ objective: some Objective<Scalar>, around centre: [Scalar], halfWidths: [Scalar]) -> Maximum {
    precondition(centre.count == objective.dimension && halfWidths.count == centre.count, "vectors of the objective's dimension")
    var place = [Scalar](onLargePages: 0, count: centre.count)
    var (point, trial, gradient) = (centre, place, place)
    var value = objective.valueAndGradient(at: point, gradient: &gradient)
    gradient.multiply(by: halfWidths)
    var (evaluations, moves) = (1, 0)
    var pairs = [Pair]()

    func evaluate(_ trial: [Scalar]) -> Double {
      Self.assign(centre, plus: halfWidths, times: trial, to: &point)
      evaluations += 1
      let found = objective.value(at: point)
      return found.isFinite ? found : -.infinity
    }

    ascent: for _ in 0..<iterations {
      let isFree = Self.free(place, gradient)
      var direction = Self.direction(gradient, isFree, pairs)
      if !pairs.isEmpty, !(Self.dot(direction, gradient, isFree) > 0) {
        pairs = []
        direction = Self.direction(gradient, isFree, pairs)
      }
      let largest = direction.doubles.reduce(0) { max($0, abs($1)) }
      guard largest > 0, largest.isFinite else { break }
      // Without curvature a step has no length of its own: the steepest variable goes to its face.
      var length = pairs.isEmpty ? 1 / largest : 1
      var found = -Double.infinity
      for halving in 0... {
        Self.move(direction, length, from: place, to: &trial)
        found = evaluate(trial)
        if found > value, found >= value + Self.sufficientRise * Self.promised(gradient, from: place, to: trial) { break }
        guard halving < Self.mostHalvings else {
          if pairs.isEmpty { break ascent }
          pairs = []
          continue ascent
        }
        length /= 2
      }
      for _ in 0..<Self.mostQuadruplings {
        Self.move(direction, 4 * length, from: place, to: &trial)
        let further = evaluate(trial)
        guard further > found else { break }
        (found, length) = (further, 4 * length)
      }
      Self.move(direction, length, from: place, to: &trial)
      Self.assign(centre, plus: halfWidths, times: trial, to: &point)
      var (step, change) = (trial, gradient)
      value = objective.valueAndGradient(at: point, gradient: &gradient)
      evaluations += 1
      moves += 1
      gradient.multiply(by: halfWidths)
      step.add(-1, times: place)
      change.add(-1, times: gradient)
      swap(&place, &trial)
      if step.dot(change) > 1e-10 * change.dot(change) {
        if pairs.count == Self.memory { pairs.removeFirst() }
        pairs.append(Pair(step: step, change: change))
      }
    }
    Self.assign(centre, plus: halfWidths, times: place, to: &point)
    return Maximum(value: value, point: point, iterations: moves, evaluations: evaluations)
  }

  // What follows loops over single scalars: without a copy for either precision every operation on one would be looked up.

  /// Which variables the gradient does not push out of the box.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func free(_ place: [Scalar], _ gradient: [Scalar]) -> [Bool] {
    zip(place, gradient).map { !($0 >= 1 && $1 > 0) && !($0 <= -1 && $1 < 0) }
  }

  /// `trial` = `place` + `length` · `direction`, projected on the box.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func move(_ direction: [Scalar], _ length: Double, from place: [Scalar], to trial: inout [Scalar]) {
    let length = Scalar(length)
    for i in trial.indices { trial[i] = min(1, max(-1, place[i] + length * direction[i])) }
  }

  /// `point` = `centre` + `halfWidths` · `place`, variable by variable.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func assign(_ centre: [Scalar], plus halfWidths: [Scalar], times place: [Scalar], to point: inout [Scalar]) {
    for i in point.indices { point[i] = centre[i] + halfWidths[i] * place[i] }
  }

  /// The rise that the gradient promises of a step.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func promised(_ gradient: [Scalar], from place: [Scalar], to trial: [Scalar]) -> Double {
    var promised = 0.0
    for i in gradient.indices { promised += Double(gradient[i]) * Double(trial[i] - place[i]) }
    return promised
  }

  /// The two loops over pairs, restricted to the free variables; 0 for the others.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func direction(_ gradient: [Scalar], _ isFree: [Bool], _ pairs: [Pair]) -> [Scalar] {
    var direction = gradient
    for i in direction.indices where !isFree[i] { direction[i] = 0 }
    let curved = pairs.map { ($0, dot($0.step, $0.change, isFree)) }.filter { $0.1 > 0 }
    var weights = [Double](repeating: 0, count: curved.count)
    for (index, (pair, curvature)) in curved.enumerated().reversed() {
      weights[index] = dot(pair.step, direction, isFree) / curvature
      add(-weights[index], times: pair.change, to: &direction, isFree)
    }
    if let (pair, curvature) = curved.last { direction.scale(by: curvature / dot(pair.change, pair.change, isFree)) }
    for (index, (pair, curvature)) in curved.enumerated() {
      let own = dot(pair.change, direction, isFree) / curvature
      add(weights[index] - own, times: pair.step, to: &direction, isFree)
    }
    return direction
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func dot(_ left: [Scalar], _ right: [Scalar], _ isFree: [Bool]) -> Double {
    var sum = 0.0
    for i in left.indices where isFree[i] { sum += Double(left[i]) * Double(right[i]) }
    return sum
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func add(_ factor: Double, times vector: [Scalar], to result: inout [Scalar], _ isFree: [Bool]) {
    let factor = Scalar(factor)
    for i in result.indices where isFree[i] { result[i] += factor * vector[i] }
  }
}
