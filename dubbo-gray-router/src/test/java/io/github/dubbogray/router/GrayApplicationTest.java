package io.github.dubbogray.router;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.testing.CapturedLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrayApplicationTest {

    @TempDir
    private Path directory;

    @Test
    void sameApplication_hasOne() {
        try (TestApplication application = TestApplication.in(directory)) {
            assertThat(GrayApplication.of(application.model())).isSameAs(GrayApplication.of(application.model()));
        }
    }

    @Test
    void otherApplication_hasAnother() {
        try (TestApplication one = TestApplication.in(directory);
                TestApplication other = TestApplication.in(directory)) {
            assertThat(one.gray()).isNotSameAs(other.gray());
        }
    }

    @Test
    void settings_decideWhetherItIsActive() {
        try (TestApplication active = TestApplication.in(directory);
                TestApplication off = TestApplication.in(directory, Map.of("dubbo.gray.enabled", "false"))) {
            assertThat(active.gray().isActive()).isTrue();
            assertThat(off.gray().isActive()).isFalse();
        }
    }

    @Test
    void labels_areReportedOnceHoweverOftenTheyArePublished() {
        try (TestApplication application =
                        TestApplication.in(directory, Map.of("dubbo.gray.labels", "version=v2,broken"));
                CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                assertThat(application.gray().labels()).isEqualTo(Labels.of("version", "v2"));
            }
            assertThat(log.linesWith("Label left out")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R2: an application's own document is followed from when it is asked for, and pushes reach it")
    void ownDocument_isFollowedOnDemand() {
        try (TestApplication application = TestApplication.in(directory).withConfigCentre()) {
            application.configuration().holding(TestApplication.NAME + ".gray-router", ownDocument("v1"));
            assertThat(application.gray().ownTable().hasDocument()).isFalse();

            application.gray().followOwnDocument();
            application.gray().followOwnDocument();
            String first = application.gray().ownTable().revision();
            application.configuration().push(TestApplication.NAME + ".gray-router", ownDocument("v2"));

            assertThat(application.gray().ownTable().hasDocument()).isTrue();
            assertThat(application.gray().ownTable().revision()).isNotEqualTo(first);
            assertThat(application.configuration().listenersOf(TestApplication.NAME + ".gray-router"))
                    .isOne();
        }
    }

    @Test
    void switchedOff_ownDocumentIsNotFollowed() {
        try (TestApplication off = TestApplication.in(directory, Map.of("dubbo.gray.enabled", "false"))
                .withConfigCentre()) {
            off.gray().followOwnDocument();

            assertThat(off.configuration().questions()).isZero();
            assertThat(off.gray().ownTable().hasDocument()).isFalse();
        }
    }

    private static String ownDocument(String version) {
        return document(version).replace(PROVIDER, TestApplication.NAME);
    }

    @Test
    void destroyedApplication_keepsNoDocuments() {
        TestApplication application = TestApplication.in(directory).withConfigCentre();
        application.configuration().holding(DATA_ID, document("v1"));
        Documents documents = application.gray().documents();
        documents.follow(PROVIDER, new AtomicInteger()::incrementAndGet);
        assertThat(documents.table(PROVIDER).hasDocument()).isTrue();

        application.close();

        assertThat(documents.table(PROVIDER)).isEqualTo(Table.withoutDocument(PROVIDER));
        assertThat(documents.describe()).isEmpty();
    }
}
