package io.github.dubbogray.filter.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagSignaturesTest {

    private static final long NOON = 1_800_000_000;

    private final AtomicLong now = new AtomicLong(NOON);
    private final TagSignatures signatures = of("the secret of all of us");

    @Nested
    class Sign {

        @Test
        @DisplayName("printf 'canary\\n1800000000' | openssl dgst -sha256 -hmac 'the secret of all of us'")
        void signature_isTimeAndHmacOfTagAndTime() {
            assertThat(signatures.sign("canary"))
                    .isEqualTo("1800000000.e985596f554c4c21a9b483ec6f98420b535e4f282c1486eb4852a4c791b09cc7");
        }

        @Test
        void sameTagWithinAMinute_hasTheSameSignature() {
            String first = signatures.sign("canary");
            now.addAndGet(59);

            assertThat(signatures.sign("canary")).isSameAs(first);
        }

        @Test
        void sameTagAfterAMinute_isSignedAnew() {
            signatures.sign("canary");
            now.addAndGet(60);

            assertThat(signatures.sign("canary")).startsWith((NOON + 60) + ".");
        }

        @Test
        void clockSetBack_isSignedAnew() {
            signatures.sign("canary");
            now.addAndGet(-10);

            assertThat(signatures.sign("canary")).startsWith((NOON - 10) + ".");
        }

        @Test
        void floodOfTags_isSignedAllTheSame() {
            for (int i = 0; i < 1_000; i++) {
                assertThat(signatures.objectionTo("lane" + i, signatures.sign("lane" + i)))
                        .isNull();
            }
        }
    }

    @Nested
    class ObjectionTo {

        @Test
        void ownSignature_holds() {
            assertThat(signatures.objectionTo("canary", signatures.sign("canary")))
                    .isNull();
        }

        @Test
        void replayWithinTheWindow_holds() {
            String signature = signatures.sign("canary");
            now.addAndGet(300);

            assertThat(signatures.objectionTo("canary", signature)).isNull();
        }

        @Test
        void replayAfterTheWindow_doesNot() {
            String signature = signatures.sign("canary");
            now.addAndGet(301);

            assertThat(signatures.objectionTo("canary", signature)).isEqualTo("its signature is more than 300 s off");
        }

        @Test
        void signatureOfTheFuture_doesNot() {
            String signature = signatures.sign("canary");
            now.addAndGet(-301);

            assertThat(signatures.objectionTo("canary", signature)).contains("300 s off");
        }

        @Test
        void replayForAnotherTag_doesNot() {
            assertThat(signatures.objectionTo("stable", signatures.sign("canary")))
                    .isEqualTo("its signature is of another tag or secret");
        }

        @Test
        void timeWrittenOver_doesNot() {
            String signature = signatures.sign("canary");

            assertThat(signatures.objectionTo("canary", signature.replace("1800000000", "1800000001")))
                    .contains("another tag or secret");
        }

        @Test
        void otherSecret_doesNot() {
            TagSignatures others = of("the secret of the others");

            assertThat(signatures.objectionTo("canary", others.sign("canary"))).contains("another tag or secret");
        }

        @Test
        void oneOfSeveralSecrets_holdsForItsTagAndTime() {
            String old = of("the one before it").sign("canary");
            TagSignatures both = of("the secret of all of us,the one before it");

            assertThat(both.objectionTo("canary", old)).isNull();
            assertThat(both.objectionTo("stable", old)).contains("another tag or secret");
            now.addAndGet(301);
            assertThat(both.objectionTo("canary", old)).isEqualTo("its signature is more than 300 s off");
        }

        @Test
        void removedSecret_doesNot() {
            String old = of("the one before it").sign("canary");

            assertThat(signatures.objectionTo("canary", old)).isEqualTo("its signature is of another tag or secret");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(
                strings = {
                    "",
                    ".",
                    "1800000000",
                    "1800000000.",
                    "now.00",
                    "99999999999999999999.00",
                    "-1.ff",
                    "1800000000.ÿÿ"
                })
        void textThatIsNoSignature_doesNot(String text) {
            assertThat(signatures.objectionTo("canary", text)).isNotNull();
        }
    }

    private TagSignatures of(String secrets) {
        return TagSignatures.of(Secrets.read(secrets, problem -> {}).orElseThrow(), 300, now::get);
    }
}
