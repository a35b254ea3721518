package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Inputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions of {@code docs/grayctl.md} are what happens; {@code -Ddubbo.gray.regenerate=true} writes their output anew.
 */
class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "grayctl.md");
    private static final Pattern FILE =
            Pattern.compile("^`(\\S+)`:\\n\\n```\\w+\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("^```console\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String PROMPT = "$ ";

    @TempDir
    private Path folder;

    @Test
    void sessions_areWhatHappens() throws IOException {
        String page = Files.readString(PAGE);
        for (MatchResult file : FILE.matcher(page).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        Matcher session = SESSION.matcher(page);
        List<String> happened = new ArrayList<>();
        String played = session.replaceAll(found -> {
            String now = played(found.group(1));
            happened.add(now);
            return Matcher.quoteReplacement("```console\n" + now + "```");
        });

        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(PAGE, played);
        } else {
            assertThat(SESSION.matcher(page).results().map(found -> found.group(1)))
                    .containsExactlyElementsOf(happened);
        }
    }

    @Test
    void commands_areAllShown() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> commands = new HashSet<>(Grayctl.commandLine(new Inputs(folder, InputStream.nullInputStream()))
                .getSubcommands()
                .keySet());

        assertThat(commands)
                .allSatisfy(command -> assertThat(page).contains("\n## " + command + "\n", "grayctl " + command));
    }

    /** Plays the commands of a session, and writes it as it goes. */
    private String played(String session) {
        StringBuilder screen = new StringBuilder();
        int last = 0;
        for (String line :
                session.lines().filter(text -> text.startsWith(PROMPT)).toList()) {
            screen.append(line).append('\n');
            String command = line.substring(PROMPT.length());
            if (command.equals("echo $?")) {
                screen.append(last).append('\n');
                continue;
            }
            Session.Result result = run(command);
            last = result.exitCode();
            screen.append(result.out());
        }
        return screen.toString();
    }

    private Session.Result run(String command) {
        int pipe = command.indexOf(" | ");
        String[] words = words(command.substring(pipe < 0 ? 0 : pipe + 3));
        assertThat(words[0]).isEqualTo("grayctl");
        String[] arguments = new String[words.length - 1];
        System.arraycopy(words, 1, arguments, 0, arguments.length);
        return new Session(folder).screen(pipe < 0 ? "" : textOf(words(command.substring(0, pipe))), arguments);
    }

    private String textOf(String... cat) {
        assertThat(cat).hasSize(2).startsWith("cat");
        try {
            return Files.readString(folder.resolve(cat[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word ->
                        word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3))
                .toArray(String[]::new);
    }
}
