/**
 * What is told and logged, and the guards around those who are told. Everybody may tell; nothing here knows who does.
 */
@NullMarked
package io.github.dubbogray.router.event;

import org.jspecify.annotations.NullMarked;
