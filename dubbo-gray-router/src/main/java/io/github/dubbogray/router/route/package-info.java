/** Dubbo's router and load balancer: where a call of a reference may go, and which instance it goes to. */
@NullMarked
package io.github.dubbogray.router.route;

import org.jspecify.annotations.NullMarked;
