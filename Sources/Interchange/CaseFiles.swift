internal import Foundation

/// Where the files of a case lie.
public struct CaseFiles: Sendable {
  /// The network.
  public var model: String
  /// Its weights.
  public var weights: String
  /// The batch.
  public var batch: String
  /// What to measure; nil for the standard request.
  public var request: String?
  /// The direction of a Hessian-vector product.
  public var direction: String?
  /// The directions of a plane.
  public var planeX: String?
  /// The other.
  public var planeY: String?
  /// The weights at the other end of an interpolation.
  public var other: String?

  /// Files named one by one.
  public init(
    model: String, weights: String, batch: String, request: String? = nil, direction: String? = nil, planeX: String? = nil,
    planeY: String? = nil, other: String? = nil
  ) {
    self.model = model
    self.weights = weights
    self.batch = batch
    self.request = request
    self.direction = direction
    self.planeX = planeX
    self.planeY = planeY
    self.other = other
  }

  /// The files of a folder under their usual names; those that a request may do without only where they are there.
  public init(folder: String) {
    func path(_ name: String) -> String { "\(folder)/\(name)" }
    func found(_ name: String) -> String? { FileManager.default.fileExists(atPath: path(name)) ? path(name) : nil }
    self.init(
      model: path("model.json"), weights: path("weights.safetensors"), batch: path("batch.safetensors"), request: found("request.json"),
      direction: found("direction.safetensors"), planeX: found("plane_x.safetensors"), planeY: found("plane_y.safetensors"),
      other: found("other.safetensors"))
  }
}
