/** What runs inside the process of the server; the only code here that sees Nacos's own classes. */
@NullMarked
package io.github.dubbogray.nacos.server;

import org.jspecify.annotations.NullMarked;
