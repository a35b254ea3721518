/** What threads share, tried in every order that a processor and a compiler may make of it. */
@NullMarked
package io.github.dubbogray.hardening.race;

import org.jspecify.annotations.NullMarked;
