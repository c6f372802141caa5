//! Webhook bodies: nothing makes the parser panic, and what it has read can be written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use whatsapp::webhook::{Change, Notification, earliest_timestamp};

fuzz_target!(|body: &[u8]| {
    earliest_timestamp(body);
    let Ok(notification) = Notification::parse(body) else { return };
    for (_, change) in notification.changes() {
        if let Change::Messages(value) = change {
            for message in &value.messages {
                message.content.preview();
                message.content.text_for_matching();
                value.sender_of(message);
            }
        }
    }
    let written = serde_json::to_vec(&notification).expect("what was read can be written");
    let again = Notification::parse(&written).expect("what was written can be read");
    assert_eq!(again.changes().count(), notification.changes().count());
});
