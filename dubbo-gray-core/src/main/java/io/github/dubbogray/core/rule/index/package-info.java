/** The rules of a document in order, and the index that passes by those that cannot claim a request. */
@NullMarked
package io.github.dubbogray.core.rule.index;

import org.jspecify.annotations.NullMarked;
