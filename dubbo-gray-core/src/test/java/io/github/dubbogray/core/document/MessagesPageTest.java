package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code has its section in {@code docs/messages.md}, whose example has exactly that problem;
 * {@code -Ddubbo.gray.regenerate=true} writes the messages anew.
 */
class MessagesPageTest {

    /** They say that there are more of others, so their examples have others too. */
    private static final Set<ProblemKind> OF_OTHERS =
            EnumSet.of(ProblemKind.MORE_ERRORS, ProblemKind.MORE_WARNINGS, ProblemKind.MORE_HINTS);

    /** No document has it: it is about a file that has a document. */
    private static final ProblemKind OF_ANOTHER_FILE = ProblemKind.DOCUMENT_REFUSED;

    static Stream<MessagesPage.Section> examples() {
        return MessagesPage.sections().stream()
                .filter(section -> !section.code().equals(OF_ANOTHER_FILE.code()));
    }

    @Test
    void sections_areOneForEachCodeInOrder() {
        assertThat(MessagesPage.sections().stream().map(MessagesPage.Section::code))
                .containsExactlyElementsOf(
                        Stream.of(ProblemKind.values()).map(ProblemKind::code).toList());
    }

    @Test
    void sections_sayWhatIsWrongWhyAndWhatToDo() {
        assertThat(MessagesPage.sections())
                .allSatisfy(section -> assertThat(section.text())
                        .startsWith("\n**" + severityOf(section) + ".** ")
                        .contains("\n*Why:* ", "\n*Fix:* "));
    }

    @Test
    void table_listsEverySection() {
        String page = Documents.text(MessagesPage.FILE);

        assertThat(MessagesPage.sections())
                .allSatisfy(section -> assertThat(page)
                        .contains("\n| [" + section.code() + "](#" + anchorOf(section) + ") | "
                                + severityOf(section).toLowerCase(Locale.ROOT) + " | " + section.title() + " |\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void example_hasExactlyThatProblem(MessagesPage.Section section) throws IOException {
        List<Problem> problems = problemsOf(section.documents().get(0));
        Set<ProblemKind> kinds = problems.stream().map(Problem::kind).collect(Collectors.toSet());
        ProblemKind kind = kindOf(section);
        List<Problem> own =
                problems.stream().filter(problem -> problem.kind() == kind).toList();

        assertThat(own).as(problems.toString()).isNotEmpty();
        if (!OF_OTHERS.contains(kind)) {
            assertThat(kinds).containsExactly(kind);
        }
        List<String> messages = own.stream().map(MessagesPageTest::shown).toList();
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(
                    MessagesPage.FILE, MessagesPage.withMessages(Documents.text(MessagesPage.FILE), section, messages));
        } else {
            assertThat(section.messages()).containsExactlyElementsOf(messages);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void mendedExample_hasNoErrorAndNotThatProblem(MessagesPage.Section section) {
        assertThat(section.documents()).hasSize(2);
        assertThat(problemsOf(section.documents().get(1)))
                .noneMatch(problem -> problem.kind() == kindOf(section))
                .noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    private static List<Problem> problemsOf(String document) {
        if (document.contains("\nswitches:")) {
            return problemsOfSwitches(document);
        }
        return document.contains("\nsteps:") ? problemsOfPlan(document) : problemsOfDocument(document);
    }

    private static List<Problem> problemsOfSwitches(String switches) {
        SwitchesReading reading = SwitchesReader.read("demo-provider", switches);
        return reading instanceof SwitchesReading.Refused refused
                ? refused.problems()
                : ((SwitchesReading.Accepted) reading).remarks();
    }

    private static List<Problem> problemsOfPlan(String plan) {
        Table inForce = Documents.accepted(DocumentReader.read("demo-provider", MessagesPage.documentInForce()));
        return PlanReader.read(inForce, plan) instanceof PlanReading.Refused refused ? refused.problems() : List.of();
    }

    private static List<Problem> problemsOfDocument(String document) {
        Reading reading = DocumentReader.read("demo-provider", document);
        return reading instanceof Reading.Refused refused ? refused.problems() : ((Reading.Accepted) reading).remarks();
    }

    private static String shown(Problem problem) {
        return problem.kind().code() + ": " + (problem.path().isEmpty() ? "" : problem.path() + ": ")
                + problem.message();
    }

    private static ProblemKind kindOf(MessagesPage.Section section) {
        return Stream.of(ProblemKind.values())
                .filter(kind -> kind.code().equals(section.code()))
                .findFirst()
                .orElseThrow();
    }

    private static String severityOf(MessagesPage.Section section) {
        String name = kindOf(section).severity().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** As GitHub makes them of headings. */
    private static String anchorOf(MessagesPage.Section section) {
        return section.toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
