internal import Foundation
internal import Records

/// A set of runs by one name.
public enum RunSet {
  /// The hash of a set of runs: of their hashes, in order.
  public static func digest(_ hashes: some Sequence<String>) -> String {
    Checksum.fnv1a(Data(Set(hashes).sorted().joined(separator: "\n").utf8))
  }
}
