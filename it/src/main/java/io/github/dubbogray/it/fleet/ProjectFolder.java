package io.github.dubbogray.it.fleet;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The folder that the modules lie in. */
public final class ProjectFolder {

    private ProjectFolder() {}

    /** Returns it; this class lies in it/target/classes or in a jar in it/target. */
    public static Path find() {
        try {
            Path classes = Path.of(ProjectFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the folder of this class is no path", e);
        }
    }
}
