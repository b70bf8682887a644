public import Objectives

/// Central differences of an objective in float64: an account of its gradient that shares no code with the backward pass.
public enum FiniteDifference {
  /// ∂f/∂θᵢ by Richardson extrapolation of two central differences, (4 D(h/2) − D(h)) / 3, whose error is of order h⁴.
  public static func gradient(_ objective: some Objective<Double>, at parameters: [Double], step: Double = 2e-5) -> [Double] {
    var point = parameters
    return parameters.indices.map { i in
      func difference(_ h: Double) -> Double {
        point[i] = parameters[i] + h
        let above = objective.value(at: point)
        point[i] = parameters[i] - h
        let below = objective.value(at: point)
        point[i] = parameters[i]
        return (above - below) / (2 * h)
      }
      return (4 * difference(step / 2) - difference(step)) / 3
    }
  }
}
