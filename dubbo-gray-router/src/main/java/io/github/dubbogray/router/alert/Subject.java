package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.router.event.GrayEvent;

/** Whom an incident is about. */
sealed interface Subject {

    /** The provider application. */
    String application();

    String lane();

    /** Returns its name, which is the same in every process that sees it. */
    String key();

    /** Says it, to be put before what happened. */
    String describe();

    /** Returns whether it is out now, or not yet back as it was. */
    boolean isOut(ApplicationWatch watch);

    /** Returns whom an event is about. */
    static Subject of(GrayEvent.HealthChanged event) {
        HealthEvent news = event.news();
        return news instanceof HealthEvent.OfInstance one
                ? new OfInstance(event.application(), news.lane(), one.instance())
                : new OfLane(event.application(), news.lane());
    }

    /** A lane. */
    record OfLane(String application, String lane) implements Subject {
        @Override
        public String key() {
            return "dubbo-gray/" + application + "/" + lane;
        }

        @Override
        public String describe() {
            return "lane " + lane;
        }

        @Override
        public boolean isOut(ApplicationWatch watch) {
            return watch.lane(lane)
                    .filter(held -> held.trip().intake() != Absence.Intake.ALL)
                    .isPresent();
        }
    }

    /** An instance of a lane. */
    record OfInstance(String application, String lane, String instance) implements Subject {
        @Override
        public String key() {
            return "dubbo-gray/" + application + "/" + lane + "/" + instance;
        }

        @Override
        public String describe() {
            return instance + " of lane " + lane;
        }

        @Override
        public boolean isOut(ApplicationWatch watch) {
            return watch.lane(lane)
                    .flatMap(held -> held.instance(instance))
                    .filter(InstanceWatch::isOut)
                    .isPresent();
        }
    }
}
