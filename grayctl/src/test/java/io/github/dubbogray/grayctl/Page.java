package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of {@code docs/grayctl.md}, whose sessions are played. */
final class Page {

    /** The page has sessions without a server before this, and with one after it. */
    static final String SECOND_HALF = "\n## With a Nacos\n";

    private static final Path FILE = Path.of("..", "docs", "grayctl.md");
    private static final Pattern NAMED =
            Pattern.compile("^`(\\S+)`:\\n\\n```\\w+\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("^```console\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String PROMPT = "$ ";

    private final Path folder;
    private final UnaryOperator<Session> sessions;
    private final UnaryOperator<String> screen;

    /**
     * Plays in a folder.
     *
     * @param sessions adds to a session what it needs
     * @param screen makes of what a command printed what stands on the page
     */
    Page(Path folder, UnaryOperator<Session> sessions, UnaryOperator<String> screen) {
        this.folder = folder;
        this.sessions = sessions;
        this.screen = screen;
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the names of all commands. */
    static Set<String> commands(Path folder) {
        return new HashSet<>(Grayctl.commandLine(new Surroundings(
                        new Inputs(folder, InputStream.nullInputStream()), Map.of(), Clock.systemUTC(), false))
                .getSubcommands()
                .keySet());
    }

    /** Plays the sessions between two places and holds them to what happens; or writes them anew. */
    void play(int begin, int end) throws IOException {
        String page = text();
        for (MatchResult file : NAMED.matcher(page).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        String part = page.substring(begin, end);
        List<String> happened = new ArrayList<>();
        String played = SESSION.matcher(part).replaceAll(found -> {
            String now = played(found.group(1));
            happened.add(now);
            return Matcher.quoteReplacement("```console\n" + now + "```");
        });

        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(FILE, page.substring(0, begin) + played + page.substring(end));
        } else {
            assertThat(SESSION.matcher(part).results().map(found -> found.group(1)))
                    .containsExactlyElementsOf(happened);
        }
    }

    /** Plays the commands of a session, and writes it as it goes. */
    private String played(String session) {
        StringBuilder typed = new StringBuilder();
        int last = 0;
        for (String line :
                session.lines().filter(text -> text.startsWith(PROMPT)).toList()) {
            typed.append(line).append('\n');
            String command = line.substring(PROMPT.length());
            if (command.equals("echo $?")) {
                typed.append(last).append('\n');
                continue;
            }
            Session.Result result = run(command);
            last = result.exitCode();
            typed.append(screen.apply(result.out()));
        }
        return typed.toString();
    }

    private Session.Result run(String command) {
        int pipe = command.indexOf(" | ");
        String[] words = words(command.substring(pipe < 0 ? 0 : pipe + 3));
        assertThat(words[0]).isEqualTo("grayctl");
        String[] arguments = new String[words.length - 1];
        System.arraycopy(words, 1, arguments, 0, arguments.length);
        return sessions.apply(new Session(folder))
                .screen(pipe < 0 ? "" : textOf(words(command.substring(0, pipe))), arguments);
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
