package io.github.dubbogray.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.github.dubbogray.filter.HidingClassLoader;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Without the optional libraries on the class path")
class WithoutOptionalLibrariesTest {

    private static final String[] DUBBO_AND_NACOS = {
        "org.apache.dubbo.", "com.alibaba.nacos.", "io.github.dubbogray.filter.", "io.github.dubbogray.router."
    };

    private static ClassLoader without(String... more) {
        String[] hidden = new String[DUBBO_AND_NACOS.length + more.length];
        System.arraycopy(DUBBO_AND_NACOS, 0, hidden, 0, DUBBO_AND_NACOS.length);
        System.arraycopy(more, 0, hidden, DUBBO_AND_NACOS.length, more.length);
        return new HidingClassLoader(hidden);
    }

    private static Object in(ClassLoader there, Class<? extends Callable<?>> scene) throws Exception {
        return ((Callable<?>) there.loadClass(scene.getName())
                        .getDeclaredConstructor()
                        .newInstance())
                .call();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.dubbo.rpc.RpcContext",
                "com.alibaba.nacos.api.NacosFactory",
                "io.github.dubbogray.filter.GrayContext",
                "dev.openfeature.sdk.Client"
            })
    void library_isNotThere(String type) {
        assertThatThrownBy(() -> without("dev.openfeature.").loadClass(type))
                .isExactlyInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void fileWithoutAnyOfThem_givesTypedValues() throws Exception {
        assertThat(in(without("dev.openfeature."), Typed.class)).isEqualTo(true);
    }

    @Test
    void fileWithOpenFeatureAlone_isAProvider() throws Exception {
        assertThat(in(without(), Provided.class)).isEqualTo(true);
    }

    /** On both sides. */
    static final class Switched {

        private Switched() {}

        static Path file() throws IOException {
            Path file = Files.createTempFile("switches", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, ScriptedTexts.document("s: { type: boolean, default: true }"));
        }
    }

    /** For the other class loader. */
    public static final class Typed implements Callable<Boolean> {

        public Typed() {}

        @Override
        public Boolean call() throws Exception {
            try (GraySwitches switches = GraySwitches.ofFile(Switched.file())) {
                return switches.truth("s", false).get();
            }
        }
    }

    /** For the other class loader. */
    public static final class Provided implements Callable<Boolean> {

        public Provided() {}

        @Override
        public Boolean call() throws Exception {
            OpenFeatureAPI.getInstance().setProviderAndWait("alone", GraySwitchProvider.ofFile(Switched.file()));
            return OpenFeatureAPI.getInstance().getClient("alone").getBooleanValue("s", false);
        }
    }
}
