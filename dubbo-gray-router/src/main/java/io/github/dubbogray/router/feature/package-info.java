/** Switches that are followed in this application, whoever follows them: shown to operators, ended with it. */
@NullMarked
package io.github.dubbogray.router.feature;

import org.jspecify.annotations.NullMarked;
