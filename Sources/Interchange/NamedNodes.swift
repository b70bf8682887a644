internal import Foundation
internal import Records

/// The names in a list of nodes whose entries may be wrong otherwise.
struct NamedNodes: Decodable {
  /// An entry by its name; nil where it has none.
  private struct Entry: Decodable {
    let name: String?

    private enum CodingKeys: CodingKey { case name }

    init(from decoder: any Decoder) throws {
      name = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
    }
  }

  private let nodes: [Entry]

  /// The most characters of a name in an error.
  private static let longestName = 50

  /// An error of a file with the name of the node that it speaks of: `nodes[7]` becomes `nodes[7] "conv1"`. Nobody counts nodes.
  static func naming(_ error: RecordError, _ data: Data) -> RecordError {
    let opening = "nodes["
    guard error.problem.hasPrefix(opening), let end = error.problem.firstIndex(of: "]"),
      let index = Int(error.problem[..<end].dropFirst(opening.count)),
      let nodes = try? JSONDecoder().decode(NamedNodes.self, from: data).nodes, nodes.indices.contains(index), let name = nodes[index].name
    else { return error }
    let rest = error.problem[error.problem.index(after: end)...]
    return RecordError(file: error.file, problem: "\(opening)\(index)] \"\(name.shown(longestName))\"\(rest)")
  }
}
