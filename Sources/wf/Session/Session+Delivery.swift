import WorkflowEngine

extension Session {
    func deliver(_ engine: Engine) async throws -> (delivered: Int, failed: Int) { (0, 0) }
}
