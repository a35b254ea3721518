/** What gray release keeps in Nacos: documents with their journal, an application's instances, and who runs what. */
@NullMarked
package io.github.dubbogray.nacos.gray;

import org.jspecify.annotations.NullMarked;
