package io.github.dubbogray.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of the modules of an application and which of them use which: as compiled, and, of constants, which leave no
 * trace in class files, as imported by the sources.
 */
final class PackageGraph {

    /** By package: the packages it uses. */
    private final NavigableMap<String, NavigableSet<String>> uses = new TreeMap<>();

    /** By package: those of which it has nothing but constants. */
    private final NavigableMap<String, NavigableSet<String>> constants = new TreeMap<>();

    private PackageGraph() {}

    static PackageGraph ofApplications() {
        PackageGraph graph = new PackageGraph();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BuildModule.DRAWN.stream()
                        .flatMap(module -> module.roots().stream())
                        .map(BuildModule.ROOT::concat)
                        .toList())
                .forEach(graph::add);
        BuildModule.DRAWN.forEach(module -> module.imports().forEach(graph::addImport));
        return graph;
    }

    private void add(JavaClass type) {
        NavigableSet<String> used = uses.computeIfAbsent(nameOf(type), name -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith(BuildModule.ROOT))
                .map(PackageGraph::nameOf)
                .filter(target -> !target.equals(nameOf(type)))
                .forEach(used::add);
    }

    private void addImport(BuildModule.Import found) {
        if (used(found.by()).noneMatch(found.of()::equals)) {
            constants.computeIfAbsent(found.by(), name -> new TreeSet<>()).add(found.of());
        }
    }

    private static String nameOf(JavaClass type) {
        return type.getPackageName().substring(BuildModule.ROOT.length());
    }

    /** Returns a drawing of a module's own packages, those that use others above them, in Mermaid. */
    String drawing(BuildModule module) {
        return "```mermaid\nflowchart TD\n"
                + packages(module)
                        .map(name -> "  " + id(name) + "[\"" + module.within(name) + "\"]\n")
                        .collect(Collectors.joining())
                + arrows(module, uses, " --> ")
                + arrows(module, constants, " -.-> ")
                + "```\n";
    }

    private String arrows(BuildModule module, NavigableMap<String, NavigableSet<String>> those, String arrow) {
        return packages(module)
                .flatMap(name ->
                        of(those, name).filter(module::has).map(target -> "  " + id(name) + arrow + id(target) + "\n"))
                .collect(Collectors.joining());
    }

    /** Returns a table of what a module's packages use of other modules; nothing if they use none. */
    String table(BuildModule module) {
        String rows = packages(module)
                .filter(name -> elsewhere(module, name).findAny().isPresent())
                .map(name -> "| `" + module.within(name) + "` | "
                        + elsewhere(module, name).collect(Collectors.joining(", ")) + " |\n")
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "| package | uses of other modules |\n|---|---|\n" + rows;
    }

    private Stream<String> elsewhere(BuildModule module, String name) {
        return Stream.concat(used(name), of(constants, name))
                .filter(target -> !module.has(target))
                .sorted()
                .map(target -> "`" + target + "`");
    }

    private Stream<String> packages(BuildModule module) {
        return uses.keySet().stream().filter(module::has);
    }

    private Stream<String> used(String name) {
        return of(uses, name);
    }

    private static Stream<String> of(NavigableMap<String, NavigableSet<String>> those, String name) {
        return those.getOrDefault(name, new TreeSet<>(Set.of())).stream();
    }

    private static String id(String name) {
        return name.replace('.', '_');
    }
}
