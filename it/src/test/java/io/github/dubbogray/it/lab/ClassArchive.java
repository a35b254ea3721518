package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.nacos.ServiceId;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of a provider as the JVM shares them between processes, so that each of the many that tests start needs less
 * than it would to load them anew (class data sharing). One provider is started and stopped for it. A process that has
 * another class path does without.
 */
final class ClassArchive {

    private final String classPath;
    private final Path file;

    private ClassArchive(String classPath, Path file) {
        this.classPath = classPath;
        this.file = file;
    }

    /** Makes one of this JVM's class path, whose folders become jars: the JVM shares no classes of folders. */
    static ClassArchive of(Fleet fleet) {
        ClassArchive archive =
                new ClassArchive(jarsOnly(fleet.folder()), fleet.folder().resolve("classes.jsa"));
        archive.fill(fleet);
        return archive;
    }

    /** Returns the class path of jars alone. */
    String classPath() {
        return classPath;
    }

    /** Returns a program of this class path with what it shares. */
    Program sharing(Program program) {
        return Files.exists(file) ? quietly("-XX:SharedArchiveFile=", program) : program;
    }

    private Program quietly(String option, Program program) {
        return new Program.Tuned(List.of(option + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"), program);
    }

    private void fill(Fleet fleet) {
        String namespace = "class-archive";
        fleet.nacos().admin().createNamespace(namespace);
        Program provider =
                quietly("-XX:ArchiveClassesAtExit=", new Program.MainClass(classPath, ProbeProvider.class.getName()));
        Map<String, String> properties = Map.of(
                "probe.application",
                namespace,
                "probe.name",
                namespace,
                "probe.port",
                Integer.toString(FreePort.choose()),
                "probe.protocol",
                "dubbo",
                "probe.registry",
                "nacos://" + fleet.nacos().serverAddress() + "?namespace=" + namespace);
        try (JavaProcess process = fleet.launch(namespace, provider, properties)) {
            Fleet.await(
                    process,
                    "is not registered",
                    () -> !fleet.nacos()
                            .admin()
                            .inNamespace(namespace)
                            .instances(ServiceId.of(namespace))
                            .isEmpty());
        }
    }

    private static String jarsOnly(Path folder) {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(
                    Files.isDirectory(path)
                            ? jarOf(path, folder.resolve("classes-" + entries.size() + ".jar"))
                            : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String jarOf(Path classes, Path jar) {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/")));
                Files.copy(file, entries);
                entries.closeEntry();
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + classes, e);
        }
    }
}
