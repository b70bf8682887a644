internal import Foundation

/// How the learning rate changes over a run of T steps: step t, from 0, takes the learning rate times w(t) d(t), a warm-up and a decay. After the last
/// step, where a run is measured once more and takes none, the factor stays the last step's.
public struct RateSchedule: Codable, Hashable, Sendable {
  /// d(t).
  public var decay: Decay
  /// The n steps of a linear warm-up, w(t) = min(1, (t + 1)/n); nil for none, w(t) = 1 (Goyal et al. 2017, section 2.2).
  public var warmUp: Int?

  /// A schedule.
  public init(_ decay: Decay, warmUp: Int? = nil) {
    self.decay = decay
    self.warmUp = warmUp
  }

  /// The forms of d(t); s = max(0, t − n) counts steps since the warm-up.
  public enum Decay: Hashable, Sendable {
    /// 1.
    case constant
    /// ½ (1 + cos(π s/(T − n))): to 0 over the run (Loshchilov & Hutter 2017, equation 5, without restarts).
    case cosine
    /// `factor` to the number of those steps of the run that t has reached.
    case steps(factor: Double, at: [Int])
    /// `factor` to the power s: by that factor every step.
    case exponential(factor: Double)
  }

  /// w(t) d(t) for t = `step` in a run of T = `steps` steps.
  public func factor(at step: Int, of steps: Int) -> Double {
    let (step, warmUp) = (max(0, min(step, steps - 1)), warmUp ?? 0)
    let rise = step < warmUp ? Double(step + 1) / Double(warmUp) : 1
    let since = max(0, step - warmUp)
    switch decay {
    case .constant: return rise
    case .cosine: return rise * 0.5 * (1 + cos(.pi * Double(since) / Double(max(1, steps - warmUp))))
    case .steps(let factor, let milestones): return rise * pow(factor, Double(milestones.count { $0 <= step }))
    case .exponential(let factor): return rise * pow(factor, Double(since))
    }
  }
}

extension RateSchedule.Decay: RawRepresentable, Codable {
  /// Reads `constant`, `cosine`, `steps:FACTOR@STEP,STEP…` with steps in ascending order from 1, or `exponential:FACTOR`; factors are positive numbers.
  public init?(rawValue: String) {
    func factor(_ text: Substring) -> Double? { Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
    let parts = rawValue.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.dropFirst().first) {
    case ("constant", nil): self = .constant
    case ("cosine", nil): self = .cosine
    case ("exponential", let text?):
      guard let factor = factor(text) else { return nil }
      self = .exponential(factor: factor)
    case ("steps", let text?):
      let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let factor = factor(parts[0]) else { return nil }
      let texts = parts[1].split(separator: ",", omittingEmptySubsequences: false)
      let milestones = texts.compactMap { Int($0) }
      guard milestones.count == texts.count, milestones[0] > 0, zip(milestones, milestones.dropFirst()).allSatisfy(<) else { return nil }
      self = .steps(factor: factor, at: milestones)
    default: return nil
    }
  }

  /// What `init(rawValue:)` reads.
  public var rawValue: String {
    switch self {
    case .constant: "constant"
    case .cosine: "cosine"
    case .steps(let factor, let milestones): "steps:\(factor)@\(milestones.map(String.init).joined(separator: ","))"
    case .exponential(let factor): "exponential:\(factor)"
    }
  }
}
