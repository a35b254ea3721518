/** The ledger: what became of an application's releases, and the figures that follow from it. */
@NullMarked
package io.github.dubbogray.core.release.ledger;

import org.jspecify.annotations.NullMarked;
