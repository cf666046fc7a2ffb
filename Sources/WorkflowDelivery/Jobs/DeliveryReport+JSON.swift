public import JSON

extension DeliveryReport {
    public var json: JSON {
        [
            "version": .int(Int64(DeliveryJob.version)),
            "sinks": .object(
                JSONObject(
                    summary.sinks.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })),
            "faults": .array(faults.map(\.json)), "warnings": .array(warnings.map(\.json)),
        ]
    }

    /// - Throws: when something is missing, not what it should be or not known, or the version is
    ///   another.
    public init(json: JSON) throws(DeliveryJobError) {
        let reader = try JobReader(json, known: ["version", "sinks", "faults", "warnings"])
        try reader.checkVersion()
        self.init()
        for member in try reader.object("sinks").members {
            summary.sinks[member.name] = try DeliveryWorker.SinkSummary(
                json: member.value, sink: member.name)
        }
        for fault in try reader.array("faults") {
            faults.append(try Remark(json: fault, path: "faults"))
        }
        for warning in try reader.array("warnings") {
            warnings.append(try Remark(json: warning, path: "warnings"))
        }
    }
}

extension DeliveryReport.Remark {
    fileprivate var json: JSON { ["sink": .string(sink), "message": .string(message)] }

    fileprivate init(json: JSON, path: String) throws(DeliveryJobError) {
        let reader = try JobReader(json, path: path, known: ["sink", "message"])
        self.init(sink: try reader.string("sink"), message: try reader.string("message"))
    }
}

extension DeliveryWorker.SinkSummary {
    fileprivate var json: JSON {
        [
            "delivered": .int(Int64(delivered)), "failed": .int(Int64(failed)),
            "dead": .int(Int64(dead)), "taken": .bool(isTaken),
            "failures": .array(failures.map(\.json)),
        ]
    }

    fileprivate init(json: JSON, sink: String) throws(DeliveryJobError) {
        let path = "sinks.\(sink)"
        let reader = try JobReader(
            json, path: path, known: ["delivered", "failed", "dead", "taken", "failures"])
        self.init()
        delivered = try reader.int("delivered")
        failed = try reader.int("failed")
        dead = try reader.int("dead")
        isTaken = try reader.bool("taken")
        for failure in try reader.array("failures") {
            failures.append(
                try DeliveryFailure(
                    json: failure, sink: sink, path: reader.path(of: "failures")))
        }
    }
}

extension DeliveryFailure {
    fileprivate var json: JSON {
        var object: JSONObject = [
            "notification": .int(notification), "reason": .string(reason), "dead": .bool(isDead),
        ]
        if let status { object["status"] = .int(Int64(status)) }
        return .object(object)
    }

    fileprivate init(json: JSON, sink: String, path: String) throws(DeliveryJobError) {
        let reader = try JobReader(
            json, path: path, known: ["notification", "reason", "dead", "status"])
        let status = try reader.optional("status").map { json throws(DeliveryJobError) in
            try reader.expect(json.int.flatMap { Int(exactly: $0) }, "status", "a whole number")
        }
        self.init(
            sink: sink, notification: Int64(try reader.int("notification")),
            reason: try reader.string("reason"), status: status, isDead: try reader.bool("dead"))
    }
}
