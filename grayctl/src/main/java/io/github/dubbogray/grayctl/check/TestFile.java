package io.github.dubbogray.grayctl.check;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tests of one document, ready to be run. */
public final class TestFile {

    private final Table table;
    private final List<TestCase> cases;

    TestFile(Table table, List<TestCase> cases) {
        this.table = table;
        this.cases = List.copyOf(cases);
    }

    /** What a text turned out to be. */
    public sealed interface Reading {

        /** Tests. */
        record Accepted(TestFile tests) implements Reading {}

        /** No tests, for all of these reasons, in the order of the text. */
        record Refused(List<Problem> problems) implements Reading {

            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads a text. Never throws.
     *
     * @param files gives the text of a document by its path in the file, or empty if there is none
     */
    public static Reading read(String text, Function<String, Optional<String>> files) {
        return new TestFileReader(files).read(text);
    }

    /** Runs all tests. */
    public List<TestResult> run() {
        return cases.stream().map(test -> test.run(table)).toList();
    }
}
