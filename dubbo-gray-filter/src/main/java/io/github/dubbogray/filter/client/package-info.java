/** Tags on outgoing HTTP requests: Spring's clients, the JDK's, and what any other client needs for it. */
@NullMarked
package io.github.dubbogray.filter.client;

import org.jspecify.annotations.NullMarked;
