/** Listeners of the application: how they are found, and how they are told. */
@NullMarked
package io.github.dubbogray.router.listener;

import org.jspecify.annotations.NullMarked;
