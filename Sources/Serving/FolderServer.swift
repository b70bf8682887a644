internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import Synchronization

/// Serves the files of one folder to a browser on this machine: on loopback alone, nothing below the folder's folders, and nothing to a page of another site.
public final class FolderServer: Sendable {
  /// Why nothing is served.
  public struct Failure: Error, CustomStringConvertible {
    /// One line.
    public let description: String
  }

  /// Where the folder's page is: `http://127.0.0.1:PORT/`.
  public let address: String
  private let server: HTTPServer
  private let state: State

  /// What its tasks share.
  private final class State: Sendable {
    /// How often the page was asked for.
    let loads = Mutex(0)
    let port = Mutex<UInt16?>(nil)
  }

  /// Serves a folder, on a port that is free.
  ///
  /// - Throws: `Failure` where no port can be had.
  public init(folder: String) throws(Failure) {
    let state = State()
    let types = [
      "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml",
      "png": "image/png", "gnuplot": "text/plain; charset=utf-8",
    ]
    let server: HTTPServer
    do {
      server = HTTPServer(address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0), logger: .disabled)
    } catch {
      throw Failure(description: "loopback: \(error)")
    }
    self.server = server
    self.state = state
    let started = DispatchSemaphore(value: 0)
    Task {
      await server.appendRoute("GET *") { request in
        // A page of another site that names this address as its own would ask with its own host.
        guard let host = request.headers[.host], host.hasPrefix("127.0.0.1:") || host.hasPrefix("localhost:") else {
          return HTTPResponse(statusCode: .forbidden)
        }
        let name = request.path == "/" ? "index.html" : String(request.path.dropFirst())
        guard !name.contains("/"), !name.hasPrefix("."), let type = types[URL(fileURLWithPath: name).pathExtension],
          let data = try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        else {
          if request.path == "/" {
            return HTTPResponse(
              statusCode: .ok, headers: [.contentType: "text/html; charset=utf-8"],
              body: Data("<meta http-equiv=\"refresh\" content=\"1\"><p>The study begins.".utf8))
          }
          return HTTPResponse(statusCode: .notFound)
        }
        if name == "index.html" { state.loads.withLock { $0 += 1 } }
        return HTTPResponse(statusCode: .ok, headers: [.contentType: type, .cacheControl: "no-store"], body: data)
      }
      let run = Task { try await server.run() }
      try? await server.waitUntilListening(timeout: 5)
      if case .ip4(_, port: let number)? = await server.listeningAddress { state.port.withLock { $0 = number } }
      started.signal()
      _ = try? await run.value
    }
    started.wait()
    guard let number = state.port.withLock({ $0 }) else { throw Failure(description: "loopback: found no free port, expected one") }
    address = "http://127.0.0.1:\(number)/"
  }

  /// Ends, after a browser that looked at the page has loaded its last state, or `seconds` at most.
  public func finish(within seconds: Double) {
    let seen = state.loads.withLock { $0 }
    let end = ContinuousClock.now + .seconds(seconds)
    while seen > 0, state.loads.withLock({ $0 }) == seen, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.05) }
    // What is on its way arrives.
    if seen > 0 { Thread.sleep(forTimeInterval: 0.3) }
    let stopped = DispatchSemaphore(value: 0)
    Task {
      await server.stop(timeout: 0)
      stopped.signal()
    }
    stopped.wait()
  }
}
