/** Tests of a document: given, request, expected. */
@NullMarked
package io.github.dubbogray.grayctl.check;

import org.jspecify.annotations.NullMarked;
