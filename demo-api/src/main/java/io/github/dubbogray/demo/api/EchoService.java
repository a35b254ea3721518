package io.github.dubbogray.demo.api;

/** Says who answers. */
public interface EchoService {

    /** Returns the message together with who answered and what the call carried. */
    Answer echo(String message);

    /** Answers after a pause, for calls that are in flight when something happens. */
    Answer echoSlowly(String message, long pauseMillis);
}
