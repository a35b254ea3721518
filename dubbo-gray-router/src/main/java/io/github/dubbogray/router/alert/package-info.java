/** Alerts: who is told, by an HTTP request, that a lane or an instance is out. */
@NullMarked
package io.github.dubbogray.router.alert;

import org.jspecify.annotations.NullMarked;
