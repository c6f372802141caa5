//! What is decided when a customer writes, Meta reports, a person acts or time passes: stories over a world in memory.

#![expect(clippy::expect_used, reason = "a story says what it expects")]

use domain::activity::ActivityKind;
use domain::conversation::{Conversation, Owner, Status};
use domain::decide::action::{Action, Actor, act};
use domain::decide::speak::Unsaid;
use domain::decide::{Turn, inbound, status, wake};
use domain::event::Event;
use domain::flow::document::Flow;
use domain::id::{FlowId, IdSource, NumberId, UserId, WorkspaceId};
use domain::message::{MessageStatus, Outgoing};
use domain::number::{Health, Number};
use domain::policy::Reason;
use domain::time::Timestamp;
use domain::world::{FlowBook, KnownMessage, PublishedFlow, World};
use std::sync::Arc;
use std::time::Duration;
use whatsapp::message::{Envelope, Message};
use whatsapp::webhook::{ContactCard, Content, InboundMessage};

const NUMBER: &str = "106540352242922";
const ANA: &str = "34600111222";
const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

const SHOP: &str = "
name: Tienda
language: es
triggers: [{any_message: true}]
start: pregunta
nodes:
  pregunta:
    ask: {text: '¿Número de pedido?', save_as: pedido, type: number, timeout: 10m}
    on_timeout: adios
    next: gracias
  gracias:
    say: {text: 'Gracias, {{ pedido }}'}
    next: persona
  persona:
    hand_over: {note: revisar pedido}
  adios:
    say: {text: Hasta luego}
    next: fin
  fin:
    end: {}
";

/// One person's story: a world, a clock and everything that was decided.
struct Story {
    now: Timestamp,
    ids: IdSource,
    world: World,
    count: u32,
    said: Vec<Outgoing>,
    notes: Vec<ActivityKind>,
    events: Vec<Event>,
}

impl Story {
    fn new(flow: Option<&str>) -> Self {
        let mut ids = IdSource::new(1);
        let now = Timestamp::from_seconds(1_790_000_000);
        let number = Number {
            id: NumberId::new(&mut ids, now),
            workspace: WorkspaceId::new(&mut ids, now),
            phone_number_id: NUMBER.into(),
            waba_id: "1".into(),
            display_phone_number: "+34 911 22 33 44".into(),
            verified_name: "Tienda".into(),
            messages_per_second: 80,
            health: Health::Connected,
            simulated: true,
        };
        let mut world = World::new([number], Arc::default());
        if let Some(source) = flow {
            let document = Flow::parse(source).expect("the flow reads");
            let id = FlowId::new(&mut ids, now);
            let published = PublishedFlow { id, version: 1, name: document.name.clone(), document };
            world.flows = Arc::new(FlowBook::new(vec![Arc::new(published)], []));
        }
        Self { now, ids, world, count: 0, said: vec![], notes: vec![], events: vec![] }
    }

    fn turn<T>(&mut self, decide: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        let mut turn = Turn::new(self.now, &mut self.ids, &mut self.world);
        let result = decide(&mut turn);
        let events = turn.finish();
        for event in &events {
            match event {
                Event::MessageQueued(outgoing) => {
                    let message = &outgoing.message;
                    self.world.add_message(KnownMessage {
                        id: message.id,
                        conversation: message.conversation,
                        status: MessageStatus::Accepted,
                        wamid: Some(format!("wamid.out{}", self.said.len())),
                    });
                    self.said.push((**outgoing).clone());
                }
                Event::ActivityNoted(activity) => self.notes.push(activity.kind.clone()),
                _ => {}
            }
        }
        self.events.extend(events);
        result
    }

    fn hears(&mut self, content: Content) {
        self.count += 1;
        let message = InboundMessage::new(ANA, format!("wamid.in{}", self.count), self.now.0 / 1000, content);
        self.receives(&message).expect("usable");
    }

    fn hears_text(&mut self, text: &str) {
        self.hears(Content::text(text));
    }

    fn receives(&mut self, message: &InboundMessage) -> Result<(), inbound::Unusable> {
        let mut card = ContactCard { wa_id: message.from.clone(), ..ContactCard::default() };
        card.profile.name = Some("Ana".into());
        self.turn(|turn| inbound::received(turn, NUMBER, Some(&card), message))
    }

