package io.github.dubbogray.core.edit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Documents as operators write them, each with the characters marked that become others when canary gets 20%. */
final class RampedDocuments {

    static final String HEAD = """
            apiVersion: dubbo-gray/v1
            application: demo
            """;
    static final String LANES = """
            lanes:
              stable: { labels: { version: v1 } }
              canary: { labels: { version: v2 } }
              beta: { labels: { version: v3 } }
            """;
    private static final String RULES = HEAD + LANES + "rules:\n";
    private static final String BLOCK = RULES + """
              - id: ramp
                to:
                  canary: <<10%|20%>>
                  stable: <<90%|80%>>
                sticky: attachment.user-id
            """;
    private static final String FLOW = RULES + "  - { id: ramp, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }\n";
    private static final String PRETTY_JSON = """
            {
              "apiVersion": "dubbo-gray/v1",
              "application": "demo",
              "lanes": {
                "canary": { "labels": { "version": "v2" } }
              },
              "rules": [
                {
                  "id": "ramp",
                  "to": {
                    "canary": "<<10%|20%>>",
                    "stable": "<<90%|80%>>"
                  },
                  "sticky": "attachment.user-id"
                }
              ]
            }
            """;

    private final Map<String, MarkedText> byName = new LinkedHashMap<>();

    private RampedDocuments() {}

    static Map<String, MarkedText> all() {
        RampedDocuments documents = new RampedDocuments();
        documents.addStyles();
        documents.addSpacing();
        documents.addComments();
        documents.addQuotes();
        documents.addLineEnds();
        documents.addOtherAlphabets();
        documents.addJson();
        documents.addSplits();
        documents.addNeighbours();
        return documents.byName;
    }

    private void addStyles() {
        add("shares in braces", FLOW);
        add("shares in lines", BLOCK);
        rule("rule in lines, shares in braces", "  - id: ramp\n    to: { canary: <<10%|20%>>, stable: <<90%|80%>> }\n");
        rule("braces over lines", """
              - id: ramp
                to: {
                  canary: <<10%|20%>>,
                  stable: <<90%|80%>>
                }
            """);
        rule("a comma behind the last share", "  - { id: ramp, to: { canary: <<10%|20%>>, stable: <<90%|80%>>, }, }\n");
        rule("shares below their lanes", """
              - id: ramp
                to:
                  canary:
                    <<10%|20%>>
                  stable:
                        <<90%|80%>>
            """);
        rule("keys with question marks", """
              - ? id
                : ramp
                ? to
                : ? canary
                  : <<10%|20%>>
                  ? stable
                  : <<90%|80%>>
            """);
        rule("shares in blocks", """
              - id: ramp
                to:
                  canary: >- # 10% at first
                    <<10%|20%>>

                  stable: |-
                      <<90%|80%>>
            """);
        rule(
                "a block as the last line",
                "  - id: ramp\n    to:\n      stable: <<90%|80%>>\n      canary: |-\n        <<10%|20%>>");
        add(
                "the whole document in braces",
                "{apiVersion: dubbo-gray/v1, application: demo, lanes: {canary: {labels: {version: v2}}},"
                        + " rules: [{id: ramp, to: {canary: <<10%|20%>>, stable: <<90%|80%>>}}]}");
        add(
                "a list that is not indented",
                RULES.replace("  ", " ") + "- id: ramp\n  to:\n   canary: <<10%|20%>>\n   stable: <<90%|80%>>\n");
        add("the whole document indented", ("\n" + BLOCK).replace("\n", "\n   "));
        add("between document marks", "%YAML 1.1\n---\n" + BLOCK + "...\n");
        add(
                "rules before lanes",
                HEAD + "rules: [ { to: { canary: <<10%|20%>>, stable: <<90%|80%>> }, id: ramp } ]\n" + LANES);
    }

    private void addSpacing() {
        rule(
                "odd spacing",
                "  -   id:   ramp\n      to:    {   canary:    <<10%|20%>>   ,   stable:  <<90%|80%>>   }   \n");
        rule(
                "columns",
                "  - id: ramp\n    to:\n      canary:          <<10%|20%>>\n      stable:          <<90%|80%>>\n");
        rule(
                "blanks at the end of lines",
                "  - id: ramp  \n    to: \n      canary: <<10%|20%>>   \n      stable: <<90%|80%>> \n   \n");
        rule(
                "empty lines",
                "\n\n  - id: ramp\n\n    to:\n\n      canary: <<10%|20%>>\n\n\n      stable: <<90%|80%>>\n\n\n");
        rule(
                "tabs behind shares",
                "  - id: ramp\n    to:\n      canary: <<10%|20%>>\t\n      stable: <<90%|80%>>\t# \t\n");
        rule("no line end at the end", "  - id: ramp\n    to:\n      canary: <<10%|20%>>\n      stable: <<90%|80%>>");
        rule("blanks at the very end", "  - id: ramp\n    to:\n      stable: <<90%|80%>>\n      canary: <<10%|20%>>  ");
    }

