package io.github.dubbogray.filter;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources that are compiled once more, as beside another Dubbo than that of the build. */
public final class Recompiled {

    private Recompiled() {}

    /** Returns what the compiler has to say of sources on a class path; empty if they compile. */
    public static String problemsOf(List<Path> files, String classPath, Path out) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        Path classes = Files.createDirectories(out.resolve("classes"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "--release", "17", "-d", classes.toString(), "-cp", classPath);
            boolean isDone = compiler.getTask(
                            problems, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            return isDone ? "" : problems.toString();
        }
    }

    /** Returns the entries of this test's class path without any Dubbo. */
    public static Stream<String> classPathWithoutDubbo() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*[/\\\\]dubbo-3[^/\\\\]*\\.jar"));
    }
}