    fn conversation(&self) -> &Conversation {
        let mut all = self.world.conversations();
        let one = all.next().expect("a conversation");
        assert!(all.next().is_none(), "one conversation only");
        one
    }

    fn acts(&mut self, action: Action) -> Result<Option<domain::message::Message>, Unsaid> {
        let conversation = self.conversation().id;
        let agent = Actor::Agent(UserId::new(&mut IdSource::new(9), Timestamp(0)));
        self.turn(|turn| act(turn, conversation, agent, action))
    }

    fn sends(&mut self, text: &str) -> Result<Option<domain::message::Message>, Unsaid> {
        self.acts(Action::Send { message: Message::text(text), template: None, quotes: None })
    }

    fn passes(&mut self, span: Duration) {
        self.now = self.now.plus(span);
    }

    fn texts(&self) -> Vec<&str> {
        self.said.iter().map(|outgoing| outgoing.message.preview.as_str()).collect()
    }

    fn reports(&mut self, wamid: &str, word: &str) {
        let reported = serde_json::from_value(serde_json::json!({
            "id": wamid, "status": word, "timestamp": (self.now.0 / 1000).to_string(),
            "errors": if word == "failed" { serde_json::json!([{"code": 131_050, "title": "stopped"}]) } else { serde_json::json!([]) },
        }))
        .expect("a status");
        self.turn(|turn| status::reported(turn, &reported));
    }

    fn advances(&self) -> Vec<MessageStatus> {
        let advances = self.events.iter().filter_map(|event| match event {
            Event::MessageAdvanced(advance) => Some(advance.status),
            _ => None,
        });
        advances.collect()
    }
}

#[test]
fn a_first_message_makes_contact_conversation_and_window_and_the_flow_answers() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    let conversation = story.conversation().clone();
    assert_eq!((conversation.status, conversation.owner, conversation.unread), (Status::Open, Owner::Bot, 1));
    assert_eq!(conversation.window_expires_at, Some(story.now.plus(DAY)));
    assert_eq!(story.world.contact(conversation.contact).map(|contact| contact.name.as_str()), Some("Ana"));
    assert_eq!(story.texts(), ["¿Número de pedido?"]);
    let Envelope { to, biz_opaque_callback_data, .. } = &story.said[0].envelope;
    assert_eq!(to.as_deref(), Some("+34600111222"));
    assert_eq!(biz_opaque_callback_data.as_deref(), Some(story.said[0].message.id.to_string().as_str()));
    assert_eq!(story.notes, [ActivityKind::FlowStarted { flow: "Tienda".into() }]);
}

#[test]
fn a_second_copy_of_a_message_changes_nothing() {
    let mut story = Story::new(Some(SHOP));
    let message = InboundMessage::new(ANA, "wamid.same", story.now.0 / 1000, Content::text("hola"));
    story.receives(&message).expect("usable");
    let (said, events, conversation) = (story.said.len(), story.events.len(), story.conversation().clone());
    story.passes(MINUTE);
    story.receives(&message).expect("usable");
    assert_eq!((story.said.len(), story.events.len(), story.conversation()), (said, events, &conversation));
}

#[test]
fn what_cannot_be_used_says_why() {
    let mut story = Story::new(None);
    let at = story.now.0 / 1000;
    let message = InboundMessage::new(ANA, "wamid.1", at, Content::text("hola"));
    let elsewhere = story.turn(|turn| inbound::received(turn, "999", None, &message));
    let nobody = InboundMessage { from: None, ..InboundMessage::new("", "wamid.2", at, Content::text("hola")) };
    let group = InboundMessage { group_id: Some("g".into()), ..message.clone() };
    assert_eq!(elsewhere, Err(inbound::Unusable::UnknownNumber));
    assert_eq!(story.turn(|turn| inbound::received(turn, NUMBER, None, &nobody)), Err(inbound::Unusable::Nobody));
    assert_eq!(story.receives(&group), Err(inbound::Unusable::Group));
    assert!(story.events.is_empty());
    assert_eq!(story.receives(&message), Ok(()), "a refusal must not make the message a known one");
}

