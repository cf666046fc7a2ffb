import Diagnostics
import WorkflowCalendar
import WorkflowDelivery
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

/// Makes the jobs of `wf-net` for one home.
package struct NetworkJobs {
    let home: Home
    /// Where the clock stands still; nil when it is that of the machine.
    let fixedNow: Instant?

    /// What `wf-net` has to do now; nil when nothing is due for a sink on the network.
    ///
    /// - Parameter store: the path of the engine's store.
    func due(_ engine: Engine, store: String) async throws -> DeliveryJob? {
        var due: [String: NotificationRules.Sink] = [:]
        let now = engine.clock.now
        for (name, sink) in engine.rules.notifications.sinks where sink.isOnNetwork {
            guard try await engine.store.nextAttempt(sink: name, at: now) == now else { continue }
            due[name] = settings(of: sink)
        }
        return due.isEmpty
            ? nil : try job(for: due, store: store, organisation: engine.rules.organisation)
    }

    func job(
        for sinks: [String: NotificationRules.Sink], store: String, organisation: Organisation
    ) throws -> DeliveryJob {
        var job = DeliveryJob(
            store: store, now: fixedNow, language: Speech.language, sinks: sinks)
        if sinks.values.contains(where: \.isMail) {
            job.directory = MailDirectory(organisation)
            job.templates = try TemplateFiles.load(from: [home.rules])
        }
        return job
    }

    /// The settings with the paths of files as they are from here: in the rules they begin at the
    /// home.
    func settings(of sink: NotificationRules.Sink) -> NotificationRules.Sink {
        func place(_ path: String) -> String {
            path.hasPrefix("/") ? path : home.path + "/" + path
        }
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

extension Session {
    /// What `wf-net` has to do now; nil when nothing is due for a sink on the network.
    func networkJob(_ engine: Engine) async throws -> DeliveryJob? {
        guard let file = engine.store.file else { return nil }
        return try await networkJobs().due(engine, store: file)
    }

    func job(
        for sinks: [String: NotificationRules.Sink], store: String
    ) throws -> DeliveryJob {
        try networkJobs().job(
            for: sinks, store: store, organisation: try rules().organisation)
    }

    func settings(of sink: NotificationRules.Sink) throws -> NotificationRules.Sink {
        try networkJobs().settings(of: sink)
    }

    func networkJobs() throws(Failure) -> NetworkJobs {
        NetworkJobs(home: try whereHomeIs(), fixedNow: fixedNow)
    }
}

extension NotificationRules.Sink {
    var isMail: Bool {
        if case .email = self { true } else { false }
    }

    /// Whether it takes `wf-net` to get there.
    var isOnNetwork: Bool {
        switch self {
        case .log: false
        case .webhook, .email: true
        }
    }
}

extension MailDirectory {
    /// Everybody the organisation knows, and every agency.
    init(_ organisation: Organisation) {
        self.init()
        for person in organisation.people {
            people[person.id] = Entry(
                name: person.name, address: person.email, language: person.language)
        }
        for agency in organisation.agencies {
            agencies[agency.code] = Entry(
                name: agency.name[agency.language], address: agency.email,
                language: agency.language)
        }
    }
}
