public import Networks

/// A residual block, by the sum at its end.
public struct ResidualBlock: Equatable, Sendable {
  /// The node of the sum.
  public let node: Int
  /// The value that comes through the branch: of the two, the one with more nodes behind it.
  public let branch: Int
  /// The value that comes by the short-cut.
  public let shortcut: Int
  /// Its number among blocks since short-cuts last changed the value that they hand on, from 1.
  public let place: Int

  /// The blocks of a network: its sums of two values of which one has more nodes on its longest way from the batch.
  public static func all(of network: Network) -> [ResidualBlock] {
    var depths = [0]
    var places = [Int: Int]()
    var blocks = [ResidualBlock]()
    for (node, inputs) in network.inputs.enumerated() {
      depths.append(1 + (inputs.map { depths[$0] }.max() ?? 0))
      guard network.nodes[node].layer is Add, inputs.count == 2, depths[inputs[0]] != depths[inputs[1]] else { continue }
      let (branch, shortcut) = depths[inputs[0]] > depths[inputs[1]] ? (inputs[0], inputs[1]) : (inputs[1], inputs[0])
      // Behind a sum, an activation hands on what the next short-cut takes up.
      let place = 1 + (places[source(shortcut, network)] ?? 0)
      places[node + 1] = place
      blocks.append(ResidualBlock(node: node, branch: branch, shortcut: shortcut, place: place))
    }
    return blocks
  }

  /// The value that a chain of activations starts from.
  private static func source(_ value: Int, _ network: Network) -> Int {
    guard value > 0, network.nodes[value - 1].layer.isNonlinearity else { return value }
    return source(network.inputs[value - 1][0], network)
  }
}
