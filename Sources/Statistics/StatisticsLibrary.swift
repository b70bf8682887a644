internal import CGSL

/// The library behind the statistics.
public enum StatisticsLibrary {
  /// GSL's version.
  public static var version: String { GSL_VERSION }
}
