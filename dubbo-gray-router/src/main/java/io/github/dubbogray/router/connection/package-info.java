/** Whether Nacos is away: how this process is connected to it, as far as its clients tell. */
@NullMarked
package io.github.dubbogray.router.connection;

import org.jspecify.annotations.NullMarked;
