/// What makes a network impossible to build.
public enum NetworkError: Error, Equatable, CustomStringConvertible {
  /// A layer that does not fit its inputs, or whose tensors are not those that it should share.
  case doesNotFit(layer: String, type: String, found: String, expected: String)
  /// A layer with more outputs an example, or more parameters, than any memory holds.
  case tooLarge(layer: String, type: String, found: String)
  /// A node that does not fit in among the others.
  case invalidNode(name: String, found: String, expected: String)
  /// An argument outside its range.
  case invalidArgument(name: String, found: String, expected: String)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .doesNotFit(let layer, let type, let found, let expected): "layer \(layer) (\(type)): found \(found), expected \(expected)"
    case .tooLarge(let layer, let type, let found): "layer \(layer) (\(type)): found \(found), expected at most \(Network.largestCount)"
    case .invalidNode(let name, let found, let expected): "node \"\(name)\": found \(found), expected \(expected)"
    case .invalidArgument(let name, let found, let expected): "\(name): found \(found), expected \(expected)"
    }
  }
}
