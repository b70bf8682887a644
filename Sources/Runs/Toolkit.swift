/// The toolkit as a whole.
public enum Toolkit {
  /// Its version: what every program answers to `--version`, and what its Python package is called.
  public static let version = "0.1.0"

  /// The folder, in the one that a program is started in, with a folder of results a study, unless another is named.
  public static let results = "results"
}
