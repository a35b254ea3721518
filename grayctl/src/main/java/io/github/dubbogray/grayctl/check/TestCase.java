package io.github.dubbogray.grayctl.check;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.grayctl.request.Answer;
import io.github.dubbogray.grayctl.request.AskedRequest;
import io.github.dubbogray.grayctl.request.LaneFleet;
import java.util.List;
import java.util.Set;

/**
 * One test of a document.
 *
 * @param name says what is meant
 * @param down given: the lanes whose instances are away
 * @param request what is asked
 * @param expected what the answer must be
 */
record TestCase(String name, Set<String> down, AskedRequest request, List<Expectation> expected) {

    TestCase {
        expected = List.copyOf(expected);
    }

    TestResult run(Table table) {
        Answer answer = LaneFleet.of(table, down).ask(request);
        return new TestResult(
                name,
                expected.stream()
                        .flatMap(expectation -> expectation.contradictedBy(answer).stream())
                        .toList());
    }
}
