/// What makes a network impossible to build.
public enum NetworkError: Error, Equatable, CustomStringConvertible {
  /// A layer that does not fit its input.
  case doesNotFit(layer: Int, name: String, found: String, expected: String)
  /// A layer with more outputs an example, or more parameters, than any memory holds.
  case tooLarge(layer: Int, name: String, found: String)
  /// An argument outside its range.
  case invalidArgument(name: String, found: String, expected: String)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .doesNotFit(let layer, let name, let found, let expected): "layer \(layer) (\(name)): found \(found), expected \(expected)"
    case .tooLarge(let layer, let name, let found): "layer \(layer) (\(name)): found \(found), expected at most \(Network.largestCount)"
    case .invalidArgument(let name, let found, let expected): "\(name): found \(found), expected \(expected)"
    }
  }
}
