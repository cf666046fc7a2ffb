package import Hummingbird
import WorkflowPresentation

/// What happens to every request before its route and after it. One middleware and not one for each
/// part: every further one costs a request as much as all that most of them do.
package struct Reception: RouterMiddleware {
    package typealias Context = WebContext

    let trust: ProxyTrust
    let observation: Observation
    let problems: ProblemAnswers
    let identification: Identification
    let pageErrors: PageErrors
    let presence: Presence

    @concurrent package func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        // Pages may take long; those who wait for others on the same thread are not to.
        guard PageErrors.isForPeople(request.uri.path) else {
            return try await receive(request, context, next)
        }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await receive(request, context, next)
        }
    }

    @concurrent private func receive(
        _ request: Request, _ context: WebContext,
        _ next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        trust.place(request, &context)
        return try await observation.watch(request, &context) { context in
            var known = context
            do {
                try await identification.identify(request, &known)
            } catch {
                return try problems.answer(to: error, request, context)
            }
            return try await Speech.$language.withValue(known.language) { [known] in
                do {
                    return try await answer(request, known, next)
                } catch {
                    // From here on they are spoken to as their account says.
                    return try problems.answer(to: error, request, known)
                }
            }
        }
    }

    private func answer(
        _ request: Request, _ context: WebContext,
        _ next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard PageErrors.isForPeople(request.uri.path) else {
            return try await checked(request, context, next)
        }
        return try await pageErrors.answer(request, context) {
            try await checked(request, context, next)
        }
    }

    private func checked(
        _ request: Request, _ context: WebContext,
        _ next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        try await presence.check(&context)
        return try await next(request, context)
    }
}
