internal import Tensors

/// Parameters that are trained otherwise than the rest (PyTorch's parameter group).
public struct ParameterGroup: Equatable, Sendable {
  /// Where they lie in θ.
  public let range: Range<Int>
  /// λ, in place of the optimizer's own.
  public let weightDecay: Double
  /// What their learning rate grows by: step t takes η α^(−2t − 1) (Li & Arora 2020); 1 for a rate that does not grow. For descent without SAM only.
  public let growthRoot: Double

  /// A group.
  public init(range: Range<Int>, weightDecay: Double = 0, growthRoot: Double = 1) {
    (self.range, self.weightDecay, self.growthRoot) = (range, weightDecay, growthRoot)
  }

  /// Groups that cover all parameters: those that are given, and between them the rest with a weight decay of its own. They do not overlap.
  static func covering(_ count: Int, groups: [ParameterGroup], weightDecay: Double) -> [ParameterGroup] {
    var (covering, end) = ([ParameterGroup](), 0)
    func rest(upTo next: Int) {
      if end < next { covering.append(ParameterGroup(range: end..<next, weightDecay: weightDecay)) }
    }
    for group in groups.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      rest(upTo: group.range.lowerBound)
      covering.append(group)
      end = group.range.upperBound
    }
    rest(upTo: count)
    return covering
  }
}
