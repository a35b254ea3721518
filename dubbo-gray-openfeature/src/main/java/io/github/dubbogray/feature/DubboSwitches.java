package io.github.dubbogray.feature;

import io.github.dubbogray.feature.call.DubboCall;
import io.github.dubbogray.feature.text.DubboTexts;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.router.document.ConfigCentre;
import io.github.dubbogray.router.document.Documents;
import java.util.Optional;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Switches of a Dubbo application; loaded only where one is at hand. */
final class DubboSwitches {

    private DubboSwitches() {}

    static GraySwitches of(ApplicationModel model) {
        String name = Optional.ofNullable(model.tryGetApplicationName())
                .orElseThrow(
                        () -> new IllegalStateException("the application has no name yet; ask once it is configured"));
        return GraySwitches.of(
                name,
                new DubboTexts(name + GraySwitches.DATA_ID_ENDING, () -> ConfigCentre.of(model)),
                Optional.of(new LastGoodText(Documents.lastGoodFolder(model)
                        .resolve("switches")
                        .resolve(GraySwitches.fileName(name) + ".yaml"))),
                new DubboCall(model));
    }
}
