package io.github.dubbogray.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which packages of a module use which, as compiled: constants leave no trace in class files. */
public final class PackageArrows {

    private PackageArrows() {}

    /** Returns those that each package uses, by their names under the module's root, which itself is empty. */
    public static Map<String, Set<String>> below(String root, JavaClasses classes) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : classes) {
            if (isBelow(root, type)) {
                String user = nameOf(root, type);
                Set<String> used = arrows.computeIfAbsent(user, name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(target -> isBelow(root, target))
                        .map(target -> nameOf(root, target))
                        .filter(name -> !name.equals(user))
                        .forEach(used::add);
            }
        }
        return arrows;
    }

    private static boolean isBelow(String root, JavaClass type) {
        return type.getName().startsWith(root + ".");
    }

    private static String nameOf(String root, JavaClass type) {
        return type.getPackageName().equals(root) ? "" : type.getPackageName().substring(root.length() + 1);
    }
}
