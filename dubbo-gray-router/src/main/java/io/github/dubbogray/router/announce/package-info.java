/** The announcement: what a consumer process says in the registry of the documents that it goes by. */
@NullMarked
package io.github.dubbogray.router.announce;

import org.jspecify.annotations.NullMarked;
