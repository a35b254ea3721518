package io.github.dubbogray.router.document;

import io.github.dubbogray.router.event.DataId;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** What is to be done about a transition, outside of every lock and in the order of transitions. */
sealed interface Effect {

    /** Does it. */
    void on(Outside outside);

    /**
     * Who is told, and what is written to.
     *
     * @param listeners those who make something of the table
     */
    record Outside(Listeners listeners, GrayEvents events, Meters meters, LastGoodFile lastGood) {

        private static final Logger LOG = LoggerFactory.getLogger(Effect.class);

        /** Says that something is in force when every router has it, so that who hears it may rely on it. */
        private void change(GrayEvent event) {
            listeners.tell();
            events.publish(event);
        }
    }

    /** A text is in force. */
    record Accepted(GrayEvent.DocumentAccepted event) implements Effect {
        @Override
        public void on(Outside outside) {
            outside.meters().count(Meter.DOCUMENTS_ACCEPTED, event.application());
            outside.change(event);
        }
    }

    /** A text is news, and refused. */
    record Refused(GrayEvent.DocumentRefused event) implements Effect {
        @Override
        public void on(Outside outside) {
            outside.meters().count(Meter.DOCUMENTS_REFUSED, event.application());
            outside.events().publish(event);
        }
    }

    /** Something else is in force: the last good text, or nothing. */
    record Changed(GrayEvent event) implements Effect {
        @Override
        public void on(Outside outside) {
            outside.change(event);
        }
    }

    /** A text is to be kept; at last, as a disk takes longer than a routing table. */
    record Keep(String text) implements Effect {
        @Override
        public void on(Outside outside) {
            outside.lastGood().write(text);
        }
    }

    /** What was kept is of a document that is gone. */
    record Discard() implements Effect {
        @Override
        public void on(Outside outside) {
            outside.lastGood().delete();
        }
    }

    /** The config centre gives nothing good, and nothing was kept. */
    record NothingKept(String application) implements Effect {
        @Override
        public void on(Outside outside) {
            Outside.LOG.warn("No document " + DataId.of(application)
                    + ": the config centre gives none that is good, and "
                    + outside.lastGood().file() + " has none; only labels and tags apply");
        }
    }

    /** What was kept is no document, as after a change of the format or of the application's name. */
    record UselessKept(String application) implements Effect {
        @Override
        public void on(Outside outside) {
            Outside.LOG.error("The last good document " + outside.lastGood().file() + " is no document for "
                    + application + "; only labels and tags apply");
        }
    }
}
