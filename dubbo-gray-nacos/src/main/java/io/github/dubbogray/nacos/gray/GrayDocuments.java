package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.ConfigChange;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.NacosRequestException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a namespace. Every method throws {@link NacosRequestException} when the server refuses or does not
 * answer.
 */
public final class GrayDocuments {

    /** The group that consumers read. */
    public static final String GROUP = "dubbo";

    private static final String DOCUMENT = ".gray-router";

    private final NacosConfigs configs;
    private final Kind kind;

    /** Which documents. */
    public enum Kind {
        /** Of routes: {@code {application}.gray-router}. */
        ROUTES(DOCUMENT, ".gray-journal"),

        /** Of switches: {@code {application}.gray-switches}. */
        SWITCHES(".gray-switches", ".gray-switches-journal");

        private final String document;
        private final String journal;

        Kind(String document, String journal) {
            this.document = document;
            this.journal = journal;
        }
    }

    /** What became of the note about a change that was made. */
    public enum Noted {
        /** It stands in the journal. */
        YES,
        /** The journal is no text of ours; it was left as it is. */
        JOURNAL_UNREADABLE,
        /** The server refused, or too many wrote at the same time. */
        FAILED
    }

    /** Those of routes in a namespace. */
    public GrayDocuments(NacosAdmin admin) {
        this(admin, Kind.ROUTES);
    }

    /** Those of a kind in a namespace. */
    public GrayDocuments(NacosAdmin admin, Kind kind) {
        this.configs = new NacosConfigs(admin);
        this.kind = kind;
    }

    /** Returns the data id of an application's document of routes. */
    public static String dataIdOf(String application) {
        return application + DOCUMENT;
    }

    private ConfigId documentOf(String application) {
        return new ConfigId(application + kind.document, GROUP);
    }

    private JournalNotes journalOf(String application) {
        return new JournalNotes(configs, new ConfigId(application + kind.journal, GROUP));
    }

    /** Returns the applications that have a document, in their order. */
    public List<String> applications() {
        return configs.endingIn(kind.document, GROUP).stream()
                .map(dataId -> dataId.substring(0, dataId.length() - kind.document.length()))
                .toList();
    }

    /** Returns an application's document, if it has one. */
    public Optional<GrayDocument> read(String application) {
        return Optional.ofNullable(configs.read(documentOf(application)))
                .map(stored -> new GrayDocument(application, stored));
    }

    /**
     * Writes an application's document if it is still what was read, and then a note into the journal beside it.
     *
     * @param basis what was read, null if there was none
     * @return what became of the note; the document is written in any case
     * @throws NacosRequestException of the kind {@code CONFLICT} if the document is something else now; nothing has changed then
     */
    public Noted publish(String application, @Nullable GrayDocument basis, String text, Change change) {
        try {
            configs.swap(documentOf(application), basis == null ? null : basis.stored(), text);
        } catch (NacosRequestException failure) {
            if (failure.kind() != NacosRequestException.Kind.UNREACHABLE || !isNow(application, text)) {
                throw failure;
            }
        }
        return journalOf(application).add(change);
    }

    /** An answer that was lost leaves open whether the change was made; the next question tells. */
    private boolean isNow(String application, String text) {
        return read(application).filter(now -> now.text().equals(text)).isPresent();
    }

    /**
     * Returns what a document was lately, the newest first, as far as Nacos keeps it.
     *
     * @param now the document as it was read before this is asked, null if there was none
     * @param most how many
     */
    public List<Version> versions(String application, @Nullable GrayDocument now, int most) {
        List<ConfigChange> recorded = configs.history(documentOf(application), most);
        return Version.of(
                now == null ? null : now.text(),
                recorded,
                journalOf(application).read());
    }

    /** Lets only some client addresses have a text, until {@link #endTrial}; see {@link NacosConfigs#publishBeta}. */
    public void tryOut(String application, String text, List<String> addresses) {
        configs.publishBeta(documentOf(application), text, addresses);
    }

    /** Returns the text that some clients try out, if there is one. */
    public Optional<String> trial(String application) {
        return configs.beta(documentOf(application));
    }

    /** Lets all clients have the same again. */
    public void endTrial(String application) {
        configs.endBeta(documentOf(application));
    }
}
