/** An application that uses the starter, with two versions of an API in one process. */
package io.github.dubbogray.spring.boot.sample;
