package io.github.dubbogray.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the shipped modules and which of them use which, as compiled. */
final class PackageGraph {

    private static final String ROOT = "io.github.dubbogray.";

    /** Root packages of the modules, each of which may use those before it. */
    static final List<String> MODULES = List.of("core", "router", "filter", "observability", "spring.boot");

    /** By package: the packages it uses. */
    private final NavigableMap<String, NavigableSet<String>> uses = new TreeMap<>();

    private PackageGraph() {}

    static PackageGraph ofShippedModules() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(MODULES.stream().map(ROOT::concat).toList());
        PackageGraph graph = new PackageGraph();
        classes.forEach(graph::add);
        return graph;
    }

    private void add(JavaClass type) {
        NavigableSet<String> used = uses.computeIfAbsent(nameOf(type), name -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith(ROOT))
                .map(PackageGraph::nameOf)
                .filter(target -> !target.equals(nameOf(type)))
                .forEach(used::add);
    }

    private static String nameOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    /** Returns a drawing of a module's own packages, those that use others above them, in Mermaid. */
    String drawing(String module) {
        return "```mermaid\nflowchart TD\n"
                + packages(module)
                        .map(name -> "  " + id(name) + "[\"" + within(module, name) + "\"]\n")
                        .collect(Collectors.joining())
                + packages(module)
                        .flatMap(name -> used(name)
                                .filter(target -> isIn(module, target))
                                .map(target -> "  " + id(name) + " --> " + id(target) + "\n"))
                        .collect(Collectors.joining())
                + "```\n";
    }

    /** Returns a table of what a module's packages use of other modules; nothing if they use none. */
    String table(String module) {
        String rows = packages(module)
                .filter(name -> used(name).anyMatch(target -> !isIn(module, target)))
                .map(name -> "| `" + within(module, name) + "` | "
                        + used(name)
                                .filter(target -> !isIn(module, target))
                                .map(target -> "`" + target + "`")
                                .collect(Collectors.joining(", "))
                        + " |\n")
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "| package | uses of other modules |\n|---|---|\n" + rows;
    }

    Stream<String> packages(String module) {
        return uses.keySet().stream().filter(name -> isIn(module, name));
    }

    private Stream<String> used(String name) {
        return uses.getOrDefault(name, new TreeSet<>(Set.of())).stream();
    }

    private static boolean isIn(String module, String name) {
        return name.equals(module) || name.startsWith(module + ".");
    }

    private static String within(String module, String name) {
        return name.equals(module) ? module : name.substring(module.length() + 1);
    }

    private static String id(String name) {
        return name.replace('.', '_');
    }
}
