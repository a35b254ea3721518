package io.github.dubbogray.router.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.Version;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The Dubbo of this process, which is the application's choice and may be any: whether it has what this library is built on,
 * and what of the library is off because it lacks a part. Worked out once; what is asked for is looked up by name, so that
 * nothing here fails to link.
 */
public final class DubboRelease {

    /** The oldest that the tests run on. */
    static final String OLDEST = "3.2.16";

    private static final List<Member> NEEDED = List.of(
            new Member("org.apache.dubbo.rpc.model.ApplicationModel", "modelEnvironment", Untyped.LACKS),
            new Member("org.apache.dubbo.common.URL", "getOriginalParameters", Untyped.LACKS));

    private static final Optional<String> MISSING = NEEDED.stream()
            .filter(member -> !member.isThere())
            .map(Member::describe)
            .findFirst();

    private DubboRelease() {}

    /** What some supported releases lack, and what is off without it. */
    public enum Part {
        /** Asks the registry for a list without its client's memory. Where Dubbo's Nacos registry is not, nothing lacks it. */
        UNCACHED_LISTS(
                new Member(
                        "org.apache.dubbo.registry.nacos.NacosNamingServiceWrapper",
                        "getAllInstancesWithoutSubscription",
                        Untyped.LACKS_NOTHING),
                "a push that Nacos loses is not found by asking again (Dubbo 3.2.19 and 3.3.4 can)"),

        /** Serves REST on the port of Triple. */
        REST_ON_TRIPLE(
                new Member("org.apache.dubbo.remoting.http12.HttpRequest", "headerValues", Untyped.LACKS),
                "Triple ports are no HTTP entry, since they serve no REST (Dubbo 3.3.0 does)");

        private final boolean isThere;
        private final String whatIsOff;

        Part(Member member, String whatIsOff) {
            this.isThere = member.isThere();
            this.whatIsOff = whatIsOff;
        }

        /** Returns whether this Dubbo has it. */
        public boolean isThere() {
            return isThere;
        }
    }

    /** Returns whether this Dubbo has all that the library cannot do without. */
    public static boolean isSupported() {
        return MISSING.isEmpty();
    }

    /** Says what is missing and what that means, where it is not supported. */
    static String whyUnsupported() {
        return "dubbo-gray needs Dubbo " + OLDEST + " or later and stands aside: this is Dubbo " + version()
                + ", which has no " + MISSING.orElse("such lack")
                + ". No label is published, no tag and no rule counts, and calls go as without it";
    }

    /** Says what of the library is off; empty if nothing is. */
    static Optional<String> whatIsOff() {
        List<String> off = Stream.of(Part.values())
                .filter(part -> !part.isThere())
                .map(part -> part.whatIsOff)
                .toList();
        return off.isEmpty()
                ? Optional.empty()
                : Optional.of("On Dubbo " + version() + " a part of dubbo-gray is off: "
                        + off.stream().collect(Collectors.joining("; ")));
    }

    private static String version() {
        return quietly(() -> Version.getVersion(ApplicationModel.class, "of unknown version"))
                .orElse("of unknown version");
    }

    private static <T> Optional<T> quietly(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (LinkageError | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    /** What it means that the type of a method is not there. */
    private enum Untyped {
        LACKS,
        LACKS_NOTHING
    }

    /** A method of Dubbo, by its name: nothing of that name is ever there with other parameters. */
    private record Member(String type, String method, Untyped untyped) {

        /** What cannot be asked for, as where the registry's client is not on the class path, counts as there. */
        boolean isThere() {
            return quietly(this::isFound).orElse(true);
        }

        private boolean isFound() {
            try {
                return Stream.of(Class.forName(type, false, DubboRelease.class.getClassLoader())
                                .getMethods())
                        .anyMatch(found -> found.getName().equals(method));
            } catch (ClassNotFoundException e) {
                return untyped == Untyped.LACKS_NOTHING;
            }
        }

        String describe() {
            return type.substring(type.lastIndexOf('.') + 1) + "." + method + "()";
        }
    }
}
