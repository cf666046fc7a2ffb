// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A target of the house. It imports only those named here.
func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// What libFuzzer drives, which brings a `main` of its own; see `make fuzz`.
func fuzzer(_ folder: String) -> Target {
    .executableTarget(
        name: "fuzz-\(folder.lowercased())", dependencies: ["FuzzEntry"],
        path: "Tests/Fuzz/\(folder)",
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}

/// Tests check the hashes of `Hashing` by it.
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
/// Tests look at a store through it, as another program would. The store itself speaks to SQLite
/// directly: GRDB brings Foundation, which takes longer to load than most commands take to run.
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }
/// scrypt, of which the base product has none.
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
func hummingbird(_ name: String) -> Target.Dependency {
    .product(name: name, package: "hummingbird")
}
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let httpParts = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "wf",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "wf", targets: ["wf"]),
        .executable(name: "wf-net", targets: ["wf-net"]),
        .executable(name: "wf-server", targets: ["wf-server"]),
        .library(
            name: "WorkflowEngine",
            targets: ["WorkflowEngine", "WorkflowLoading", "WorkflowModel", "WorkflowSQLite"]),
        .library(name: "CEL", targets: ["CEL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        room("Diagnostics"),
        room("JSON"),
        room("SystemFiles"),
        room("Base64"),
        room("Hashing", "CNettle"),
        room("YAML", "CYAML", "Diagnostics"),
        room("WorkflowCalendar", "Diagnostics"),
        room("CEL", "Base64"),
        room("TypedValues", "Base64", "CEL", "JSON"),
        room("WorkflowModel", "CEL", "Diagnostics", "WorkflowCalendar"),
        room(
            "WorkflowLoading", "CEL", "Diagnostics", "Hashing", "SystemFiles", "WorkflowCalendar",
            "WorkflowModel", "YAML"),
        room(
            "WorkflowCore", "CEL", "Diagnostics", "JSON", "WorkflowCalendar", "WorkflowModel"),
        room(
            "WorkflowDocuments", "Diagnostics", "Hashing", "SystemFiles", "WorkflowCalendar",
            "WorkflowCore", "WorkflowModel"),
        room(
            "WorkflowAnalysis", "CEL", "Diagnostics", "WorkflowCalendar", "WorkflowCore",
            "WorkflowModel"),
        room("WorkflowStorage", "Hashing", "JSON", "WorkflowCalendar"),
        room(
            "WorkflowSQLite", "CLinux", "CSQLite", "JSON", "SystemFiles", "WorkflowCalendar",
            "WorkflowStorage"),
        room(
            "WorkflowEngine", "CEL", "Diagnostics", "JSON", "WorkflowCalendar", "WorkflowCore",
            "WorkflowLoading", "WorkflowModel", "WorkflowStorage"),
        room(
            "WorkflowDelivery", "Base64", "Diagnostics", "Hashing", "JSON", "SystemFiles",
            "WorkflowCalendar", "WorkflowModel", "WorkflowStorage"),
        room(
            "WorkflowMail", "CCurl", "Diagnostics", "JSON", "WorkflowCalendar",
            "WorkflowDelivery", "WorkflowModel", "WorkflowStorage", mustache),
        room(
            "WorkflowWebhook", "Diagnostics", "JSON", "WorkflowCalendar", "WorkflowDelivery",
            "WorkflowModel", "WorkflowStorage", httpClient, nio("NIOCore"), nio("NIOHTTP1"),
            nio("NIOPosix"), nioSSL),
        room(
            "WorkflowReports", "Diagnostics", "WorkflowCalendar", "WorkflowModel",
            "WorkflowStorage"),
        room(
            "WorkflowAccounts", "Base64", "Diagnostics", "Hashing", "JSON", "WorkflowCalendar",
            crypto, cryptoExtras, grdb, httpClient, jwt, logging, nio("NIOCore"), nio("NIOHTTP1")),
        room("WorkflowTesting", "WorkflowCalendar", "WorkflowStorage"),
        room(
            "WorkflowPresentation", "CEL", "Diagnostics", "JSON", "WorkflowCalendar",
            "WorkflowCore", "WorkflowDocuments", "WorkflowEngine", "WorkflowModel",
            "WorkflowReports", "WorkflowStorage"),
        room(
            "WorkflowCommands", "Base64", "CEL", "CLinux", "Diagnostics", "Hashing", "JSON",
            "SystemFiles", "TypedValues", "WorkflowAnalysis", "WorkflowCalendar", "WorkflowCore",
            "WorkflowDelivery", "WorkflowDocuments", "WorkflowEngine", "WorkflowLoading",
            "WorkflowModel", "WorkflowPresentation", "WorkflowReports", "WorkflowSQLite",
            "WorkflowStorage", argumentParser),
        room(
            "WorkflowServer", "Base64", "CEL", "Diagnostics", "Hashing", "JSON", "SystemFiles",
            "WorkflowAccounts", "WorkflowCalendar", "WorkflowCommands", "WorkflowCore",
            "WorkflowDelivery", "WorkflowDocuments", "WorkflowEngine", "WorkflowLoading",
            "WorkflowModel", "WorkflowPages", "WorkflowPresentation", "WorkflowReports",
            "WorkflowSQLite", "WorkflowStorage", "YAML", hummingbird("Hummingbird"),
            hummingbird("HummingbirdCore"), httpTypes, lifecycle, logging, coreMetrics,
            nio("NIOCore"), httpParts, nioSSL, unixSignals),
        room(
            "WorkflowPages", "Diagnostics", "Hashing", "JSON", "WorkflowCalendar", "WorkflowCore",
            "WorkflowEngine", "WorkflowModel", "WorkflowPresentation", "WorkflowReports",
            "WorkflowStorage", mustache),
        .executableTarget(name: "wf", dependencies: ["WorkflowCommands"], swiftSettings: settings),
        .executableTarget(
            name: "wf-server",
            dependencies: [
                "Diagnostics", "JSON", "WorkflowAccounts", "WorkflowCommands", "WorkflowDocuments",
                "WorkflowPresentation", "WorkflowServer", "WorkflowSQLite", "WorkflowStorage",
                coreMetrics, hummingbird("Hummingbird"), lifecycle, logging, nio("NIOCore"),
                unixSignals,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "wf-net",
            dependencies: [
                "Diagnostics", "JSON", "SystemFiles", "WorkflowCalendar", "WorkflowDelivery",
                "WorkflowModel", "WorkflowMail", "WorkflowSQLite", "WorkflowStorage",
                "WorkflowWebhook",
            ],
            swiftSettings: settings),
        room("Benchmarking"),
        room(
            "BenchmarkOffice", "Benchmarking", "CSQLite", "WorkflowCalendar", "WorkflowCore",
            "WorkflowEngine", "WorkflowLoading", "WorkflowModel", "WorkflowSQLite",
            "WorkflowStorage"),
        .executableTarget(
            name: "wf-server-bench",
            dependencies: [
                "BenchmarkOffice", "Benchmarking", "JSON", "WorkflowAccounts", "WorkflowEngine",
                "WorkflowModel", "WorkflowSQLite",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "wf-net-bench",
            dependencies: [
                "Benchmarking", "Diagnostics", "JSON", "WorkflowDelivery", "WorkflowModel",
                "WorkflowSQLite", "WorkflowStorage", "WorkflowTesting", nio("NIOCore"),
                nio("NIOHTTP1"), nio("NIOPosix"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "wf-bench",
            dependencies: [
                "BenchmarkOffice", "Benchmarking", "CEL", "CSQLite", "JSON", "WorkflowCalendar",
                "WorkflowCore",
                "WorkflowEngine",
                "WorkflowLoading", "WorkflowModel", "WorkflowSQLite", "WorkflowStorage",
            ],
            swiftSettings: settings),
        .target(
            name: "FuzzEntry",
            dependencies: [
                "CEL", "Diagnostics", "TypedValues", "WorkflowAnalysis", "WorkflowLoading",
                "WorkflowModel", "YAML",
            ],
            path: "Tests/Fuzz/Entry", swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["WorkflowCalendar"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("FuzzTests", "FuzzEntry"),
        tests("DiagnosticsTests", "Diagnostics"),
        tests("JSONTests", "JSON"),
        tests("SystemFilesTests", "SystemFiles", "TestSupport"),
        tests("Base64Tests", "Base64"),
        tests("HashingTests", "Hashing"),
        tests("YAMLTests", "Diagnostics", "TestSupport", "YAML"),
        tests("WorkflowCalendarTests", "Diagnostics", "TestSupport", "WorkflowCalendar"),
        tests("CELTests", "CEL", "JSON", "TestSupport", "TypedValues"),
        tests(
            "WorkflowModelTests", "CEL", "Diagnostics", "TestSupport", "WorkflowCalendar",
            "WorkflowModel"),
        tests(
            "WorkflowLoadingTests", "CEL", "Diagnostics", "WorkflowCalendar", "WorkflowLoading",
            "WorkflowModel", "YAML"),
        tests(
            "WorkflowAnalysisTests", "CEL", "Diagnostics", "TestSupport", "WorkflowAnalysis",
            "WorkflowCalendar", "WorkflowCore", "WorkflowLoading", "WorkflowModel"),
        tests(
            "WorkflowStorageTests", "JSON", "WorkflowCalendar", "WorkflowStorage",
            "WorkflowTesting", crypto),
        tests(
            "WorkflowSQLiteTests", "TestSupport", "WorkflowSQLite", "WorkflowStorage",
            "WorkflowTesting", grdb),
        tests(
            "WorkflowDeliveryTests", "Diagnostics", "JSON", "TestSupport", "WorkflowCalendar",
            "WorkflowDelivery", "WorkflowModel", "WorkflowSQLite", "WorkflowStorage",
            "WorkflowTesting"),
        .target(
            name: "WebhookServer", dependencies: ["JSON"], path: "Tests/WebhookServer",
            exclude: ["webhook_server.py", "certificates.sh"], swiftSettings: settings),
        tests(
            "WorkflowWebhookTests", "Diagnostics", "JSON", "TestSupport", "WebhookServer",
            "WorkflowCalendar", "WorkflowDelivery", "WorkflowModel", "WorkflowStorage",
            "WorkflowWebhook", nio("NIOCore")),
        tests(
            "WorkflowMailTests", "Diagnostics", "JSON", "WorkflowCalendar", "WorkflowDelivery",
            "WorkflowMail", "WorkflowModel", "WorkflowStorage", exclude: ["smtp_server.py"]),
        tests(
            "WorkflowDocumentsTests", "Diagnostics", "Hashing", "TestSupport", "WorkflowCore",
            "WorkflowDocuments", "WorkflowModel"),
        tests(
            "WorkflowEngineTests", "Diagnostics", "JSON", "TestSupport", "WorkflowCalendar",
            "WorkflowCore", "WorkflowEngine", "WorkflowLoading", "WorkflowModel", "WorkflowSQLite",
            "WorkflowStorage", "WorkflowTesting"),
        tests(
            "wfTests", "Diagnostics", "JSON", "TestSupport", "WebhookServer", "WorkflowCalendar",
            "WorkflowCommands", "WorkflowSQLite", "WorkflowStorage", "WorkflowTesting", "wf",
            "wf-net", "wf-server", "trial-server", grdb,
            exclude: ["Snapshots"]),
        tests(
            "WorkflowAccountsTests", "Diagnostics", "TestSupport", "WorkflowAccounts",
            "WorkflowCalendar", crypto, grdb),
        tests(
            "WorkflowPagesTests", "Diagnostics", "TestSupport", "WorkflowCalendar", "WorkflowCore",
            "WorkflowEngine", "WorkflowLoading", "WorkflowModel", "WorkflowPages",
            "WorkflowPresentation", "WorkflowReports", "WorkflowStorage", "WorkflowTesting"),
        .executableTarget(
            name: "trial-server",
            dependencies: [
                "JSON", "WorkflowAccounts", "WorkflowCommands", "WorkflowDocuments",
                "WorkflowServer", hummingbird("Hummingbird"), logging, nio("NIOCore"),
            ],
            path: "Tests/TrialServer", swiftSettings: settings),
        .executableTarget(
            name: "commit-hammer",
            dependencies: ["WorkflowServer", "WorkflowStorage", "WorkflowTesting"],
            path: "Tests/CommitHammer", swiftSettings: settings),
        tests(
            "WorkflowServerTests", "Diagnostics", "Hashing", "JSON", "TestSupport",
            "WorkflowAccounts", "WorkflowCalendar", "WorkflowCommands", "WorkflowCore",
            "WorkflowDocuments", "WorkflowEngine", "WorkflowModel", "WorkflowPages",
            "WorkflowPresentation", "WorkflowServer", "WorkflowSQLite", "WorkflowStorage",
            "WorkflowTesting", "commit-hammer", "wf", "wf-server", hummingbird("Hummingbird"),
            hummingbird("HummingbirdTesting"), coreMetrics, crypto, httpTypes, lifecycle, logging,
            nio("NIOCore"),
            exclude: ["API/explore.sh", "API/use_client.py", "Accounts/oidc_provider.py"]),
        tests(
            "WorkflowCoreTests", "Diagnostics", "JSON", "TestSupport", "WorkflowCalendar",
            "WorkflowCore", "WorkflowLoading", "WorkflowModel"),
    ],
    swiftLanguageModes: [.v6]
)

/// `WF_TESTS=WorkflowCoreTests swift test` builds no other tests.
if let wanted = Context.environment["WF_TESTS"] {
    let names = wanted.split(separator: ",").map(String.init)
    package.targets.removeAll { $0.type == .test && !names.contains($0.name) }
}
if Context.environment["WF_FUZZ"] != nil {
    package.targets += ["Yaml", "Cel", "Tables"].map(fuzzer)
}
