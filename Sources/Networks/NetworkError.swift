/// What makes a network impossible to build.
public enum NetworkError: Error, Equatable, CustomStringConvertible {
  /// A layer that does not fit its input.
  case doesNotFit(layer: Int, name: String, found: String, expected: String)
  /// An argument outside its range.
  case invalidArgument(name: String, found: String, expected: String)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .doesNotFit(let layer, let name, let found, let expected): "layer \(layer) (\(name)): found \(found), expected \(expected)"
    case .invalidArgument(let name, let found, let expected): "\(name): found \(found), expected \(expected)"
    }
  }
}
