package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.document.Problem;
import java.util.List;

/** What holds for the problems of every text. */
final class ProblemLaws {

    private static final int MOST = 201;
    private static final int LONGEST = 5_000;

    private ProblemLaws() {}

    /** A refusal names a problem; each is one line of bounded length, and stands in the text. */
    static void ofRefusal(List<Problem> problems, String text) {
        Law.holds(!problems.isEmpty(), "a text is refused without a problem");
        of(problems, text);
    }

    /** There are not too many, and each is one line of bounded length, and stands in the text. */
    static void of(List<Problem> problems, String text) {
        Law.holds(problems.size() <= MOST, problems.size() + " problems are told");
        long lines = 1 + text.chars().filter(letter -> isLineEnd((char) letter)).count();
        for (Problem problem : problems) {
            String told = problem.toString();
            Law.holds(told.length() <= LONGEST, "a problem has " + told.length() + " characters");
            Law.holds(told.chars().noneMatch(Character::isISOControl), "a problem breaks its line: " + problem.kind());
            Law.holds(
                    problem.place().line() >= 1
                            && problem.place().line() <= lines
                            && problem.place().column() >= 1
                            && problem.place().column() <= text.length() + 1,
                    problem.place() + " is not in the text");
        }
    }

    private static boolean isLineEnd(char letter) {
        return letter == '\n' || letter == '\r' || letter == '\u0085' || letter == '\u2028' || letter == '\u2029';
    }
}
