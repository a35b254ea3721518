/** The documents of provider applications: followed in the config centre, kept on disk, compiled into tables. */
@NullMarked
package io.github.dubbogray.router.document;

import org.jspecify.annotations.NullMarked;
