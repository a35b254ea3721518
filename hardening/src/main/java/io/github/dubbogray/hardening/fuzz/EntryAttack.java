package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.entry.EntryDecision;
import io.github.dubbogray.filter.entry.EntryDoor;
import io.github.dubbogray.filter.entry.EntryRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** Lets a request enter that has a header on each line; lines {@code ?…} are its query, lines {@code @…} its sender. */
final class EntryAttack implements Attack {

    private static final class Entry {

        /** Made at the first text: a Dubbo takes a second, and the other parsers need none. */
        private static final GrayEntry TRUSTING = GrayEntry.of(application());
    }

    private static ApplicationModel application() {
        ApplicationModel application = new FrameworkModel().newApplication();
        application.getApplicationConfigManager().setApplication(new ApplicationConfig("fuzz"));
        application
                .modelEnvironment()
                .setAppConfigMap(
                        new HashMap<>(Map.of("dubbo.gray.entry.cookie", "gray", "dubbo.gray.entry.query", "gray")));
        return application;
    }

    @Override
    public boolean isAccepted(String text) {
        EntryDecision decision =
                Entry.TRUSTING.decide(new LinesRequest(text.lines().toList()));
        decision.tag()
                .ifPresent(tag ->
                        Law.same(new TagReading.Accepted(tag), Tag.read(tag.text()), "a tag that enters is one"));
        Law.holds(decision.describe().lines().count() == 1, "a decision breaks its line");
        return decision.tag().isPresent();
    }

    private record LinesRequest(List<String> lines) implements EntryRequest {

        @Override
        public List<String> headers(String name) {
            return lines.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        @Override
        public @Nullable String query(String name) {
            return first("?") == null
                    ? null
                    : EntryDoor.query(String.valueOf(first("?"))).get(name);
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/orders";
        }

        @Override
        public @Nullable String remoteAddress() {
            return first("@");
        }

        private @Nullable String first(String sign) {
            return lines.stream()
                    .filter(line -> line.startsWith(sign))
                    .map(line -> line.substring(1))
                    .findFirst()
                    .orElse(null);
        }
    }
}
