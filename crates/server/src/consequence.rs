//! What follows from decisions once they are committed: who has to be woken, and what browsers are told.

use crate::live::LiveEvent;
use domain::event::Event;

#[derive(Debug, Default)]
pub(crate) struct Consequences {
    /// Messages were queued.
    pub queued: bool,
    /// Messages left the outbox that others may stand behind.
    pub left: bool,
    pub http_calls: bool,
    pub live: Vec<LiveEvent>,
}

impl Consequences {
    pub(crate) fn of(events: &[Event]) -> Self {
        let mut done = Self::default();
        for event in events {
            match event {
                Event::MessageReceived(message) => {
                    done.live
                        .push(LiveEvent::MessageChanged { conversation: message.conversation, message: message.id });
                }
                Event::MessageQueued(outgoing) => {
                    done.queued = true;
                    let message = &outgoing.message;
                    done.live
                        .push(LiveEvent::MessageChanged { conversation: message.conversation, message: message.id });
                }
                Event::MessageAdvanced(advance) => {
                    let (conversation, message) = (advance.conversation, advance.message);
                    done.left |= advance.wamid.is_some();
                    done.live.push(LiveEvent::MessageChanged { conversation, message });
                }
                Event::ConversationSaved(conversation) => {
                    done.live.push(LiveEvent::ConversationChanged { conversation: conversation.id });
                }
                Event::HttpCallRequested(_) => done.http_calls = true,
                Event::ContactSaved(_)
                | Event::ContactsMerged(_)
                | Event::MergeUndone { .. }
                | Event::StatusRecorded(_)
                | Event::SessionSaved(_)
                | Event::SessionEnded { .. }
                | Event::ErrandSet(_)
                | Event::EventRecorded(_)
                | Event::ActivityNoted(_)
                | Event::ConsentRecorded(_) => {}
            }
        }
        done
    }
}
