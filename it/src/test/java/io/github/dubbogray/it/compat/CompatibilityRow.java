package io.github.dubbogray.it.compat;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes on the class path and the JVM that this process has, and writes a line for each test, or for each class: group,
 * column, {@code yes} or why not, with tabs between them.
 */
public final class CompatibilityRow {

    private CompatibilityRow() {}

    /** Takes the file to write, {@code tests} or {@code classes}, and the names of the classes. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : List.of(arguments).subList(2, arguments.length)) {
            Lines lines = new Lines();
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(name))
                    .build();
            LauncherFactory.create().execute(request, lines);
            all.addAll(arguments[1].equals("classes") ? List.of(asOne(name, lines.lines)) : lines.lines);
        }
        Files.write(Path.of(arguments[0]), all, StandardCharsets.UTF_8);
        System.exit(0); // whatever threads a library has left
    }

    private static String asOne(String name, List<String> lines) {
        List<String> failures = lines.stream()
                .map(line -> line.split("\t", 3)[2])
                .filter(answer -> !answer.equals("yes"))
                .toList();
        String answer = failures.isEmpty()
                ? "yes"
                : failures.size() + " of " + lines.size() + " tests, first " + failures.get(0);
        return "starter\t" + name.substring(name.lastIndexOf('.') + 1) + "\t" + (lines.isEmpty() ? "no test" : answer);
    }

    /** Takes note of every test, and of what kept tests from running at all. */
    private static final class Lines implements TestExecutionListener {

        private final List<String> lines = new ArrayList<>();
        private TestPlan plan;

        @Override
        public void testPlanExecutionStarted(TestPlan started) {
            plan = started;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            note(test, "skipped: " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                note(test, result.getThrowable().map(Lines::describe).orElse("yes"));
            }
        }

        private void note(TestIdentifier test, String answer) {
            String parent =
                    plan.getParent(test).map(TestIdentifier::getDisplayName).orElse("");
            String line =
                    parent.replace("\"", "") + "\t" + (test.isTest() ? test.getDisplayName() : "*") + "\t" + answer;
            System.out.println(line);
            lines.add(line);
        }

        private static String describe(Throwable failure) {
            String message = String.valueOf(failure.getMessage()).strip();
            return failure.getClass().getSimpleName() + ": "
                    + message.lines().findFirst().orElse("");
        }
    }
}
