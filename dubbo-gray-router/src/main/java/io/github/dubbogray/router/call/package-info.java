/** One call: what rules may ask of it, what is kept on its invocation, what its attachments are on the wire. */
@NullMarked
package io.github.dubbogray.router.call;

import org.jspecify.annotations.NullMarked;