#[test]
fn without_flows_a_conversation_belongs_to_nobody_and_waits() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    story.hears_text("¿hay alguien?");
    assert_eq!((story.conversation().owner, story.conversation().unread), (Owner::Nobody, 2));
    assert!(story.said.is_empty());
}

#[test]
fn a_flow_that_hands_over_leaves_the_conversation_to_a_person() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    story.hears_text("1042");
    assert_eq!(story.texts(), ["¿Número de pedido?", "Gracias, 1042"]);
    assert_eq!(story.conversation().owner, Owner::Human);
    assert!(story.notes.contains(&ActivityKind::HandedOver { note: "revisar pedido".into() }));
    story.hears_text("¿y bien?");
    assert_eq!(story.said.len(), 2, "the bot is silent once a person holds the conversation");
}

#[test]
fn stop_is_heard_confirmed_and_ends_the_flow_but_not_in_a_sentence() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    story.hears_text("STOP!!");
    let contact = story.world.contact(story.conversation().contact).expect("a contact");
    assert!(contact.consents.said_stop());
    assert!(story.texts()[1].starts_with("Listo: ya no te enviaremos más mensajes"));
    assert!(story.world.session(story.conversation().id).is_none());

    let mut other = Story::new(Some(SHOP));
    other.hears_text("stop, o Zé não vem");
    let contact = other.world.contact(other.conversation().contact).expect("a contact");
    assert!(!contact.consents.said_stop());
}

#[test]
fn a_tapped_row_that_reads_like_stop_is_a_choice_not_an_opt_out() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    let reply = serde_json::json!({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "x", "title": "Stop"}}});
    story.hears(serde_json::from_value(reply).expect("a reply"));
    assert!(!story.world.contact(story.conversation().contact).expect("a contact").consents.said_stop());
}

#[test]
fn an_agent_who_answers_takes_the_conversation_from_the_bot() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    let sent = story.sends("Soy Marta").expect("sent").expect("a message");
    assert_eq!(sent.status, MessageStatus::Queued);
    assert_eq!((story.conversation().owner, story.conversation().unread), (Owner::Human, 0));
    assert!(story.conversation().assignee.is_some());
    assert!(story.world.session(story.conversation().id).is_none());
    assert!(story.notes.contains(&ActivityKind::TakenOver));
    story.acts(Action::GiveBack).expect("given back");
    story.hears_text("hola");
    assert_eq!(story.texts().last(), Some(&"¿Número de pedido?"));
}

#[test]
fn free_text_is_refused_when_the_window_is_closed_and_a_block_is_a_block() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    story.passes(DAY);
    assert_eq!(story.sends("¿sigues ahí?"), Err(Unsaid::Refused(Reason::WindowClosed)));
    assert!(story.said.is_empty());
    assert_eq!(story.conversation().owner, Owner::Nobody, "a refused message changes nothing");

    let mut blocked = Story::new(None);
    blocked.hears_text("hola");
    let contact = blocked.conversation().contact;
    blocked.world.change_contact(contact, |contact| contact.blocked = true);
    assert_eq!(blocked.sends("hola"), Err(Unsaid::Refused(Reason::BlockedContact)));
}

#[test]
fn what_whatsapp_would_refuse_is_refused_here_first() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    let refused = story.sends(&"x".repeat(4097));
    assert!(matches!(refused, Err(Unsaid::Limit(_))), "{refused:?}");
}

#[test]
fn a_resolved_conversation_comes_back_as_a_new_episode() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    story.acts(Action::Resolve).expect("resolved");
    assert_eq!((story.conversation().status, story.conversation().owner), (Status::Resolved, Owner::Nobody));
    let began = story.conversation().episode_started_at;
    story.passes(MINUTE);
    story.hears_text("hola de nuevo");
    let conversation = story.conversation();
    assert_eq!((conversation.status, conversation.owner), (Status::Open, Owner::Bot));
    assert!(conversation.episode_started_at > began);
    assert_eq!(story.texts(), ["¿Número de pedido?", "¿Número de pedido?"]);
}

