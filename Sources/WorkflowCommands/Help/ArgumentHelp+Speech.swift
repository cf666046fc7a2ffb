import ArgumentParser
import Diagnostics
import WorkflowPresentation

extension ArgumentHelp {
    static func say(vi: String, en: String, name: (vi: String, en: String)? = nil) -> ArgumentHelp {
        ArgumentHelp(
            LocalizedText(vi: vi, en: en).spoken,
            valueName: name.map { LocalizedText(vi: $0.vi, en: $0.en).spoken })
    }
}
