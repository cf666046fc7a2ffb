import Diagnostics
import HTTPTypes
import JSON
package import WorkflowAccounts
package import WorkflowPresentation

extension Failure {
    /// What went wrong with accounts, as everything else that goes wrong is told.
    package init(_ error: AccountError) {
        let status: ExitStatus
        var code = error.code
        switch error.kind {
        case .refused: status = .refused
        case .invalid: status = .invalid
        case .notFound: status = .notFound
        case .notPermitted: status = .notPermitted
        case .unavailable: status = .unavailable
        case .conflict: status = .conflict
        case .tooMany:
            status = .conflict
            code = "too-many-requests"
        }
        self.init(status, code, error.message, hint: error.hint)
        if case .tooMany(let seconds) = error.kind {
            details.append(("retry_after", .int(Int64(seconds))))
        }
    }

    /// Any error, those of accounts among them.
    package init(ofAccounts error: any Error) {
        if let error = error as? AccountError {
            self.init(error)
        } else {
            self.init(any: error)
        }
    }

    /// Seconds after which it may be tried again.
    var retryAfter: Int64? { details.first { $0.0 == "retry_after" }?.1.int }

    /// The status of a page that shows it.
    var formStatus: HTTPResponse.Status {
        switch (status, code) {
        case (_, "too-many-requests"): .tooManyRequests
        case (_, "payload-too-large"): .contentTooLarge
        case (_, "unsupported-media-type"): .unsupportedMediaType
        case (_, "not-signed-in"): .unauthorized
        case (.usage, _): .badRequest
        case (.refused, _), (.invalid, _): .unprocessableContent
        case (.conflict, _): .conflict
        case (.notFound, _): .notFound
        case (.notPermitted, _): .forbidden
        case (.unavailable, _): .serviceUnavailable
        default: .internalServerError
        }
    }
}
