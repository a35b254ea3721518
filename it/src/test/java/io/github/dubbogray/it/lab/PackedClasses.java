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
 * The class path of this JVM with its folders packed into jars, as the JVM shares no classes of folders. One provider is started
 * and stopped, so that all that follow share its classes.
 */
final class PackedClasses {

    private final Fleet fleet;
    private final String classPath;

    private PackedClasses(Fleet fleet, String classPath) {
        this.fleet = fleet;
        this.classPath = classPath;
    }

    /** Packs them. */
    static PackedClasses of(Fleet fleet) {
        PackedClasses classes = new PackedClasses(fleet, jarsOnly(fleet.folder()));
        classes.leaveArchive();
        return classes;
    }

    /** Returns a class of them as a program. */
    Program program(Class<?> main) {
        return Program.Sharing.in(fleet.folder(), new Program.MainClass(classPath, main.getName()));
    }

    private void leaveArchive() {
        String namespace = "class-archive";
        fleet.nacos().admin().createNamespace(namespace);
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
        try (JavaProcess process = fleet.launch(namespace, program(ProbeProvider.class), properties)) {
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
