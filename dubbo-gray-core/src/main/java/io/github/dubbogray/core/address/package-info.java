/** IP addresses and networks by their numbers, whatever their spelling. No name is ever resolved. */
@NullMarked
package io.github.dubbogray.core.address;

import org.jspecify.annotations.NullMarked;
