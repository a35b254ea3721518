/** The demo's provider: demo-provider with the echo, or demo-a, demo-b and demo-c with a link of the chain. */
@NullMarked
package io.github.dubbogray.demo.provider;

import org.jspecify.annotations.NullMarked;
