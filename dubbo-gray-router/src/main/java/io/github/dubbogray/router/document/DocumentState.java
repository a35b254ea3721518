package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.DegradedFor;
import io.github.dubbogray.router.event.DocumentOrigin;
import io.github.dubbogray.router.event.GrayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far the document of one application has come; immutable. Each transition answers the state after it and what is to be
 * done about it, and nothing is done here, but that the last good text is asked for where nothing is in force; where nothing
 * is to change, the state after it is this one.
 *
 * <p>A removal counts where somebody was seen to do it: pushed on the connection on which the document was seen last, or
 * confirmed by an operator. One that is first seen after a connection was broken may be a server that lost its data; what is
 * in force, or was kept, stays then. Dubbo may answer a failed fetch as it answers a missing document, with nothing; so
 * nothing fetched says something only after {@value #CONFIRMATIONS} such answers of a reachable config centre in a row.
 *
 * @param search whether the last good text was looked for because nothing answered, which is done once
 */
record DocumentState(InForce inForce, Heard heard, Offered offered, Search search) {

    /** How many empty answers in a row mean that there is no document. */
    static final int CONFIRMATIONS = 3;

    /** Whether the last good text was looked for because nothing answered. */
    enum Search {
        NOT_YET,
        DONE
    }

    /**
     * What a transition leads to.
     *
     * @param effects in the order in which they are to be done
     */
    record Step(DocumentState next, List<Effect> effects) {

        Step {
            effects = List.copyOf(effects);
        }

        /** Returns one that leads to a state, with nothing to do about it. */
        private static Step to(DocumentState next) {
            return new Step(next, List.of());
        }

        /** Returns this one with something done first. */
        private Step after(Effect first) {
            List<Effect> all = new ArrayList<>(List.of(first));
            all.addAll(effects);
            return new Step(next, all);
        }
    }

    /** Returns that of an application of which nothing is known. */
    static DocumentState unknown(String application) {
        return new DocumentState(
                new InForce.Nothing(Table.withoutDocument(application)),
                new Heard.Answers(0),
                new Offered.Nothing(),
                Search.NOT_YET);
    }

    /**
     * A text was pushed; a blank one means that the document is gone.
     *
     * @param isUnbroken whether it came on the connection on which the document was seen last
     */
    Step pushed(String text, boolean isUnbroken, Supplier<Optional<String>> lastGood) {
        DocumentState heardOf = new DocumentState(inForce, new Heard.Pushes(), offered, search);
        if (!text.isBlank()) {
            return heardOf.offered(text, DocumentOrigin.CONFIG_CENTRE, lastGood);
        }
        return isUnbroken ? heardOf.deleted() : heardOf.missing(lastGood);
    }

    /** A text was pushed and could not be taken over: what is fetched counts again. */
    Step missed() {
        return Step.to(new DocumentState(inForce, new Heard.Answers(0), offered, search));
    }

    /** An operator says that the document was to go; nothing where nobody doubts it. */
    Step removalConfirmed() {
        return isRemovalDoubted() ? deleted() : Step.to(this);
    }

    /** Returns whether the document is gone and nobody was seen to remove it. */
    boolean isRemovalDoubted() {
        return inForce instanceof InForce.Document document && document.origin() == DocumentOrigin.LAST_GOOD_REMOVED;
    }

    /**
     * A text was fetched, or nothing; which may be older than one that was pushed meanwhile.
     *
     * @param origin where it was fetched from: the config centre, or the copy of its client
     */
    Step fetched(String text, DocumentOrigin origin, Supplier<Optional<String>> lastGood) {
        if (!(heard instanceof Heard.Answers answers)) {
            return Step.to(this);
        }
        boolean isEmpty = text.isBlank();
        int empty = isEmpty && origin == DocumentOrigin.CONFIG_CENTRE ? answers.emptyInARow() + 1 : 0;
        DocumentState asked = new DocumentState(inForce, new Heard.Answers(empty), offered, search);
        if (!isEmpty) {
            return asked.offered(text, origin, lastGood);
        }
        if (empty >= CONFIRMATIONS) {
            return asked.missing(lastGood);
        }
        return asked.withLastGood(
                origin == DocumentOrigin.CONFIG_CENTRE
                        ? DocumentOrigin.LAST_GOOD_UNCONFIRMED
                        : DocumentOrigin.LAST_GOOD_FILE,
                lastGood);
    }

    /** Nothing answers. */
    Step unanswered(Supplier<Optional<String>> lastGood) {
        if (search == Search.DONE || inForce instanceof InForce.Document) {
            return Step.to(this);
        }
        return new DocumentState(inForce, heard, offered, Search.DONE)
                .withLastGood(DocumentOrigin.LAST_GOOD_FILE, lastGood);
    }

    /** The very same text from the very same place is not read again, whatever it was found to be. */
    private Step offered(String text, DocumentOrigin origin, Supplier<Optional<String>> lastGood) {
        Offered.Text offer = new Offered.Text(DocumentReader.revisionOf(text), origin);
        if (offer.equals(offered)) {
            return Step.to(this);
        }
        DocumentState known = new DocumentState(inForce, heard, offer, search);
        Reading reading = DocumentReader.read(application(), text);
        if (reading instanceof Reading.Accepted accepted) {
            return known.accepted(accepted, text, origin);
        }
        Step instead = known.goingOnWithout(origin, lastGood);
        return reading instanceof Reading.Refused refused && !offered.isRevision(offer.revision())
                ? instead.after(new Effect.Refused(new GrayEvent.DocumentRefused(
                        application(), refused.revision(), inForce.table().revision(), refused.problems(), origin)))
                : instead;
    }

    private Step accepted(Reading.Accepted accepted, String text, DocumentOrigin origin) {
        Table table = accepted.table();
        return new Step(
                with(new InForce.Document(table, text, origin)),
                List.of(
                        new Effect.Accepted(new GrayEvent.DocumentAccepted(
                                table.application(), table.revision(), accepted.remarks(), origin)),
                        new Effect.Keep(text)));
    }

    /** Keeps the table in force, or takes the last good one where there is none yet. */
    private Step goingOnWithout(DocumentOrigin refused, Supplier<Optional<String>> lastGood) {
        DocumentOrigin instead = refused == DocumentOrigin.CONFIG_CENTRE
                ? DocumentOrigin.LAST_GOOD_INSTEAD
                : DocumentOrigin.LAST_GOOD_FILE;
        if (inForce instanceof InForce.Document document) {
            return Step.to(
                    document.origin() == DocumentOrigin.CONFIG_CENTRE
                            ? this
                            : with(new InForce.Document(document.table(), document.text(), instead)));
        }
        return withLastGood(instead, lastGood);
    }

    /** There is no document, and nobody was seen to remove one: what is in force or kept stays. */
    private Step missing(Supplier<Optional<String>> lastGood) {
        DocumentState without = new DocumentState(inForce, heard, new Offered.Nothing(), search);
        return inForce instanceof InForce.Document document
                ? Step.to(without.with(
                        new InForce.Document(document.table(), document.text(), DocumentOrigin.LAST_GOOD_REMOVED)))
                : without.withLastGood(DocumentOrigin.LAST_GOOD_REMOVED, lastGood);
    }

    private Step deleted() {
        DocumentState without = new DocumentState(
                new InForce.Nothing(Table.withoutDocument(application())), heard, new Offered.Nothing(), search);
        return new Step(
                without,
                inForce instanceof InForce.Document
                        ? List.of(new Effect.Discard(), new Effect.Changed(new GrayEvent.DocumentGone(application())))
                        : List.of(new Effect.Discard()));
    }

    /** Takes the last good text where nothing is in force. */
    private Step withLastGood(DocumentOrigin origin, Supplier<Optional<String>> lastGood) {
        if (inForce instanceof InForce.Document) {
            return Step.to(this);
        }
        Optional<String> text = lastGood.get();
        if (text.isEmpty()) {
            return new Step(
                    this,
                    switch (origin) {
                        case LAST_GOOD_UNCONFIRMED, LAST_GOOD_REMOVED -> List.of(); // there may never have been one
                        default -> List.of(new Effect.NothingKept(application()));
                    });
        }
        if (DocumentReader.read(application(), text.get()) instanceof Reading.Accepted accepted) {
            Table table = accepted.table();
            return new Step(
                    with(new InForce.Document(table, text.get(), origin)),
                    List.of(new Effect.Changed(
                            new GrayEvent.LastGoodInForce(table.application(), table.revision(), origin))));
        }
        return new Step(this, List.of(new Effect.UselessKept(application())));
    }

    /** Returns whether neither the config centre has said anything of the document nor a copy of it is in force. */
    boolean isAwaited() {
        return inForce instanceof InForce.Nothing
                && offered instanceof Offered.Nothing
                && heard instanceof Heard.Answers answers
                && answers.emptyInARow() == 0;
    }

    /** Returns how it stands, while there is a connection. */
    DocumentStatus.State status() {
        return refused().isPresent() ? DocumentStatus.State.REFUSED : inForce.status();
    }

    /**
     * Returns why what is in force may not be what the config centre has; empty where it is.
     *
     * @param isConnected whether there is a connection to it
     */
    Optional<DegradedFor> degraded(boolean isConnected) {
        Optional<DegradedFor> reason = inForce.from().flatMap(DocumentState::reasonOf);
        return reason.isPresent() || isConnected ? reason : Optional.of(DegradedFor.AWAY);
    }

    private static Optional<DegradedFor> reasonOf(DocumentOrigin origin) {
        return switch (origin) {
            case CLIENT_COPY, LAST_GOOD_FILE -> Optional.of(DegradedFor.AWAY);
            case LAST_GOOD_UNCONFIRMED -> Optional.of(DegradedFor.UNCONFIRMED);
            case LAST_GOOD_REMOVED -> Optional.of(DegradedFor.REMOVED);
            case CONFIG_CENTRE, LAST_GOOD_INSTEAD -> Optional.empty();
        };
    }

    /** Returns the revision of the newest text where that is not the one in force. */
    Optional<String> refused() {
        return offered instanceof Offered.Text text
                        && !text.isRevision(inForce.table().revision())
                ? Optional.of(text.revision())
                : Optional.empty();
    }

    private DocumentState with(InForce other) {
        return new DocumentState(other, heard, offered, search);
    }

    private String application() {
        return inForce.table().application();
    }
}
