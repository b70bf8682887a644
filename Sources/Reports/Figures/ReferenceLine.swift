/// A level that a panel's curves are to be held to, drawn as a dotted line.
public struct ReferenceLine: Sendable {
  let height: Double
  let title: String

  /// A line at `height`, in the unit of the axis, with its name.
  public init(_ height: Double, _ title: String) { (self.height, self.title) = (height, title) }

  /// 2, where a curvature times the learning rate is at the edge of stability of plain descent (Cohen et al. 2021).
  public static let edgeOfStability = ReferenceLine(2, "edge of stability")
}
