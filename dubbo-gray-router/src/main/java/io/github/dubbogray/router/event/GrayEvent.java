package io.github.dubbogray.router.event;

/** Something that changed in gray release, for whoever watches. */
public sealed interface GrayEvent {

    /**
     * What an instance says of a label and what the registry says began to differ, or differ in another way now; once,
     * however many services list the instance.
     */
    record LabelDrifted(LabelDrift drift) implements GrayEvent {}

    /** The registry has what is no label under a label's key. */
    record LabelMalformed(MalformedLabel label) implements GrayEvent {}

    /** They agree again in every service, or the instance is gone, and that has stayed so for a while. */
    record DriftSettled(LabelDrift drift) implements GrayEvent {}
}
