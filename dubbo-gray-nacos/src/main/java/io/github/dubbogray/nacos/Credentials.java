package io.github.dubbogray.nacos;

/** Who asks a server. As a text it goes on after "asked", and shows no secret. */
public sealed interface Credentials {

    /** Nobody in particular, for a server without accounts. */
    Credentials NONE = new Anonymous();

    /** Nobody in particular. */
    record Anonymous() implements Credentials {
        @Override
        public String toString() {
            return "without an account";
        }
    }

    /** An account of Nacos; its token is asked for when it is needed first, and again when it is over. */
    record Account(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "by user " + user;
        }
    }

    /** A token that somebody else has asked for. */
    record Token(String token) implements Credentials {
        @Override
        public String toString() {
            return "with a token";
        }
    }

    /** An access key, with which each request is signed; servers of Alibaba Cloud ask for one. Neither part is blank. */
    record AccessKey(String id, String secret) implements Credentials {
        /** Refuses a part that is blank. */
        public AccessKey {
            if (id.isBlank() || secret.isBlank()) {
                throw new IllegalArgumentException("a part of the access key is blank");
            }
        }

        @Override
        public String toString() {
            return "with access key " + id;
        }
    }
}
