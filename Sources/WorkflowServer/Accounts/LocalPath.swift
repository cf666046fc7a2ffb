/// Where to go after signing in: a path of this server and nothing else.
enum LocalPath {
    /// The path, or `/` for whatever a browser might take for another place, and for what leads in
    /// and out.
    static func checked(_ text: String?) -> String {
        let path = own(text)
        let isDoor = ["/sign-in", "/sign-out", "/setup/"].contains(where: path.hasPrefix)
        return isDoor ? "/" : path
    }

    /// The path, or `/` for whatever a browser might take for another place.
    static func own(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2_000, text.hasPrefix("/"), !text.hasPrefix("//"),
            // Browsers drop tabs and line ends, and take a backslash for a slash.
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }
}
