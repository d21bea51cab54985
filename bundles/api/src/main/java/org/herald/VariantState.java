package org.herald;

/** Where a variant is on its way to the network. */
public enum VariantState {
    /** Waiting until somebody who publishes as the profile approves it. */
    SUBMITTED,
    /** Waiting for the time that a person chose. */
    PLANNED,
    /** Waiting for its turn, or for the network to be ready. */
    QUEUED,
    /** The call to the network is being made. */
    SENDING,
    /** On the network. */
    SENT,
    /** Not on the network; a person must act. */
    REFUSED,
    /** Perhaps on the network: being looked up, and if that cannot tell, a person decides. */
    UNCERTAIN,
    /** Being deleted from the network. */
    WITHDRAWING,
    /** Was on the network, and was taken back; or was taken back, or refused by a person, before it was sent. */
    WITHDRAWN;

    /** Tells whether nothing will change it any more without a person, or before its time. */
    public boolean isSettled() {
        return this == SUBMITTED || this == PLANNED || this == SENT || this == REFUSED || this == WITHDRAWN;
    }
}
