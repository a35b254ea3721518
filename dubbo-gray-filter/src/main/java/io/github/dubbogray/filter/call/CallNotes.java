package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.context.Hops;
import io.github.dubbogray.filter.entry.EntryDecision;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What the stations of a call note on it for those that come later; see {@link Stations}. One on each invocation, made by
 * the first station that has something to note. An invocation within the process is of both sides, each with notes of its
 * own here. Of a call of which nothing is known but where it goes, as of most, the instance's URL stands in its place.
 */
final class CallNotes {

    private static final String KEY = "dubbo-gray.call";

    /** Caller's side: written by the calling thread for each try, read by it and, once the call is answered, by others. */
    private @Nullable URL callee;

    /** Caller's side: written and read by the calling thread, for each try. */
    private @Nullable String placedBy;

    /** Caller's side: written when the call has gone out, while its answer may arrive on another thread. */
    private volatile @Nullable Hops ofCaller;

    /** Provider's side: written before any filter sees the call. */
    private @Nullable EntryDecision entered;

    /** Provider's side: written when the service has returned, while its answer may be completed on another thread. */
    private volatile @Nullable Hops ofAnswer;

    private CallNotes() {}

    /** Returns the notes on a call, or null if there are none yet. */
    static @Nullable CallNotes on(Invocation call) {
        return call.get(KEY) instanceof CallNotes notes ? notes : null;
    }

    /** Returns the notes on a call, new ones if there are none yet; the same to tries that are made at once. */
    static CallNotes begin(Invocation call) {
        Map<Object, Object> attributes = call.getAttributes();
        while (true) {
            Object there = attributes.get(KEY);
            if (there instanceof CallNotes known) {
                return known;
            }
            CallNotes notes = new CallNotes();
            notes.callee = (URL) there;
            boolean isKept =
                    there == null ? attributes.putIfAbsent(KEY, notes) == null : attributes.replace(KEY, there, notes);
            if (isKept) {
                return notes;
            }
        }
    }

    /** Returns the instance the last try of a call goes to, or null if that is not known or nobody is to be told. */
    static @Nullable URL calleeOf(Invocation call) {
        Object there = call.get(KEY);
        return there instanceof CallNotes notes ? notes.callee : (URL) there;
    }

    /** Notes the instance that a try goes to, of which there may be several at once; allocates nothing but the entry. */
    static void callee(Invocation call, URL instance) {
        Map<Object, Object> attributes = call.getAttributes();
        Object there = attributes.putIfAbsent(KEY, instance);
        if (there instanceof URL && !attributes.replace(KEY, there, instance)) {
            there = attributes.get(KEY);
        }
        if (there instanceof CallNotes notes) {
            notes.callee = instance;
        }
    }

    /** Returns the text of the tag that the last try was placed by, or null for none. */
    @Nullable String placedBy() {
        return placedBy;
    }

    void placedBy(@Nullable String tag) {
        placedBy = tag;
    }

    /** Returns where the caller of an asynchronous call collects hops, or null. */
    @Nullable Hops ofCaller() {
        return ofCaller;
    }

    void ofCaller(Hops hops) {
        ofCaller = hops;
    }

    /** Returns what was decided for the call at this process's entry, or null if it is a hop's. */
    @Nullable EntryDecision entered() {
        return entered;
    }

    void entered(EntryDecision decision) {
        entered = decision;
    }

    /** Returns what an answer that is given later collects, or null. */
    @Nullable Hops ofAnswer() {
        return ofAnswer;
    }

    void ofAnswer(Hops hops) {
        ofAnswer = hops;
    }
}
