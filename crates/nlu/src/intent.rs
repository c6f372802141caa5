//! What a message wants: intents trained from a few examples each.
