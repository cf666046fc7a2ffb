import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowPresentation

/// Which methods the paths of the API have, to tell a wrong path from a wrong method.
package struct APIPaths: Sendable {
    private let routes: [(components: [Substring], methods: [String])]
    private let paths: [String]

    init(_ endpoints: [Endpoint]) {
        routes = Dictionary(grouping: endpoints, by: \.path).map { path, endpoints in
            (path.split(separator: "/"), endpoints.map(\.method.rawValue))
        }
        paths = endpoints.map { APIRoutes.prefix + $0.path }
    }

    /// What is wrong with a request that no route takes.
    func missing(_ request: Request) -> Failure {
        let path = request.uri.path
        var methods: [String] = []
        if path.hasPrefix(APIRoutes.prefix) {
            let components = path.dropFirst(APIRoutes.prefix.count).split(separator: "/")
            // As the router has it, a word goes before a parameter.
            let fitting = routes.filter { Self.fits($0.components, components) }
            let closest = fitting.max { left, right in
                left.components.map { $0.hasPrefix("{") ? 0 : 1 }
                    .lexicographicallyPrecedes(
                        right.components.map { $0.hasPrefix("{") ? 0 : 1 })
            }
            methods = closest?.methods ?? []
        }
        guard !methods.isEmpty else {
            let near = nearest(path, in: paths)
            return Failure(
                .notFound, "no-such-path",
                LocalizedText(
                    vi: "API không có đường dẫn \(path.singleLine).",
                    en: "The API has no path \(path.singleLine)."),
                hint: Failure.suggestion(near)
                    ?? LocalizedText(
                        vi: "xem \(APIRoutes.prefix)/openapi.json",
                        en: "see \(APIRoutes.prefix)/openapi.json"))
        }
        if methods.contains("GET") { methods.append("HEAD") }
        let allow = methods.sorted().joined(separator: ", ")
        var failure = Failure(
            .usage, "method-not-allowed",
            LocalizedText(
                vi: "Đường dẫn này không có phương thức \(request.method.rawValue).",
                en: "This path has no method \(request.method.rawValue)."),
            hint: LocalizedText(vi: "có: \(allow)", en: "it has: \(allow)"))
        failure.details = [("allow", .string(allow))]
        return failure
    }

    private static func fits(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        pattern.count == path.count
            && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
