package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.memo.Memo;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.client.InstanceAddressURL;

/** A name under which a registry lists instances. */
public sealed interface RegistryService {

    /** Returns the name as the registry knows it. */
    String name();

    /** Found by application: the provider application's name. */
    record OfApplication(String name) implements RegistryService {

        /** How many are kept ready at least. */
        private static final int READY = 256;

        private static final Memo<String, OfApplication> KNOWN = new Memo<>(READY);

        /** Returns the one of a name; the same again, as each call asks. */
        static OfApplication named(String name) {
            return KNOWN.get(name, OfApplication::new);
        }
    }

    /** Found by interface: {@code providers:<interface>:<version>:<group>}, which Nacos lists apart. */
    record OfInterface(String name) implements RegistryService {

        /** As Dubbo reads it; names with a colon are refused by the registry of some old Windows servers. */
        private static final String SEPARATOR = System.getProperty("nacos.service.name.separator", ":");

        static OfInterface of(URL provider) {
            return new OfInterface("providers" + SEPARATOR + provider.getColonSeparatedKey());
        }
    }

    /** Returns the name under which a registry lists the instance behind a URL. */
    static RegistryService of(URL instance) {
        return instance instanceof InstanceAddressURL found
                ? OfApplication.named(found.getInstance().getServiceName())
                : OfInterface.of(instance);
    }
}