#[test]
fn a_question_nobody_answers_times_out_once() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    let conversation = story.conversation().id;
    story.passes(MINUTE);
    story.turn(|turn| wake::alarm(turn, conversation));
    assert_eq!(story.said.len(), 1, "not yet");
    story.passes(10 * MINUTE);
    story.turn(|turn| wake::alarm(turn, conversation));
    story.turn(|turn| wake::alarm(turn, conversation));
    assert_eq!(story.texts(), ["¿Número de pedido?", "Hasta luego"]);
    assert!(story.world.session(conversation).is_none());
}

#[test]
fn a_snoozed_conversation_wakes_when_its_time_has_come_or_the_customer_writes() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    let conversation = story.conversation().id;
    story.acts(Action::Snooze { until: story.now.plus(DAY) }).expect("snoozed");
    story.turn(|turn| wake::snooze_over(turn, conversation));
    assert_eq!(story.conversation().status, Status::Snoozed);
    story.passes(DAY);
    story.turn(|turn| wake::snooze_over(turn, conversation));
    assert_eq!(story.conversation().status, Status::Open);
    story.acts(Action::Snooze { until: story.now.plus(DAY) }).expect("snoozed");
    story.hears_text("ya estoy aquí");
    assert_eq!((story.conversation().status, story.conversation().snoozed_until), (Status::Open, None));
}

#[test]
fn statuses_only_move_forward_and_every_one_is_kept() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    for word in ["read", "sent", "delivered", "read"] {
        story.reports("wamid.out0", word);
    }
    assert_eq!(story.advances(), [MessageStatus::Read]);
    let kept = story.events.iter().filter(|event| matches!(event, Event::StatusRecorded(_))).count();
    assert_eq!(kept, 4);
}

#[test]
fn a_status_with_our_own_id_recognises_a_message_whose_answer_was_lost() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    let id = story.said[0].message.id;
    let conversation = story.conversation().id;
    story.world.add_message(KnownMessage { id, conversation, status: MessageStatus::Uncertain, wamid: None });
    let reported = serde_json::from_value(serde_json::json!({
        "id": "wamid.lost", "status": "sent", "timestamp": "1790000001", "biz_opaque_callback_data": id.to_string(),
    }))
    .expect("a status");
    story.turn(|turn| status::reported(turn, &reported));
    let advance = story.events.iter().find_map(|event| match event {
        Event::MessageAdvanced(advance) => Some(advance),
        _ => None,
    });
    let advance = advance.expect("it moved");
    assert_eq!((advance.message, advance.status), (id, MessageStatus::Sent));
    assert_eq!(advance.wamid.as_deref(), Some("wamid.lost"));
}

#[test]
fn a_failure_that_says_stop_is_taken_to_heart() {
    let mut story = Story::new(Some(SHOP));
    story.hears_text("hola");
    story.reports("wamid.out0", "failed");
    let contact = story.world.contact(story.conversation().contact).expect("a contact");
    assert_eq!(contact.consents.state(domain::consent::Category::Marketing), domain::consent::ConsentState::OptedOut);
    assert_eq!(story.advances(), [MessageStatus::Failed]);
}

#[test]
fn a_person_who_changes_number_stays_one_contact_and_leaves_the_old_number_behind() {
    let mut story = Story::new(None);
    story.hears_text("hola");
    let contact = story.conversation().contact;
    let system = serde_json::json!({"type": "system", "system": {"body": "Ana cambió", "type": "user_changed_number", "wa_id": "34600999888"}});
    story.hears(serde_json::from_value(system).expect("system"));
    let message = InboundMessage::new("34600999888", "wamid.new", story.now.0 / 1000, Content::text("soy yo"));
    story.receives(&message).expect("usable");
    assert_eq!(story.conversation().contact, contact);
    let stranger = InboundMessage::new(ANA, "wamid.stranger", story.now.0 / 1000, Content::text("¿quién?"));
    story.receives(&stranger).expect("usable");
    assert_eq!(story.world.conversations().count(), 2, "the old number now belongs to somebody else");
}

#[test]
fn a_reaction_is_kept_but_opens_no_window_and_wakes_nobody() {
    let mut story = Story::new(Some(SHOP));
    let reaction = serde_json::json!({"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}});
    story.hears(serde_json::from_value(reaction).expect("a reaction"));
    let conversation = story.conversation();
    assert_eq!((conversation.window_expires_at, conversation.unread), (None, 0));
    assert!(story.said.is_empty());
}
