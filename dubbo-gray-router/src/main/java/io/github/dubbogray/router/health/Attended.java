package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.table.ReturnKeys;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.release.StepCounts;

/**
 * A provider application of whose calls it matters how they end.
 *
 * @param table the document in force
 * @param watch who is watched; nobody, where failed calls are only tried again
 * @param keys by which lanes return
 * @param counts what is counted for a release
 */
public record Attended(Table table, ApplicationWatch watch, ReturnKeys keys, StepCounts counts) {}
