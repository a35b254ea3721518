/**
 * The instance side of gray release in Dubbo. Here is what an application has one of; each part has a package of its
 * own.
 */
@NullMarked
package io.github.dubbogray.router;

import org.jspecify.annotations.NullMarked;
