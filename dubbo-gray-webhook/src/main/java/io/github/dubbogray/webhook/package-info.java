/** A webhook: in which shapes people are told, how a message gets there, and what becomes of one that does not. Knows neither Dubbo nor Nacos. */
@NullMarked
package io.github.dubbogray.webhook;

import org.jspecify.annotations.NullMarked;
