/** What the process is configured with: the properties of this library, read as Dubbo reads its own. */
@NullMarked
package io.github.dubbogray.router.settings;

import org.jspecify.annotations.NullMarked;
