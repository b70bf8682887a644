internal import Foundation
internal import Pages
internal import Records
internal import Runs
internal import Serving

extension Study {
  /// Executes the study with a page of its progress in its folder, which is served to a browser where that is wanted.
  func executeWithPage() throws -> [StoredRun] {
    guard mode != .plan, mode != .collect else { return try execute() }
    let path = "\(folder)/\(Pages.Report.fileName)"
    if let watch = execution.watch {
      let server = try FolderServer(folder: folder)
      watch.server.withLock { $0 = server }
      execution.note("watch: \(server.address)")
    }
    let name = name
    let last = Guarded<ProgressReport?>(nil)
    // A page that cannot be written, on a full disk say, is no reason to end a study.
    @Sendable func write(_ report: ProgressReport, end: String? = nil) {
      let state = ProgressPage.State(runsDone: report.runsDone, runs: report.runs, share: report.share, seconds: report.seconds)
      if let page = try? ProgressPage(study: name, state, end: end) { try? AtomicFiles.write(page.html, to: path) }
    }
    var observed = execution
    observed.observer = { report in
      last.withLock { $0 = report }
      write(report)
    }
    do {
      return try executed(observed).execute()
    } catch {
      if let report = last.withLock({ $0 }) { write(report, end: "The study ended before its end: \(error)") }
      endWatch()
      throw error
    }
  }

  /// Ends what serves the page, once a browser that looked at it has its last state.
  func endWatch() {
    let server = execution.watch?.server.withLock { $0 } as? FolderServer
    server?.finish(within: 2 * Double(ProgressPage.interval) + 1)
  }

  /// Writes the page of the study's results, and where and how they were made.
  func writePage(_ runs: [StoredRun]) throws {
    try AtomicFiles.write(try JSONValue.data(ResultEnvironment(self, runs)), to: "\(folder)/\(ResultEnvironment.fileName)")
    try AtomicFiles.write(
      try StudyPage(folder: folder, vocabulary: .catalogues).html, to: "\(folder)/\(Pages.Report.fileName)")
  }
}
