/** How this process is connected to Nacos, as far as its clients tell. */
@NullMarked
package io.github.dubbogray.router.connection;

import org.jspecify.annotations.NullMarked;
