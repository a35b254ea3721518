package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchEditTest {

    private static final String REST =
            RampedDocuments.LANES + "rules: [ { id: qa, when: { method: get }, to: canary } ]\n";

    /** Documents in force, marked with what changes when they are switched off. */
    private static final Map<String, MarkedText> IN_FORCE = new LinkedHashMap<>();

    static {
        addValues();
        addLines();
        addBraces();
        addJson();
    }

    private static void addValues() {
        add("a value", "apiVersion: dubbo-gray/v1\napplication: demo\nenabled: <<true|false>>\n" + REST);
        add(
                "a value with a comment",
                "enabled:    <<true|false>>   # true\napplication: demo\napiVersion: dubbo-gray/v1\n" + REST);
        add(
                "a value in double quotes",
                "apiVersion: dubbo-gray/v1\napplication: demo\n\"enabled\": \"<<true|false>>\"\n");
        add(
                "a value in single quotes",
                "apiVersion: dubbo-gray/v1\napplication: demo\n'enabled': '<<true|false>>' # 'true'\n");
        add(
                "a value in a block",
                "apiVersion: dubbo-gray/v1\napplication: demo\nenabled: >-\n  <<true|false>>\n" + REST);
        add("a value in the last line", "apiVersion: dubbo-gray/v1\napplication: demo\nenabled: <<true|false>>");
        add("a value in braces", "{ enabled: <<true|false>>, apiVersion: dubbo-gray/v1, application: demo }");
        add(
                "a value of JSON",
                "{\"apiVersion\":\"dubbo-gray/v1\",\"application\":\"demo\",\"enabled\":<<true|false>>}");
        addWithBreaks(
                "a value and CR LF",
                "\r\n",
                "apiVersion: dubbo-gray/v1\napplication: demo\nenabled: <<true|false>>\n" + REST);
        add(
                "a value behind emoji",
                "\uFEFF# \uD83D\uDE80 true\napiVersion: dubbo-gray/v1\napplication: demo # \uD83D\uDE80\nenabled: <<true|false>>\n");
    }

    private static void addLines() {
        String lines = "apiVersion: dubbo-gray/v1\napplication: demo\n<<|enabled: false\n>>" + REST;
        add("lines", lines);
        addWithBreaks("CR LF", "\r\n", lines);
        addWithBreaks("CR", "\r", lines);
        add(
                "a comment behind application",
                "apiVersion: dubbo-gray/v1\napplication: demo # the data id's\n<<|enabled: false\n>># the lanes\n"
                        + REST);
        add(
                "blanks behind application",
                "apiVersion: dubbo-gray/v1\napplication: demo  \t\n<<|enabled: false\n>>\n\n" + REST);
        add(
                "application in the first line",
                "\uFEFFapplication: demo\n<<|enabled: false\n>>apiVersion: dubbo-gray/v1\n");
        add(
                "application in the last line",
                "apiVersion: dubbo-gray/v1\n" + REST + "application: demo\n<<|enabled: false\n>>");
        add("no line end at the end", "apiVersion: dubbo-gray/v1\r\napplication: demo<<|\r\nenabled: false>>");
        add("a comment at the end", "apiVersion: dubbo-gray/v1\napplication: demo # \uD83D\uDE80<<|\nenabled: false>>");
        add("mixed line ends", "apiVersion: dubbo-gray/v1\napplication: demo\r\n<<|enabled: false\r\n>>" + REST);
        add(
                "all lines indented",
                "  apiVersion: dubbo-gray/v1\n  application: demo\n<<|  enabled: false\n>>  unmatched: stable\n");
        add(
                "a byte order mark and all lines indented",
                "\uFEFF  application: demo\n<<|  enabled: false\n>>  apiVersion: dubbo-gray/v1\n");
        add(
                "application below its key",
                "apiVersion: dubbo-gray/v1\napplication: # here\n  demo # there\n<<|enabled: false\n>>" + REST);
        add(
                "application over two lines",
                "apiVersion: dubbo-gray/v1\napplication: \"de\\\n  mo\" # there\n<<|enabled: false\n>>" + REST);
        add("keys with question marks", "? apiVersion\n: dubbo-gray/v1\n? application\n: demo\n<<|enabled: false\n>>");
        add(
                "between document marks",
                "%YAML 1.1\n---\napiVersion: dubbo-gray/v1\n'application': 'demo'\n<<|enabled: false\n>>...\n");
        add(
                "emoji",
                "# \uD83D\uDE80\napiVersion: dubbo-gray/v1 # \uD83D\uDE80\napplication: demo # \uD83D\uDE80\n<<|enabled: false\n>>"
                        + REST);
    }

    private static void addBraces() {
        add("braces", "{ apiVersion: dubbo-gray/v1, application: demo<<|, enabled: false>>, unmatched: stable }\n");
        add("braces, application first", "{application: demo<<|, enabled: false>>, apiVersion: dubbo-gray/v1}");
        add("braces, application last", "{ apiVersion: dubbo-gray/v1, application: demo<<|, enabled: false>> }\n");
        add(
                "braces behind a document mark",
                "--- # \uD83D\uDE80\n{apiVersion: dubbo-gray/v1, application: demo<<|, enabled: false>>}\n");
        add(
                "braces over lines",
                "{\n  apiVersion: dubbo-gray/v1,\n  application: demo, # the data id's\n<<|  enabled: false,\n>>  unmatched: stable # 1\n}\n");
        add(
                "braces over lines, application last",
                "{\n  apiVersion: dubbo-gray/v1,\n  application: demo<<|,>> # the data id's\n<<|  enabled: false\n>>}\n");
        add(
                "braces over lines, a comma behind the last",
                "{\n  apiVersion: dubbo-gray/v1,\n  application: demo ,\n<<|  enabled: false,\n>>}\n");
        add(
                "braces over lines, two keys in each",
                "{\n  apiVersion: dubbo-gray/v1, application: demo<<|, enabled: false>>, # 1\n  unmatched: stable\n}\n");
        add(
                "braces over lines, a brace behind the last",
                "{ apiVersion: dubbo-gray/v1,\n  application: demo<<|, enabled: false>> }\n");
        add(
                "commas in front",
                "{ apiVersion: dubbo-gray/v1\n, application: demo<<|, enabled: false>>\n, unmatched: stable\n}\n");
        add(
                "commas in lines of their own",
                "{\n  apiVersion: dubbo-gray/v1\n,\n  application: demo<<|,\n  enabled: false>>\n,\n  unmatched: stable\n}\n");
        add("explicit keys", "{ ? apiVersion : dubbo-gray/v1, ? application : demo<<|, enabled: false>> }");
    }

    private static void addJson() {
        String pretty =
                "{\n  \"apiVersion\": \"dubbo-gray/v1\",\n  \"application\": \"demo\",\n<<|  \"enabled\": false,\n>>  \"unmatched\": \"stable\"\n}\n";
        add("JSON", pretty);
        add("JSON indented by tabs", pretty.replace("  ", "\t"));
        addWithBreaks("JSON with CR LF", "\r\n", pretty);
        add(
                "JSON, application last",
                "{\n  \"apiVersion\": \"dubbo-gray/v1\",\n  \"application\": \"demo\"<<|,\n  \"enabled\": false>>\n}");
        add(
                "JSON, application first",
                "{\n    \"application\": \"demo\",\n<<|    \"enabled\": false,\n>>    \"apiVersion\": \"dubbo-gray/v1\"\n}");
        add("JSON in one line", "{\"application\":\"demo\"<<|,\"enabled\":false>>,\"apiVersion\":\"dubbo-gray/v1\"}");
        add(
                "JSON in one line, blanks behind colons",
                "{\"apiVersion\": \"dubbo-gray/v1\", \"application\": \"demo\"<<|, \"enabled\": false>>}");
        add("single quotes", "{'apiVersion':'dubbo-gray/v1','application':'demo'<<|,'enabled':false>>}");
    }

    private static void add(String name, String marked) {
        addWithBreaks(name, "\n", marked);
    }

    private static void addWithBreaks(String name, String lineBreak, String marked) {
        IN_FORCE.put(name, MarkedText.withBreaks(lineBreak, marked));
    }

    static Set<String> names() {
        return IN_FORCE.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void off_changesOrAddsTheKeyOnly(String name) {
        MarkedText document = IN_FORCE.get(name);

        EditResult.Edited off = edited(SwitchEdit.OFF, document.before());

        assertThat(off.text()).isEqualTo(document.after());
        assertThat(table(off.text()).mode()).isEqualTo(Table.Mode.DISABLED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void onAgain_isTheSameTable(String name) {
        MarkedText document = IN_FORCE.get(name);

        String on = edited(SwitchEdit.ON, document.after()).text();

        assertThat(on).isEqualTo(document.after().replaceFirst("(enabled\\W+)false", "$1true"));
        assertThat(TableContent.of(table(on))).isEqualTo(TableContent.of(table(document.before())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void offTwice_changesNothing(String name) {
        assertThat(SwitchEdit.OFF.appliedTo(IN_FORCE.get(name).after()))
                .isInstanceOfSatisfying(
                        EditResult.Unchanged.class,
                        unchanged ->
                                assertThat(unchanged.reason()).isEqualTo("the document says enabled: false already"));
    }

    @Nested
    class Answers {

        private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo\n";

        @Test
        void changedValue_hasItsPlace() {
            assertThat(edited(SwitchEdit.OFF, HEAD + "enabled: 'true'\n").replacements())
                    .containsExactly(new Replacement(new Place(3, 10), HEAD.length() + 10, "true", "false"));
        }

        @Test
        void newKey_hasThePlaceOfTheKeyBeforeIt() {
            List<Replacement> replacements = edited(SwitchEdit.OFF, HEAD).replacements();

            assertThat(replacements)
                    .containsExactly(new Replacement(new Place(2, 1), HEAD.length() - 1, "", "\nenabled: false"));
            assertThat(replacements.get(0)).hasToString("line 2, column 1: adds enabled: false");
        }

        @Test
        void onWithoutTheKey_changesNothing() {
            assertThat(SwitchEdit.ON.appliedTo("# x\n" + HEAD))
                    .isEqualTo(new EditResult.Unchanged(
                            new Place(2, 1), "the document is in force: it has no key 'enabled'"));
        }

        @Test
        void onWhereItIsOn_changesNothing() {
            assertThat(SwitchEdit.ON.appliedTo(HEAD + "enabled: true\n"))
                    .hasToString("line 3, column 1: the document says enabled: true already");
        }

        @ParameterizedTest
        @ValueSource(strings = {"|-", ">", "|+"})
        void applicationInABlock_isLeftToTheOperator(String header) {
            assertThat(SwitchEdit.OFF.appliedTo("apiVersion: dubbo-gray/v1\napplication: " + header + "\n  demo\n\n"))
                    .hasToString(
                            "line 2, column 14: nothing can be added behind a block; write the application in one line,"
                                    + " or add the line 'enabled: false' by hand");
        }

        @ParameterizedTest
        @ValueSource(strings = {"OFF", "ON"})
        void textWithErrors_isNotEdited(SwitchEdit edit) {
            assertThat(edit.appliedTo(HEAD + "enabled: yes\n"))
                    .hasToString(
                            "line 3, column 10: the document has errors, so it cannot be edited; mend them, or take an"
                                    + " earlier text\nline 3, column 10: enabled: is 'yes', must be true or false");
            assertThat(edit.appliedTo("")).isInstanceOf(EditResult.Refused.class);
        }

        @Test
        void textThatWouldGrowTooLong_staysWhatItIs() {
            String longest = HEAD + MarkedText.comments(YamlText.MAX_LENGTH - HEAD.length());

            assertThat(SwitchEdit.OFF.appliedTo(longest))
                    .isInstanceOfSatisfying(
                            EditResult.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("the edited text would be refused"));
        }
    }

    private static EditResult.Edited edited(SwitchEdit edit, String text) {
        EditResult result = edit.appliedTo(text);
        assertThat(result).isInstanceOf(EditResult.Edited.class);
        return (EditResult.Edited) result;
    }

    private static Table table(String text) {
        return ((Reading.Accepted) DocumentReader.read(text)).table();
    }
}
