public import Foundation
public import Networks
public import Records
internal import Tensors

/// A network as `model.json` describes it, in PyTorch's names and arguments: a list of layers, or of nodes that read one another.
public struct ModelDescription: Sendable {
  /// The network, with all of its parameters.
  public let network: Network
  /// What it is trained with.
  public let loss: Loss
  /// The names of parameters that the file holds still: no measurement moves them.
  public let frozen: Set<String>
  /// Those of them that are no parameters of the module that the file describes, but constants of its code.
  public let constants: Set<String>
  /// Whether the file gave nodes.
  public let isGraph: Bool

  /// Bytes of the largest `model.json`; a network of thousands of layers takes far less.
  public static let largestFile = 1 << 24
  /// The most dimensions of an example.
  public static let largestRank = 6
  /// The largest side of an input: the product of larger ones would overflow.
  private static let largestInput = 1 << 24

  /// Reads `model.json`. `tensorNames` are those of the weights file: a normalization without running statistics there uses the batch's own.
  ///
  /// - Throws: `RecordError` that names the file and the layer.
  public init(contentsOf path: String, tensorNames: Set<String>) throws(RecordError) {
    try self.init(try JSONInput.read(path, limit: Self.largestFile), file: path, tensorNames: tensorNames)
  }

  /// Reads a model from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` as for a file.
  public init(_ data: Data, file: String, tensorNames: Set<String>) throws(RecordError) {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text.shown(400)) }
    let document: ModelDocument
    do {
      document = try JSONInput.decodeStrictly(ModelDocument.self, data, file: file)
    } catch {
      throw NamedNodes.naming(error, data)
    }
    let sizes = document.input
    guard (1...Self.largestRank).contains(sizes.count), sizes.allSatisfy({ $0 > 0 && $0 <= Self.largestInput }) else {
      throw problem("input: found \(sizes), expected 1 to \(Self.largestRank) dimensions, each from 1 to \(Self.largestInput)")
    }
    loss = document.loss
    isGraph = document.isGraph
    let descriptions = document.nodes
    do throws(NodeProblem) {
      let nodes = try NodeList(descriptions, tensorNames: tensorNames).nodes
      do throws(NetworkError) {
        network = try Network(input: Shape(dimensions: sizes), nodes: nodes)
      } catch {
        throw NodeProblem(error, descriptions)
      }
      try NodeList.requireTensors(descriptions, of: network)
      constants = try NodeList.tensors(descriptions, under: "constants", descriptions.map(\.constants), of: network)
      let still = try NodeList.tensors(descriptions, under: "frozen", descriptions.map(\.frozen), of: network)
      frozen = still.union(constants)
    } catch {
      throw problem(error.description)
    }
    guard network.outputShape.isVector else {
      let last = descriptions[descriptions.count - 1]
      throw problem(
        "layer \(last.name) (\(last.layer.type)): found an output of \(network.outputShape), expected a vector (Flatten before it)")
    }
  }

  /// The network that is measured: with the values of its constants, and without dropout.
  ///
  /// - Parameter parameters: those of `network`.
  /// - Throws: `NetworkError`, as for any network.
  func measured<R: Real>(at parameters: [R]) throws(NetworkError) -> Network {
    var withoutDropout = network
    if let still = try? Dropout(probability: 0), network.layers.contains(where: { $0 is Dropout }) {
      withoutDropout = try network.replacingLayers { $0 is Dropout ? still : $0 }
    }
    return frozen.isEmpty ? withoutDropout : try withoutDropout.freezing(frozen, at: parameters.map(Double.init))
  }

  /// The `model.json` of a network: a list of layers where it is a chain, else of nodes. Nil where it has a layer that the format does not know.
  public static func data(_ network: Network, loss: Loss) throws -> Data? {
    var nodes = [NodeDescription]()
    for (index, node) in network.nodes.enumerated() {
      guard let description = NodeDescription(node, inputs: network.inputShapes(ofLayer: index)) else { return nil }
      nodes.append(description)
    }
    let isGraph = !network.isChain || !network.constants.isEmpty
    return try JSONValue.data(ModelDocument(input: network.inputShape.dimensions, loss: loss, nodes: nodes, isGraph: isGraph))
  }
}
