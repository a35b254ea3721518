package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.Secrets;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.filter.trust.Trust;
import java.util.List;
import java.util.Optional;

/**
 * The properties of the entry, read as Dubbo reads its own: {@code -D}, environment, {@code dubbo.properties} or {@code
 * application.yml}.
 *
 * @param trust {@value #TRUST}: whose tags are believed, by default everyone's
 * @param signatures {@value #SECRET}: what tags are signed with, the first one, and believed by, each; default none.
 *     {@value #WINDOW}: how many seconds a signature holds; default {@value #WINDOW_SECONDS}
 * @param sources where tags are read, the first one first: {@code x-gray-tag}, then {@value #HEADERS} (default {@value
 *     #DEFAULT_HEADERS}), {@value #COOKIE} and {@value #QUERY} (default none), and baggage
 * @param defaultTag {@value #DEFAULT_VERSION}: the version of requests that have no tag and that no rule claims; default
 *     none
 * @param hosts {@value #HOSTS}: the hosts that may see tags on HTTP requests; default all
 */
record EntrySettings(
        Trust trust,
        Optional<TagSignatures> signatures,
        List<TagSource> sources,
        Optional<Tag> defaultTag,
        HostPatterns hosts) {

    static final String TRUST = "dubbo.gray.entry.trust";
    static final String SECRET = Secrets.PROPERTY;
    static final String WINDOW = "dubbo.gray.entry.signature-window";
    static final String HEADERS = "dubbo.gray.entry.headers";
    static final String COOKIE = "dubbo.gray.entry.cookie";
    static final String QUERY = "dubbo.gray.entry.query";
    static final String HOSTS = HostPatterns.PROPERTY;
    static final String DEFAULT_VERSION = "dubbo.gray.entry.default-version";

    static final String DEFAULT_HEADERS = "x-gray-version:version,x-tag:tag,accept-version:version";
    static final long WINDOW_SECONDS = 300;

    /** The label of what {@value #DEFAULT_VERSION} names. */
    static final String VERSION = "version";

    EntrySettings {
        sources = List.copyOf(sources);
    }
}
