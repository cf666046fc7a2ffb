import CEL

extension ConsultedTables {
    /// The tables that an expression consults, in the order it names them; for an expression whose
    /// workflow is not known, so that nothing else of it can be checked.
    package static func named(
        in source: String, of tables: [String: DecisionTable]
    ) -> [String] {
        // Most inputs consult no table, and making an environment takes longer than a look.
        guard source.mentions("table") else { return [] }
        let consulted = ConsultedTables()
        let environment = Environment(macros: [.table(tables, consulted)])
        // Names are noted while the text is parsed. Whether the rest makes sense is told when it
        // is compiled for a workflow.
        _ = try? environment.compile(source)
        return consulted.drain()
    }
}

extension String {
    /// Whether the ASCII word stands in it. Searching in general, the library first builds tables.
    fileprivate func mentions(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            var rest = utf8[...]
            while rest.count >= word.count {
                if rest.starts(with: word) { return true }
                rest.removeFirst()
            }
            return false
        }
    }
}