    private void addComments() {
        rule("comments that say the same", """
              # canary: 10%, stable: 90%
              - id: ramp # canary: 10%
                to: # 10%
                  # canary: 10%
                  canary: <<10%|20%>> # 10%, later 20%
                  # 90%
                  stable: <<90%|80%>> #90%
                # stable: 90%
            """);
        rule("comments between braces", """
              - id: ramp
                to: { # 10%
                  canary: # 10%
                    <<10%|20%>>, # 10%
                  # stable: 10%
                  stable: <<90%|80%>> # 90%
                } # 90%
            """);
        rule(
                "tabs in comments",
                "  #\t10%\t\n  - id: ramp #\t\t10%\n    to: { canary: <<10%|20%>>, stable: <<90%|80%>> } #\t10%\t\n");
        rule(
                "number signs that begin no comment",
                "  - { id: ramp, when: { attachment.a: b#10%, method: 'c #d' }, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }\n");
        rule("a comment as the last line", "  - { id: ramp, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }\n# 10%");
        rule(
                "marks of anchors in texts",
                "  - { id: ramp, when: { attachment.a: '&x *y !!z' }, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } } # &a *a <<: *b\n");
    }

    private void addQuotes() {
        rule("double quotes", "  - id: ramp\n    to: { canary: \"<<10%|20%>>\", stable: \"<<90%|80%>>\" }\n");
        rule("single quotes", "  - id: ramp\n    to: { canary: '<<10%|20%>>', stable: '<<90%|80%>>' }\n");
        rule(
                "quotes in lines",
                "  - id: ramp\n    to:\n      canary: \"<<10%|20%>>\" # \"10%\"\n      stable: '<<90%|80%>>' # '90%'\n");
        rule("quoted keys", "  - \"id\": ramp\n    'to': { \"canary\": <<10%|20%>>, 'stable': \"<<90%|80%>>\" }\n");
        rule(
                "quoted keys close to their shares",
                "  - {\"id\":\"ramp\",\"to\":{\"canary\":<<10%|20%>>,'stable':<<90%|80%>>}}\n");
        rule(
                "escapes",
                "  - id: ramp\n    to: { \"c\\x61nary\": \"<<\\x31\\u0030%|20%>>\", stable: \"<<\\U00000039\\x30%|80%>>\" }\n");
        rule(
                "a share over two lines",
                "  - id: ramp\n    to:\n      canary: \"<<1\\\n        0%|20%>>\"\n      stable: <<90%|80%>>\n");
    }

    private void addLineEnds() {
        addWithBreaks("CR LF", "\r\n", BLOCK);
        addWithBreaks("CR LF and comments", "\r\n", BLOCK.replace("<<90%|80%>>", "<<90%|80%>> # 90%"));
        addWithBreaks("CR", "\r", BLOCK);
        addWithBreaks("NEL", "\u0085", BLOCK);
        add(
                "mixed line ends",
                BLOCK.replaceFirst("\n", "\r\n").replace("ramp\n", "ramp\r\n").replace("20%>>\n", "20%>>\r\n"));
        add("a line separator in a comment", BLOCK.replace("rules:", "# one\u2028# two\nrules:"));
        add("a byte order mark", "\uFEFF" + BLOCK);
        add("a byte order mark and braces", "\uFEFF" + FLOW);
        addWithBreaks("a byte order mark and CR LF", "\r\n", "\uFEFF" + BLOCK);
    }

    private void addOtherAlphabets() {
        rule(
                "an emoji before the share in its line",
                "  - { id: ramp, when: { attachment.name: \"\uD83D\uDE00\uD83D\uDE80\" }, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }\n");
        rule(
                "emoji in comments",
                "  # \uD83D\uDE80 ramp\n  - id: ramp # \uD83D\uDE80\uD83D\uDE80\n    to:\n      canary: <<10%|20%>> # \uD83D\uDC24\n      stable: <<90%|80%>> # \uD83D\uDC14\n");
        rule(
                "a comment with emoji between key and share",
                "  - id: ramp\n    to: { canary: # \uD83D\uDE80\n      <<10%|20%>>, stable: # \uD83D\uDE80\n      <<90%|80%>> }\n");
        add(
                "Chinese everywhere",
                "# 灰度发布\n" + BLOCK.replace("id: ramp", "id: ramp # 百分之十：10%").replace("20%>>", "20%>> # 金丝雀"));
        add("letters of two code points", "# e\u0301 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\n" + BLOCK);
        add("a byte order mark and emoji", "\uFEFF# \uD83D\uDE80\n" + FLOW);
        add(
                "emoji past the parser's buffers",
                ("# " + "\uD83D\uDE80".repeat(3_001) + "\n# x" + "\uD83D\uDE80".repeat(3_001) + "\n") + BLOCK);
    }

