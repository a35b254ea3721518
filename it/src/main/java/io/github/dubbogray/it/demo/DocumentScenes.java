package io.github.dubbogray.it.demo;

import java.util.List;

/** Scenes of documents: the switch, and a document with mistakes. */
final class DocumentScenes {

    private DocumentScenes() {}

    /** One word sends everybody to stable. */
    record Disabled() implements Scene {
        @Override
        public String title() {
            return "enabled: false: everything goes to stable";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("x-gray-tag: canary with v2 alive again; the document says `enabled: false`");
            stage.reviveGray();
            stage.publish(Documents.lanes(), () -> stage.isCanaryServedBy("v2"));
            Tally before = stage.crowd().tagged("canary", 200);
            stage.screen().answers("before", before);
            stage.publish(Documents.disabled(), () -> !stage.isCanaryServedBy("v2"));
            Tally tally = stage.crowd().tagged("canary", 200);
            stage.screen().answers("after", tally);
            return Verdict.of(
                    before.isOnly(Stage.GRAY) && tally.isOnly(Stage.STABLE),
                    "the switch sends every request to stable, whatever its tag",
                    tally.answers() + "");
        }
    }

    /** A document with mistakes changes nothing and is explained. */
    record Broken() implements Scene {
        @Override
        public String title() {
            return "A broken document is refused with line and column, the old one stays";
        }

        @Override
        public Verdict play(Stage stage) {
            stage.screen().asked("a good document, then one with an unknown lane, a wrong source and an id twice");
            stage.reviveGray();
            stage.publish(Documents.lanes(), () -> stage.isCanaryServedBy("v2"));
            stage.publish(Documents.broken(), () -> problems(stage).size() >= Documents.MISTAKES);
            List<String> problems = problems(stage);
            stage.screen().note("the consumer's log says:");
            problems.forEach(problem -> stage.screen().note("  " + problem));
            Tally tally = stage.crowd().tagged("canary", 200);
            stage.screen().answers("x-gray-tag: canary", tally);
            return Verdict.of(
                    problems.size() == Documents.MISTAKES && tally.isOnly(Stage.GRAY),
                    "all problems are named with their place, and the last good document stays in force",
                    problems.size() + " problems, " + tally.answers());
        }

        private static List<String> problems(Stage stage) {
            return stage.consumer()
                    .process()
                    .output()
                    .lines()
                    .dropWhile(line -> !line.contains("is refused"))
                    .skip(1)
                    .takeWhile(line -> line.startsWith("line "))
                    .map(line -> line.replaceFirst(", dubbo version: .*", ""))
                    .toList();
        }
    }
}
