package io.github.dubbogray.router.settings;

import java.util.List;

/**
 * The names of the properties of this library, those of modules that may be absent among them. They stand here, in the module
 * that every application has, so that one that is misspelled is told wherever it is.
 */
final class KnownProperties {

    /** What they begin with. */
    static final String PREFIX = "dubbo.gray.";

    /** All names, sorted; as the editor's metadata in the starter has them. */
    static final List<String> NAMES = List.of(
            "dubbo.gray.alert.format",
            "dubbo.gray.alert.resolved",
            "dubbo.gray.alert.webhook",
            "dubbo.gray.announce",
            "dubbo.gray.announce.every",
            "dubbo.gray.dynamic-weight",
            "dubbo.gray.enabled",
            "dubbo.gray.entry.cookie",
            "dubbo.gray.entry.default-version",
            "dubbo.gray.entry.headers",
            "dubbo.gray.entry.query",
            "dubbo.gray.entry.secret",
            "dubbo.gray.entry.signature-window",
            "dubbo.gray.entry.trust",
            "dubbo.gray.http.hosts",
            "dubbo.gray.http.in",
            "dubbo.gray.http.out",
            "dubbo.gray.labels",
            "dubbo.gray.last-good.dir",
            "dubbo.gray.metrics.enabled",
            "dubbo.gray.ready.wait",
            "dubbo.gray.registry.live",
            "dubbo.gray.registry.reconcile",
            "dubbo.gray.served-by");

    private KnownProperties() {}
}