    private void addJson() {
        add("JSON", PRETTY_JSON);
        add("JSON indented by tabs", PRETTY_JSON.replace("  ", "\t"));
        addWithBreaks("JSON with CR LF", "\r\n", PRETTY_JSON);
        add("JSON in one line", PRETTY_JSON.replaceAll("\\s", ""));
        add("JSON with tabs between tokens", PRETTY_JSON.replace(": ", "\t:\t").replace(",", "\t,"));
    }

    private void addSplits() {
        rule("stable first", "  - { id: ramp, to: { stable: <<90%|80%>>, canary: <<10%|20%>> } }\n");
        rule("stable by its other name", "  - { id: ramp, to: { canary: <<10%|20%>>, default: <<90%|80%>> } }\n");
        rule("two lanes, none is stable", "  - { id: ramp, to: { beta: <<90%|80%>>, canary: <<10%|20%>> } }\n");
        rule("three lanes", "  - { id: ramp, to: { beta: 15%, canary: <<10%|20%>>, stable: <<75%|65%>> } }\n");
        rule(
                "stable in the middle",
                "  - id: ramp\n    to:\n      canary: <<10%|20%>>\n      stable: <<75%|65%>>\n      beta: 15%\n");
        rule(
                "everything that stable had",
                "  - { id: ramp, to: { beta: 80%, canary: <<10%|20%>>, stable: <<10%|0%>> } }\n");
        rule("decimals", "  - { id: ramp, to: { canary: <<12.50%|20%>>, stable: <<87.5%|80%>> } }\n");
        rule("zeros", "  - { id: ramp, to: { canary: <<010.00%|20%>>, stable: <<090.0%|80%>> } }\n");
        rule("from nothing", "  - { id: ramp, to: { canary: <<0%|20%>>, stable: <<100%|80%>> } }\n");
        rule(
                "from everything",
                "  - { id: ramp, to: { canary: <<100%|20%>>, stable: <<0%|80%>> }, sticky: attachment.user-id }\n");
    }

    private void addNeighbours() {
        rule("the lane in other rules, as a whole", """
              - { id: qa, when: { attachment.user: "10%" }, to: canary }
              - { id: ramp, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }
              - { id: rest, to: canary }
            """);
        rule("other splits with the same shares", """
              - { id: early, when: { method: get }, to: { beta: 10%, stable: 90% } }
              - { id: ramp, to: { canary: <<10%|20%>>, stable: <<90%|80%>> } }
              - { id: late, to: { stable: 90%, beta: 10% }, sticky: attachment.user-id }
            """);
        add(
                "the same share under lanes",
                BLOCK.replace(
                        "canary: { labels: { version: v2 } }",
                        "canary: { labels: { version: v2 }, health: { return: [10%, 50%, 100%] } }"));
        add("a document that is off", BLOCK.replace("lanes:", "enabled: false\nlanes:"));
        add("a document with everything", HEAD + """
                enabled: true
                lanes:
                  stable: { labels: { version: v1 }, includeGray: true, outlier: {}, affinity: argument.0.user.id }
                  canary:
                    labels: { version: v2 }
                    fallback: [beta, stable]
                    carry: false
                    capacity: { minInstances: 2, minPercent: 50 }
                    outlier: { consecutiveFailures: 3 }
                    health: { failurePercent: 40 }
                    probing: { by: tcp }
                  beta: { labels: { version: v3 }, fallback: [] }
                rules:
                  - id: all-matchers
                    when:
                      attachment.a: { regex: "u[0-9]+", ignoreCase: true }
                      argument.1.age: { range: { min: 18, max: 65 } }
                      ip: [10.0.0.0/8, "::1"]
                      label.region: { not: { prefix: eu } }
                      any: [ { method: { in: [get, put] } }, { service: { suffix: Reader } }, { baggage.b: { exists: false } } ]
                    to: { canary: <<33.33%|20%>>, beta: 0.01%, stable: <<66.66%|79.99%>> }
                    sticky: argument.0.user.id
                  - { id: all-callers, when: { application: { notIn: [x, y] } }, to: beta }
                labelPriority: [version]
                prefer: [region]
                unmatched: stable
                failures: { exceptions: [com.acme.A], ignore: [com.acme.B], retryOnStable: [get*] }
                """);
    }

    private void rule(String name, String marked) {
        add(name, RULES + marked);
    }

    private void add(String name, String marked) {
        addWithBreaks(name, "\n", marked);
    }

    private void addWithBreaks(String name, String lineBreak, String marked) {
        MarkedText earlier = byName.put(name, MarkedText.withBreaks(lineBreak, marked));
        if (earlier != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }
}
