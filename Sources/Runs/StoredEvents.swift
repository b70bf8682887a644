internal import Records

extension StoredRun {
  /// Writes TensorBoard's event file of the run from its tables, where there is a folder for it: what a run writes as it goes, for one that is finished.
  ///
  /// - Throws: `RecordError` where a table cannot be read or the folder cannot be written.
  func writeEvents(below folder: String?) throws {
    guard let folder else { return }
    let events = try EventRecorder(folder: "\(folder)/\(try configuration.identifier)")
    try events.write(try tables())
  }
}
