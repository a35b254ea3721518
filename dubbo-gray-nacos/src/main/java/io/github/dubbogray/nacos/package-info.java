/** Documents, instances and consumers in Nacos, through its admin API. */
@NullMarked
package io.github.dubbogray.nacos;

import org.jspecify.annotations.NullMarked;
