package io.github.dubbogray.router.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnknownPropertiesTest {

    private static List<String> inVariables(Map<String, String> variables) {
        return UnknownProperties.in(new UnknownProperties.Place("the environment", variables), List.of());
    }

    private static List<String> inFile(Map<String, String> properties) {
        return UnknownProperties.in(
                new UnknownProperties.Place("the environment", Map.of()),
                List.of(new UnknownProperties.Place("dubbo.properties", properties)));
    }

    @Nested
    class In {

        @Test
        void knownOnes_areNotTold() {
            Map<String, String> all =
                    KnownProperties.NAMES.stream().collect(Collectors.toMap(name -> name, name -> "any"));

            assertThat(inFile(all)).isEmpty();
            assertThat(inVariables(Map.of("DUBBO_GRAY_SERVED_BY", "true", "DUBBO_GRAYLOG", "x", "PATH", "/bin")))
                    .isEmpty();
            assertThat(inFile(Map.of("dubbo.gray.entry.headers[0]", "a", "dubbo.graylog", "x")))
                    .isEmpty();
        }

        @Test
        void misspelledOne_isToldWithThePlaceAndWhatWasMeant() {
            assertThat(inFile(Map.of("dubbo.gray.lables", "version=v2")))
                    .containsExactly(
                            "'dubbo.gray.lables' in dubbo.properties is no property of this library and changes"
                                    + " nothing; dubbo.gray.labels is one");
            assertThat(inVariables(Map.of("DUBBO_GRAY_ENTRY_TRUSTS", "none")))
                    .containsExactly("'DUBBO_GRAY_ENTRY_TRUSTS' in the environment is no property of this library and"
                            + " changes nothing; DUBBO_GRAY_ENTRY_TRUST is one");
        }

        @Test
        void anotherWord_isToldAlone() {
            assertThat(inFile(Map.of("dubbo.gray.wombats-per-kilometre", "1")))
                    .containsExactly("'dubbo.gray.wombats-per-kilometre' in dubbo.properties is no property of this"
                            + " library and changes nothing");
        }

        @Test
        void nameThatDoesNotPrint_isSpelledOut() {
            assertThat(inFile(Map.of("dubbo.gray.a\nb", "1")))
                    .singleElement()
                    .asString()
                    .doesNotContain("\n");
        }

        @Test
        void elementsOfAList_areToldOnce() {
            assertThat(inFile(Map.of("dubbo.gray.entry.header[0]", "a", "dubbo.gray.entry.header[1]", "b")))
                    .hasSize(1);
        }

        @Test
        void moreThanAnybodyReads_areNotAllTold() {
            Map<String, String> many = IntStream.range(0, 1_000)
                    .boxed()
                    .collect(Collectors.toMap(each -> "dubbo.gray.made-up-" + each, each -> "x"));

            assertThat(inFile(many)).hasSize(20);
        }

        @Test
        void applicationsOwn_areFoundInItsConfiguration() {
            FrameworkModel framework = new FrameworkModel();
            try {
                ApplicationModel application = framework.newApplication();
                application.modelEnvironment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.serve-by", "false")));

                assertThat(UnknownProperties.in(application))
                        .contains(
                                "'dubbo.gray.serve-by' in the application's configuration is no property of this library"
                                        + " and changes nothing; dubbo.gray.served-by is one");
            } finally {
                framework.destroy();
            }
        }
    }
}
