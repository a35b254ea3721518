package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.tag.TagText;
import io.github.dubbogray.filter.trust.Claim;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.InboundTrust;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.settings.GrayProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * What one application does with what enters it: where it reads a tag, whom it believes, how it colors what has none. One
 * for each {@link ApplicationModel}.
 */
public final class Entry {

    private static final Logger LOG = LoggerFactory.getLogger(Entry.class);
    private static final EntryDecision PINNED = new EntryDecision.Pinned();
    private static final EntryDecision UNTAGGED = new EntryDecision.Untagged();

    private final GrayApplication gray;
    private final EntrySettings settings;
    private final EntryDecision unclaimed;
    private final InboundTrust trust;
    private final Set<TagSource> seenAliases = ConcurrentHashMap.newKeySet();

    /** For Dubbo's bean factory; use {@link #of}. */
    public Entry(ApplicationModel application) {
        this(GrayApplication.of(application), GrayProperties.of(application));
    }

    private Entry(GrayApplication gray, GrayProperties properties) {
        this(gray, EntryProperties.read(properties, gray.surroundings().clock()));
        properties.problems().forEach(LOG::error);
    }

    Entry(GrayApplication gray, EntrySettings settings) {
        this.gray = gray;
        this.settings = settings;
        this.unclaimed = settings.defaultTag()
                .<EntryDecision>map(EntryDecision.Defaulted::new)
                .orElse(UNTAGGED);
        this.trust = new InboundTrust(settings.trust(), gray.meters());
    }

    /** Returns the one of an application. */
    public static Entry of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(Entry.class);
    }

    /** Returns whom this application believes, at every kind of entry. */
    public InboundTrust trust() {
        return trust;
    }

    /** Returns the hosts that may see tags on HTTP requests that go out. */
    public HostPatterns hosts() {
        return settings.hosts();
    }

    /** Returns what tags are signed with on their way out; empty if no secret is configured. */
    public Optional<TagSignatures> signatures() {
        return settings.signatures();
    }

    /**
     * Decides the tag of an entering request: the one it came with, if its sender is believed, else the one that this
     * application's own document gives. The first place that has something counts; if that is no tag, or not believed, the
     * next places are not tried.
     */
    public EntryDecision decide(EntryRequest request, TagText tags) {
        for (TagSource source : settings.sources()) {
            List<String> texts = source.textsIn(request);
            if (!texts.isEmpty()) {
                Tag tag = accepted(texts, source, request, tags);
                return tag == null ? color(request, tags) : new EntryDecision.Carried(tag, source.describe());
            }
        }
        return color(request, tags);
    }

    /** Says what this entry does, in one line for the log. */
    public String describe() {
        return "tags are read from "
                + settings.sources().stream().map(TagSource::describe).collect(Collectors.joining(", "))
                + "; trusted: " + trust.describe()
                + settings.defaultTag().map(tag -> "; else " + tag.text()).orElse("");
    }

    private @Nullable Tag accepted(List<String> texts, TagSource source, EntryRequest request, TagText tags) {
        String text = texts.get(0);
        if (texts.size() > 1) {
            tags.drop(
                    String.join(" | ", texts),
                    TagText.Fault.SEVERAL,
                    "is there " + texts.size() + " times, as " + source.describe());
            return null;
        }
        Tag tag = tags.read(text);
        if (tag != null && !source.mayGive(tag)) {
            tags.drop(text, TagText.Fault.TOO_BROAD, "is more than the one label of " + source.describe());
            return null;
        }
        if (tag == null || !isBelieved(text, request)) {
            return null;
        }
        if (source != TagSource.Header.CANONICAL) {
            noteAlias(source);
        }
        return tag;
    }

    private boolean isBelieved(String text, EntryRequest request) {
        return trust.isEveryone() || trust.believes(claimOf(text, request));
    }

    /** Of several signatures none counts. */
    private static Claim claimOf(String text, EntryRequest request) {
        List<String> signatures = request.headers(TagSignatures.KEY);
        String sender = request.remoteAddress();
        return new Claim(
                text,
                signatures.size() == 1 ? signatures.get(0) : null,
                sender == null ? null : Address.readBeforePort(sender).orElse(null));
    }

    private void noteAlias(TagSource source) {
        gray.meters().count(Meter.TAGS_ALIASED);
        if (!seenAliases.contains(source) && seenAliases.add(source)) {
            LOG.info("Tags come as " + source.describe() + "; they go on as " + Tag.KEY);
        }
    }

    /** Rules go before the default: with it first, every request would have a tag and no rule would ever be asked. */
    private EntryDecision color(EntryRequest request, TagText tags) {
        Table table = gray.ownTable();
        Coloring coloring = table.color(new RuleRequest(request, gray.labels(), gray.meters()), () ->
                (int) gray.surroundings().below(Split.BUCKETS));
        if (coloring instanceof Coloring.Claimed claimed) {
            count(table, "rule", claimed.ruleId(), claimed.lane());
            Tag tag = tags.read(claimed.lane());
            return tag == null ? unclaimed : new EntryDecision.Colored(tag, claimed.ruleId(), claimed.carry());
        }
        if (coloring instanceof Coloring.Pinned) {
            count(table, "pinned", Meter.Tags.NONE, Meter.Tags.NONE);
            return PINNED;
        }
        count(table, unclaimed == UNTAGGED ? Meter.Tags.NONE : "default", Meter.Tags.NONE, Meter.Tags.NONE);
        return unclaimed;
    }

    private void count(Table table, String reason, String rule, String lane) {
        gray.meters().count(Meter.COLORINGS, table.application(), reason, rule, lane);
    }
}
