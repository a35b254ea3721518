package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.text.PercentText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A document written in a random way, in which one rule has shares for canary and stable, and maybe beta.
 *
 * @param canary the share of canary in basis points
 * @param most the most that canary can have: what it has and what stable has
 */
record RandomSplit(String text, int canary, int most) {

    private static final List<String> COMMENTS =
            List.of("", "", "", " # 10%", " # \uD83D\uDE80 canary: 10%", " #\t90% 灰", "   #");
    private static final List<String> LINE_ENDS = List.of("\n", "\n", "\r\n", "\r");

    static RandomSplit of(Random random) {
        return new Writer(random).document();
    }

    private static final class Writer {

        private final Random random;

        Writer(Random random) {
            this.random = random;
        }

        RandomSplit document() {
            int beta = random.nextBoolean() ? 0 : 1 + random.nextInt(5_000);
            int canary = random.nextInt(10_001 - beta);
            int stable = 10_000 - beta - canary;
            List<String> rules = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                rules.add(rule("other-" + i, shares("beta", canary, "stable", 10_000 - canary)));
            }
            List<String> shares = shares("canary", canary, "stable", stable);
            if (beta > 0) {
                shares.addAll(shares("beta", beta));
            }
            rules.add(rule("ramp", shares));
            Collections.shuffle(rules, random);
            String text =
                    RampedDocuments.HEAD + RampedDocuments.LANES + "rules:" + comment() + "\n" + String.join("", rules);
            text = random.nextInt(4) > 0 ? text : text.substring(0, text.length() - 1);
            text = random.nextInt(4) > 0 ? text : "\uFEFF" + text;
            return new RandomSplit(text.replace("\n", pick(LINE_ENDS)), canary, canary + stable);
        }

        private List<String> shares(Object... lanesAndPoints) {
            List<String> shares = new ArrayList<>();
            for (int i = 0; i < lanesAndPoints.length; i += 2) {
                shares.add(name(lanesAndPoints[i].toString()) + ":" + blanks(1)
                        + name(PercentText.of((int) lanesAndPoints[i + 1])));
            }
            return shares;
        }

        private String rule(String id, List<String> shares) {
            Collections.shuffle(shares, random);
            String inLines = random.nextBoolean() ? sharesInBraces(shares) : sharesInLines(shares);
            boolean isInBraces = random.nextInt(3) == 0;
            List<String> items = new ArrayList<>(List.of(
                    name("id") + ":" + blanks(1) + name(id) + (isInBraces ? "" : comment()),
                    name("when") + ": { attachment.a: \"\uD83D\uDE80 10%\" }" + (isInBraces ? "" : comment()),
                    name("to") + ":" + (isInBraces ? " " + sharesInBraces(shares) : inLines)));
            if (random.nextBoolean()) {
                items.add("sticky: attachment.user-id" + (isInBraces ? "" : comment()));
            }
            Collections.shuffle(items, random);
            return isInBraces
                    ? "  - {" + blanks(0) + String.join("," + blanks(0), items) + blanks(0) + "}" + comment() + "\n"
                    : "  - " + String.join("\n    ", items) + "\n" + pick(List.of("", "", "\n", "  # 10%\n"));
        }

        private String sharesInBraces(List<String> shares) {
            return " {" + blanks(0) + String.join("," + blanks(0), shares) + blanks(0) + "}";
        }

        private String sharesInLines(List<String> shares) {
            if (random.nextBoolean()) {
                StringBuilder lines = new StringBuilder(" {" + comment());
                for (int i = 0; i < shares.size(); i++) {
                    lines.append("\n     ").append(blanks(0)).append(shares.get(i));
                    lines.append(i < shares.size() - 1 ? "," : "").append(comment());
                }
                return lines + "\n    }" + comment();
            }
            StringBuilder lines = new StringBuilder(comment());
            shares.forEach(share -> lines.append("\n      ").append(share).append(comment()));
            return lines.toString();
        }

        private String name(String text) {
            return pick(List.of(text, text, "\"" + text + "\"", "'" + text + "'"));
        }

        private String comment() {
            return pick(COMMENTS);
        }

        private String blanks(int least) {
            return " ".repeat(least + random.nextInt(3));
        }

        private String pick(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
