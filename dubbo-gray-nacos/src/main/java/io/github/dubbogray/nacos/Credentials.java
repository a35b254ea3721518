package io.github.dubbogray.nacos;

/** Who asks a server. No text of these shows a secret. */
public sealed interface Credentials {

    /** Nobody in particular, for a server without accounts. */
    Credentials NONE = new Anonymous();

    /** Nobody in particular. */
    record Anonymous() implements Credentials {}

    /** An account of Nacos; its token is asked for when it is needed first, and again when it is over. */
    record Account(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "user " + user;
        }
    }

    /** A token that somebody else has asked for. */
    record Token(String token) implements Credentials {
        @Override
        public String toString() {
            return "a token";
        }
    }
}
