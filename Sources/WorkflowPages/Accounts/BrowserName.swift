import WorkflowPresentation

/// What people call a browser and what it runs on, of what it says of itself in `User-Agent`.
struct BrowserName {
    let agent: String

    init(_ agent: String) { self.agent = agent }

    /// `Chrome trên Windows`; what it says itself when that is of no known kind.
    var spoken: String {
        guard agent.hasPrefix("Mozilla/"), let browser = first(of: Self.browsers) else {
            return agent
        }
        guard let system = first(of: Self.systems) else { return browser }
        return say(vi: "\(browser) trên \(system)", en: "\(browser) on \(system)")
    }

    private func first(of names: [(part: String, name: String)]) -> String? {
        names.first { agent.contains($0.part) }?.name
    }

    /// Most say that they are Chrome and Safari, too: the special ones first.
    private static let browsers = [
        ("coc_coc_browser/", "Cốc Cốc"), ("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ].map { (part: $0.0, name: $0.1) }

    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("CrOS", "ChromeOS"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ].map { (part: $0.0, name: $0.1) }
}
