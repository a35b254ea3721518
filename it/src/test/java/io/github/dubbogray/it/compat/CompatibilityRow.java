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
 * Runs test classes on the class path and the JVM that this process has, and writes a line for each test: protocol or class,
 * column, {@code yes} or why not, with tabs between them.
 */
public final class CompatibilityRow {

    private CompatibilityRow() {}

    /** Takes the file to write and the names of the classes. */
    public static void main(String[] arguments) throws IOException {
        Lines lines = new Lines();
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(name))
                    .build();
            LauncherFactory.create().execute(request, lines);
        }
        Files.write(Path.of(arguments[0]), lines.lines, StandardCharsets.UTF_8);
        System.exit(0); // whatever threads a library has left
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
            String line = parent + "\t" + (test.isTest() ? test.getDisplayName() : "*") + "\t" + answer;
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
