//! What follows from decisions once they are committed: who has to be woken, and what browsers are told.

use crate::live::LiveEvent;
use domain::event::Event;
use domain::message::Failure;

#[derive(Debug, Default)]
pub(crate) struct Consequences {
    /// Messages were queued.
    pub queued: bool,
    /// Messages left the outbox that others may stand behind.
    pub left: bool,
    pub http_calls: bool,
    /// Meta has to be asked for its list of templates.
    pub templates_outdated: bool,
    /// Meta told something of our numbers.
    pub numbers_changed: bool,
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
                    done.templates_outdated |= advance.failure.as_ref().is_some_and(is_about_template);
                    done.live.push(LiveEvent::MessageChanged { conversation, message });
                }
                Event::ConversationSaved(conversation) => {
                    done.live.push(LiveEvent::ConversationChanged { conversation: conversation.id });
                }
                Event::HttpCallRequested(_) => done.http_calls = true,
                Event::TemplateSaved(_) => done.tell(LiveEvent::TemplatesChanged),
                Event::TemplateChanged(change) if change.kind.is_notice() => {
                    done.live.push(LiveEvent::TemplateNotice { template: change.template, change: change.id });
                }
                Event::TemplatesOutdated => done.templates_outdated = true,
                Event::ContactSaved(_)
                | Event::ContactsMerged(_)
                | Event::MergeUndone { .. }
                | Event::StatusRecorded(_)
                | Event::SessionSaved(_)
                | Event::SessionEnded { .. }
                | Event::ErrandSet(_)
                | Event::EventRecorded(_)
                | Event::ActivityNoted(_)
                | Event::TemplateChanged(_)
                | Event::MessageSuggested(_)
                | Event::ConsentRecorded(_) => {}
            }
        }
        done
    }

    /// Once is enough.
    fn tell(&mut self, event: LiveEvent) {
        if !self.live.contains(&event) {
            self.live.push(event);
        }
    }
}

/// Meta refused a message for its template: what we know of that one is not what Meta knows.
pub(crate) fn is_about_template(failure: &Failure) -> bool {
    failure.code.is_some_and(|code| (132_000..133_000).contains(&code))
}
