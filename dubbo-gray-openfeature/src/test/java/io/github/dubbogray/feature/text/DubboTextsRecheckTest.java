package io.github.dubbogray.feature.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.document.ConfigCentre;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is heard of a config centre, recheck by recheck. */
class DubboTextsRecheckTest {

    private static final Heard.Text TEXT = new Heard.Text("text");
    private static final Heard.Away AWAY =
            new Heard.Away("Dubbo's config centre, data id shop.gray-switches: it does not answer");
    private static final Heard.Copy COPY = new Heard.Copy("text", AWAY.why());
    private static final Heard.Unconfirmed UNCONFIRMED = new Heard.Unconfirmed(
            "Dubbo's config centre, data id shop.gray-switches: it answered nothing, and is asked again");

    private static final Heard.Unconfirmed MISSING = new Heard.Unconfirmed(
            "Dubbo's config centre, data id shop.gray-switches: it has none, and nobody was seen to remove one");

    /** How many rechecks go by until one that has its answer asks again whether anybody is there. */
    private static final int UNTIL_ASKED = 5;

    private final List<Heard> heard = new ArrayList<>();

    private DubboTexts begun(ScriptedCentre centre) {
        DubboTexts texts = new DubboTexts("shop.gray-switches", () -> Optional.of(centre));
        texts.begin(heard::add);
        return texts;
    }

    private static void recheck(DubboTexts texts, int times) {
        for (int i = 0; i < times; i++) {
            texts.recheck();
        }
    }

    @Test
    void centreThatDubboMakesLater_isFollowedFromThenOn() {
        AtomicReference<ConfigCentre> made = new AtomicReference<>(new ConfigCentre.Missing());
        ScriptedCentre centre = new ScriptedCentre("text");
        DubboTexts texts = new DubboTexts("shop.gray-switches", () -> Optional.of(made.get()));
        texts.begin(heard::add);
        made.set(centre);
        texts.recheck();
        centre.push("later");

        assertThat(heard).containsExactly(AWAY, TEXT, new Heard.Text("later"));
    }

    @Nested
    @DisplayName("Nothing fetched is no deletion: a config centre that lost its data answers so too")
    class Empty {

        @Test
        void thirdTime_isNoDocumentThatAnybodyWasSeenToRemove() {
            DubboTexts texts = begun(new ScriptedCentre(""));
            recheck(texts, 3);

            assertThat(heard).containsExactly(UNCONFIRMED, UNCONFIRMED, MISSING);
        }

        @Test
        void textMeanwhile_isTaken() {
            ScriptedCentre centre = new ScriptedCentre("");
            DubboTexts texts = begun(centre);
            centre.holding("text");
            texts.recheck();

            assertThat(heard).containsExactly(UNCONFIRMED, TEXT);
        }

        @Test
        void outageMeanwhile_beginsToCountAnew() {
            ScriptedCentre centre = new ScriptedCentre("");
            DubboTexts texts = begun(centre);
            texts.recheck();
            centre.away();
            texts.recheck();
            centre.back();
            texts.recheck();

            assertThat(heard).containsExactly(UNCONFIRMED, UNCONFIRMED, AWAY, UNCONFIRMED);
        }

        @Test
        void pushDuringTheFetch_isNewer() {
            ScriptedCentre centre = new ScriptedCentre("old");
            centre.duringFetch(() -> centre.push("text"));
            begun(centre);

            assertThat(heard).containsExactly(TEXT);
        }

        @Test
        void pushedDeletion_countsAtOnce() {
            ScriptedCentre centre = new ScriptedCentre("text");
            begun(centre);
            centre.push("");

            assertThat(heard).containsExactly(TEXT, new Heard.Gone());
        }

        @Test
        void deletionAfterTheConnectionBroke_isNotBelieved() {
            ScriptedCentre centre = new ScriptedCentre("text");
            DubboTexts texts = begun(centre);
            centre.away().back().push("");
            recheck(texts, 3 * UNTIL_ASKED);

            assertThat(heard).containsExactly(TEXT, MISSING);
        }

        @Test
        void deletionAfterItWasSeenOnTheNewConnection_countsAtOnce() {
            ScriptedCentre centre = new ScriptedCentre("text");
            DubboTexts texts = begun(centre);
            centre.away().back();
            recheck(texts, UNTIL_ASKED);
            centre.push("");

            assertThat(heard).containsExactly(TEXT, TEXT, new Heard.Gone());
        }

        @Test
        void sameTextAfterItWasLost_isTaken() {
            ScriptedCentre centre = new ScriptedCentre("text");
            begun(centre);
            centre.away().back().push("");
            centre.push("text");
            centre.push("");

            assertThat(heard).containsExactly(TEXT, MISSING, TEXT, new Heard.Gone());
        }
    }

    @Nested
    @DisplayName("While nobody can be reached, a copy is taken once and never for the document")
    class Away {

        @Test
        void copy_isTakenOnce() {
            ScriptedCentre centre = new ScriptedCentre("text").away();
            DubboTexts texts = begun(centre);
            recheck(texts, 2);

            assertThat(heard).containsExactly(COPY, AWAY, AWAY);
            assertThat(centre.fetches()).isEqualTo(1);
        }

        @Test
        void reachableAgain_isFetched() {
            ScriptedCentre centre = new ScriptedCentre("text").away();
            DubboTexts texts = begun(centre);
            centre.back();
            texts.recheck();

            assertThat(heard).containsExactly(COPY, TEXT);
        }

        @Test
        void awayAfterTheAnswer_isHeardAndSoIsItsReturn() {
            ScriptedCentre centre = new ScriptedCentre("text");
            DubboTexts texts = begun(centre);
            centre.away();
            recheck(texts, UNTIL_ASKED);
            centre.back().holding("later");
            recheck(texts, UNTIL_ASKED);

            assertThat(heard.get(1)).isEqualTo(AWAY);
            assertThat(heard).endsWith(AWAY, new Heard.Text("later")).doesNotContain(COPY);
        }

        @Test
        void thereAfterTheAnswer_isNotFetchedAgain() {
            ScriptedCentre centre = new ScriptedCentre("text");
            recheck(begun(centre), 2 * UNTIL_ASKED);

            assertThat(heard).containsExactly(TEXT);
            assertThat(centre.fetches()).isEqualTo(1);
        }

        /** As one is whose address is not known: that it cannot be reached says nothing then. */
        @Test
        void neverReachable_isThereOnceItPushes() {
            ScriptedCentre centre = new ScriptedCentre("").away();
            DubboTexts texts = begun(centre);
            centre.push("text");
            recheck(texts, 2 * UNTIL_ASKED);

            assertThat(heard).containsExactly(AWAY, TEXT);
        }

        @Test
        void closed_asksNoMore() {
            ScriptedCentre centre = new ScriptedCentre("").away();
            DubboTexts texts = begun(centre);
            texts.close();
            centre.back().push("text");
            texts.recheck();

            assertThat(heard).containsExactly(AWAY);
        }
    }
}
