import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

extension Session {
    /// What `wf-net` has to do now; nil when nothing is due for a sink on the network.
    func networkJob(_ engine: Engine) async throws -> DeliveryJob? {
        guard let store = engine.store as? SQLiteStore else { return nil }
        var due: [String: NotificationRules.Sink] = [:]
        let now = engine.clock.now
        for (name, sink) in engine.rules.notifications.sinks where sink.isOnNetwork {
            guard try await store.nextAttempt(sink: name, at: now) == now else { continue }
            due[name] = try settings(of: sink)
        }
        return due.isEmpty ? nil : job(for: due, store: store.path)
    }

    func job(
        for sinks: [String: NotificationRules.Sink], store: String
    ) -> DeliveryJob {
        DeliveryJob(store: store, now: fixedNow, language: Speech.language, sinks: sinks)
    }

    /// The settings with the paths of files as they are from here: in the rules they begin at the
    /// home.
    func settings(of sink: NotificationRules.Sink) throws -> NotificationRules.Sink {
        let home = try whereHomeIs().path
        func place(_ path: String) -> String { path.hasPrefix("/") ? path : home + "/" + path }
        func place(_ secret: NotificationRules.Secret) -> NotificationRules.Secret {
            if case .file(let path) = secret { .file(place(path)) } else { secret }
        }
        switch sink {
        case .log: return sink
        case .webhook(var webhook):
            webhook.secrets = webhook.secrets.map(place)
            webhook.certificates = webhook.certificates.map(place)
            return .webhook(webhook)
        case .email(var email):
            email.password = email.password.map(place)
            email.certificates = email.certificates.map(place)
            return .email(email)
        }
    }
}

extension NotificationRules.Sink {
    /// Whether it takes `wf-net` to get there.
    var isOnNetwork: Bool {
        switch self {
        case .log: false
        case .webhook, .email: true
        }
    }
}
