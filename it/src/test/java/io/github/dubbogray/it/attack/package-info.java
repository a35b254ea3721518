/**
 * An attacker's kit: forged tags against real ports and real servlet containers. It is written against what {@code
 * docs/entry.md} promises, see {@link io.github.dubbogray.it.attack.Promise}, and not against how that is kept.
 */
@NullMarked
package io.github.dubbogray.it.attack;

import org.jspecify.annotations.NullMarked;
