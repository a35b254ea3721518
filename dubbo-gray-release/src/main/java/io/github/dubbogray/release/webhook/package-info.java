/** The webhook of releases: what people are told of a release, sent as alerts of consumers are. */
@NullMarked
package io.github.dubbogray.release.webhook;

import org.jspecify.annotations.NullMarked;
