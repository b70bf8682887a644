internal import CGSL

/// What a statistical function refuses.
public enum StatisticsError: Error, Equatable, CustomStringConvertible {
  /// Fewer values than the quantity needs.
  case tooFewValues(quantity: String, found: Int, needed: Int)
  /// An argument outside its range.
  case invalidArgument(name: String, found: String, expected: String)
  /// A status code of GSL other than success.
  case gsl(function: String, message: String)

  /// One line that names what was found and what was expected.
  public var description: String {
    switch self {
    case .tooFewValues(let quantity, let found, let needed): "\(quantity): found \(found) values, expected at least \(needed)"
    case .invalidArgument(let name, let found, let expected): "\(name): found \(found), expected \(expected)"
    case .gsl(let function, let message): "\(function): \(message)"
    }
  }
}

/// GSL with its abort handler off: its functions answer with status codes, which become `StatisticsError`s.
enum Library {
  // A global `let` is initialised once, whichever thread comes first.
  private static let quiet: Void = { _ = gsl_set_error_handler_off() }()

  /// Turns the abort handler off; every entry into GSL that can fail calls it first.
  static func prepare() { quiet }

  /// Runs a GSL function and throws where its status is not success.
  static func check(_ function: String, _ body: () -> Int32) throws(StatisticsError) {
    prepare()
    let status = body()
    guard Int(status) == GSL_SUCCESS else {
      throw .gsl(function: function, message: String(cString: gsl_strerror(status)))
    }
  }
}
