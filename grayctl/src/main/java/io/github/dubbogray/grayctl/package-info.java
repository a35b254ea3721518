/** The operator's tool, on the command line. What it says of documents, core thinks. */
@NullMarked
package io.github.dubbogray.grayctl;

import org.jspecify.annotations.NullMarked;
