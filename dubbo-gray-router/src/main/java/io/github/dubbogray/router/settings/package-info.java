/**
 * What the process finds around it: the properties of this library, read as Dubbo reads its own, and time, chance and threads.
 */
@NullMarked
package io.github.dubbogray.router.settings;

import org.jspecify.annotations.NullMarked;
