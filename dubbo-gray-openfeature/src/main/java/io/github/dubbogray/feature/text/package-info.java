/**
 * Where the text of switches comes from, and whether that is away: a file, a Nacos, Dubbo's config centre, and the last good one
 * on disk.
 */
@NullMarked
package io.github.dubbogray.feature.text;

import org.jspecify.annotations.NullMarked;
