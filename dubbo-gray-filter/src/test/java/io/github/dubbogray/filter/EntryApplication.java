package io.github.dubbogray.filter;

import io.github.dubbogray.router.GrayApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/**
 * A real application at an entry, in a Dubbo of its own, with a config centre in memory that holds its own document;
 * destroyed when closed.
 */
public final class EntryApplication implements AutoCloseable {

    /** Its name. */
    public static final String NAME = "demo-web";

    private static final String DATA_ID = NAME + ".gray-router";
    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: " + NAME
            + "\nlanes:\n  canary: { labels: { version: v2 } }\n  local: { labels: { version: v3 }, carry: false }\n";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final PushedDocuments documents = new PushedDocuments();

    /** Begins with a folder for last good documents, properties, and no document. */
    public EntryApplication(Path folder, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.gray.last-good.dir", folder.toString());
        model.getApplicationConfigManager().setApplication(new ApplicationConfig(NAME));
        model.modelEnvironment().setAppConfigMap(all);
        model.modelEnvironment().setDynamicConfiguration(documents);
    }

    /** Follows its own document, as at the application's start. */
    public EntryApplication started() {
        gray().followOwnDocument();
        return this;
    }

    /** Pushes a document with these further top-level keys. */
    public void publish(String rest) {
        documents.push(DATA_ID, HEAD + rest);
    }

    /** Returns how often the config centre was asked for a text. */
    public int questions() {
        return documents.questions.get();
    }

    /** Returns Dubbo's model. */
    public ApplicationModel model() {
        return model;
    }

    /** Returns the shared bean. */
    public GrayApplication gray() {
        return GrayApplication.of(model);
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
