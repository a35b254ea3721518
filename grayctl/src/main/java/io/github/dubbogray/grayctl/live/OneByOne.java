package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A change of an instance in every service that it is in, which Nacos takes service by service. */
public final class OneByOne {

    private OneByOne() {}

    /**
     * Changes each in turn.
     *
     * @throws NacosRequestException if the first change fails: nothing is changed then
     * @throws HalfDone if a later one fails
     */
    public static void change(List<Registration> registrations, Consumer<Registration> change) {
        for (int done = 0; done < registrations.size(); done++) {
            try {
                change.accept(registrations.get(done));
            } catch (NacosRequestException failure) {
                if (done == 0) {
                    throw failure;
                }
                throw new HalfDone(
                        failure,
                        "it was changed in " + names(registrations.subList(0, done)) + ", and not in "
                                + names(registrations.subList(done, registrations.size()))
                                + "; the same command again changes the rest");
            }
        }
    }

    private static String names(List<Registration> registrations) {
        return registrations.stream().map(each -> each.service().name()).collect(Collectors.joining(", "));
    }

    /** Nacos has taken a part of a change; the message names both parts. */
    public static final class HalfDone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final NacosRequestException failure;

        private HalfDone(NacosRequestException failure, String parts) {
            super(parts, failure);
            this.failure = failure;
        }

        /** Returns why Nacos did not take the rest. */
        public NacosRequestException failure() {
            return failure;
        }
    }
}
