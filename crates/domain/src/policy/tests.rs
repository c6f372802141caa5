use super::Form::FreeForm;
use super::Purpose::{Campaign, Notification, Reply};
use super::TemplateCategory::{Authentication, Marketing, Utility};
use super::TemplateStatus::{Approved, NotApproved, Paused, Unknown};
use super::*;
use crate::consent::{ConsentRecord, ConsentSource};
use crate::id::{ContactId, IdSource};
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
/// 2027-01-15 12:00 UTC.
const NOON: Timestamp = Timestamp(1_800_014_400_000);
const OPEN: Option<Timestamp> = Some(Timestamp(NOON.0 + HOUR));
const CLOSED: Option<Timestamp> = Some(Timestamp(NOON.0 - HOUR));

const fn template(category: TemplateCategory) -> Form {
    Form::Template { category, status: Approved }
}

fn consents(marketing: ConsentState, utility: ConsentState) -> Consents {
    let contact = ContactId::new(&mut IdSource::new(1), NOON);
    let mut consents = Consents::default();
    for (category, state) in [(Category::Marketing, marketing), (Category::Utility, utility)] {
        consents.record(&ConsentRecord::new(contact, category, state, (ConsentSource::Word, ""), NOON));
    }
    consents
}

fn everyday(consents: &Consents) -> Circumstances<'_> {
    Circumstances {
        number: Health::Connected,
        contact_blocked: false,
        consents,
        window_expires_at: OPEN,
        form: FreeForm,
        purpose: Reply,
        quiet_hours: None,
        frequency_cap: None,
        tier_room: None,
    }
}

fn word(verdict: Verdict) -> &'static str {
    verdict.refusal().map_or("allowed", Reason::as_str)
}

#[test]
fn window_and_templates() {
    let unknown = Consents::default();
    let in_status = |status| Form::Template { category: Utility, status };
    for (form, window, purpose, expected) in [
        (FreeForm, OPEN, Reply, "allowed"),
        (FreeForm, CLOSED, Reply, "window_closed"),
        (FreeForm, None, Reply, "window_closed"),
        (FreeForm, Some(NOON), Reply, "window_closed"),
        (FreeForm, OPEN, Notification, "allowed"),
        (FreeForm, CLOSED, Notification, "window_closed"),
        (in_status(Approved), CLOSED, Reply, "allowed"),
        (in_status(Approved), None, Notification, "allowed"),
        (in_status(Paused), OPEN, Reply, "template_paused"),
        (in_status(NotApproved), OPEN, Reply, "template_not_approved"),
        (in_status(Unknown), CLOSED, Notification, "allowed"),
        (in_status(Unknown), CLOSED, Campaign, "template_not_approved"),
    ] {
        let circumstances = Circumstances { form, window_expires_at: window, purpose, ..everyday(&unknown) };
        assert_eq!(word(may_send(NOON, &circumstances)), expected, "{form:?} {window:?} {purpose}");
    }
}

#[test]
fn consent_by_form_and_purpose() {
    // For each: consent unknown, opted in, opted out of both.
    for (form, window, purpose, expected) in [
        (FreeForm, OPEN, Reply, ["allowed", "allowed", "allowed"]),
        (FreeForm, OPEN, Notification, ["allowed", "allowed", "opted_out"]),
        (FreeForm, OPEN, Campaign, ["no_consent", "allowed", "opted_out"]),
        (template(Utility), OPEN, Reply, ["allowed", "allowed", "allowed"]),
        (template(Utility), CLOSED, Reply, ["allowed", "allowed", "opted_out"]),
        (template(Utility), OPEN, Notification, ["allowed", "allowed", "opted_out"]),
        (template(Utility), CLOSED, Notification, ["allowed", "allowed", "opted_out"]),
        (template(Utility), CLOSED, Campaign, ["no_consent", "allowed", "opted_out"]),
        (template(Marketing), OPEN, Reply, ["allowed", "allowed", "opted_out"]),
        (template(Marketing), CLOSED, Reply, ["no_consent", "allowed", "opted_out"]),
        (template(Marketing), OPEN, Notification, ["no_consent", "allowed", "opted_out"]),
        (template(Marketing), CLOSED, Campaign, ["no_consent", "allowed", "opted_out"]),
        (template(Authentication), CLOSED, Notification, ["allowed", "allowed", "allowed"]),
        (template(Authentication), CLOSED, Campaign, ["no_consent", "allowed", "opted_out"]),
    ] {
        let states = [ConsentState::Unknown, ConsentState::OptedIn, ConsentState::OptedOut];
        for (state, expected) in states.into_iter().zip(expected) {
            let consents = consents(state, state);
            let circumstances = Circumstances { form, window_expires_at: window, purpose, ..everyday(&consents) };
            assert_eq!(word(may_send(NOON, &circumstances)), expected, "{form:?} {window:?} {purpose} {state}");
        }
    }
}

#[test]
fn the_switch_in_whatsapp_stops_marketing_and_nothing_else() {
    let contact = ContactId::new(&mut IdSource::new(1), NOON);
    let mut consents = consents(ConsentState::OptedIn, ConsentState::OptedIn);
    consents.record(&ConsentRecord::marketing_stopped(contact, NOON));
    for (form, purpose, expected) in [
        (template(Marketing), Campaign, "opted_out"),
        (template(Marketing), Reply, "opted_out"),
        (template(Utility), Notification, "allowed"),
        (template(Utility), Campaign, "allowed"),
        (FreeForm, Reply, "allowed"),
    ] {
        let circumstances = Circumstances { form, purpose, ..everyday(&consents) };
        assert_eq!(word(may_send(NOON, &circumstances)), expected, "{form:?} {purpose}");
    }
}

#[test]
fn number_and_block() {
    let willing = consents(ConsentState::OptedIn, ConsentState::OptedIn);
    for (number, contact_blocked, window, form, purpose, expected) in [
        (Health::Blocked, false, OPEN, FreeForm, Reply, "number_unavailable"),
        (Health::Blocked, true, OPEN, FreeForm, Reply, "number_unavailable"),
        (Health::Restricted, false, OPEN, FreeForm, Reply, "allowed"),
        (Health::Restricted, false, CLOSED, template(Utility), Reply, "number_restricted"),
        (Health::Restricted, false, OPEN, template(Utility), Notification, "number_restricted"),
        (Health::Restricted, false, OPEN, template(Marketing), Campaign, "number_restricted"),
        (Health::Connected, true, OPEN, FreeForm, Reply, "blocked_contact"),
        (Health::Connected, true, CLOSED, template(Authentication), Notification, "blocked_contact"),
    ] {
        let circumstances =
            Circumstances { number, contact_blocked, window_expires_at: window, form, purpose, ..everyday(&willing) };
        assert_eq!(word(may_send(NOON, &circumstances)), expected, "{number:?} {form:?} {purpose}");
    }
}

#[test]
fn cap_and_tier() {
    let willing = consents(ConsentState::OptedIn, ConsentState::OptedIn);
    let cap = |already_sent| Some(FrequencyCap { limit: 2, already_sent });
    let room = |remaining, already_counted| Some(TierRoom { remaining, already_counted });
    for (form, window, purpose, frequency_cap, tier_room, expected) in [
        (template(Marketing), CLOSED, Campaign, cap(1), None, "allowed"),
        (template(Marketing), CLOSED, Campaign, cap(2), None, "frequency_cap"),
        (template(Marketing), OPEN, Reply, cap(2), None, "allowed"),
        (template(Utility), CLOSED, Campaign, cap(2), None, "allowed"),
        (template(Utility), CLOSED, Notification, None, room(0, false), "tier_exhausted"),
        (template(Utility), CLOSED, Notification, None, room(0, true), "allowed"),
        (template(Utility), CLOSED, Notification, None, room(1, false), "allowed"),
        (template(Utility), OPEN, Notification, None, room(0, false), "allowed"),
        (FreeForm, OPEN, Reply, cap(9), room(0, false), "allowed"),
    ] {
        let circumstances =
            Circumstances { form, window_expires_at: window, purpose, frequency_cap, tier_room, ..everyday(&willing) };
        assert_eq!(
            word(may_send(NOON, &circumstances)),
            expected,
            "{form:?} {purpose} {frequency_cap:?} {tier_room:?}"
        );
    }
}

fn quiet_hours(from: i8, until: i8, offset: i8) -> QuietHours {
    QuietHours {
        from: jiff::civil::time(from, 0, 0, 0),
        until: jiff::civil::time(until, 0, 0, 0),
        time_zone: jiff::tz::TimeZone::fixed(jiff::tz::offset(offset)),
    }
}

#[test]
fn quiet_hours_in_local_time() {
    for (from, until, offset, quiet) in [
        (11, 13, 0, true),
        (12, 13, 0, true),
        (11, 12, 0, false),
        (21, 9, 0, false),
        (21, 9, -4, true),
        (21, 9, -3, false),
        (21, 9, 9, true),
        (21, 9, 8, false),
        // Equal ends are no hours at all.
        (12, 12, 0, false),
    ] {
        assert_eq!(quiet_hours(from, until, offset).contain(NOON), quiet, "{from}-{until} at {offset}");
    }
    assert!(quiet_hours(1, 2, 0).contain(Timestamp(i64::MAX)));
}

#[test]
fn quiet_hours_hold_back_what_the_business_starts() {
    let willing = consents(ConsentState::OptedIn, ConsentState::OptedIn);
    let siesta = quiet_hours(11, 13, 0);
    for (form, purpose, expected) in [
        (template(Marketing), Campaign, "quiet_hours"),
        (template(Utility), Notification, "quiet_hours"),
        (FreeForm, Notification, "quiet_hours"),
        (template(Authentication), Notification, "allowed"),
        (template(Utility), Reply, "allowed"),
        (FreeForm, Reply, "allowed"),
    ] {
        let circumstances = Circumstances { form, purpose, quiet_hours: Some(&siesta), ..everyday(&willing) };
        assert_eq!(word(may_send(NOON, &circumstances)), expected, "{form:?} {purpose}");
    }
}

#[test]
fn words_of_meta() {
    for (word, status) in
        [("APPROVED", Approved), ("paused", Paused), ("REJECTED", NotApproved), ("SOMETHING_NEW", NotApproved)]
    {
        assert_eq!(TemplateStatus::from_meta(word), status, "{word}");
    }
    for (word, category) in [("UTILITY", Utility), ("authentication", Authentication), ("SOMETHING_NEW", Marketing)] {
        assert_eq!(TemplateCategory::from_meta(word), category, "{word}");
    }
}

#[test]
fn reasons_are_words() {
    for reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.as_str()), Some(*reason));
    }
}

/// Everything the gate can look at, owned, so that it can be made up at random.
#[derive(Debug)]
struct Random {
    number: Health,
    contact_blocked: bool,
    marketing: ConsentState,
    utility: ConsentState,
    window_expires_at: Option<Timestamp>,
    form: Form,
    purpose: Purpose,
    quiet_hours: Option<QuietHours>,
    frequency_cap: Option<FrequencyCap>,
    tier_room: Option<TierRoom>,
}

fn any_form() -> impl Strategy<Value = Form> {
    let any_template =
        (prop::sample::select(TemplateCategory::ALL.to_vec()), prop::sample::select(TemplateStatus::ALL.to_vec()))
            .prop_map(|(category, status)| Form::Template { category, status });
    prop_oneof![Just(FreeForm), any_template]
}

fn any_circumstances() -> impl Strategy<Value = Random> {
    let state = || prop::sample::select(ConsentState::ALL.to_vec());
    let health = prop::sample::select(vec![Health::Connected, Health::Connected, Health::Restricted, Health::Blocked]);
    let who = (health, prop::bool::weighted(0.1), state(), state());
    let window = prop::option::of((-2 * HOUR..2 * HOUR).prop_map(|shift| Timestamp(NOON.0 + shift)));
    let what = (window, any_form(), prop::sample::select(Purpose::ALL.to_vec()));
    let hours =
        prop::option::of((0_i8..24, 0_i8..24, -11_i8..13).prop_map(|(from, until, at)| quiet_hours(from, until, at)));
    let cap =
        prop::option::of((0_u32..3, 0_u32..3).prop_map(|(limit, already_sent)| FrequencyCap { limit, already_sent }));
    let room = prop::option::of(
        (0_u32..2, any::<bool>()).prop_map(|(remaining, already_counted)| TierRoom { remaining, already_counted }),
    );
    (who, what, hours, cap, room).prop_map(|(who, what, quiet_hours, frequency_cap, tier_room)| Random {
        number: who.0,
        contact_blocked: who.1,
        marketing: who.2,
        utility: who.3,
        window_expires_at: what.0,
        form: what.1,
        purpose: what.2,
        quiet_hours,
        frequency_cap,
        tier_room,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// The promise, said again in other words than the rules use.
    #[test]
    fn nothing_forbidden_passes(it in any_circumstances()) {
        let consents = consents(it.marketing, it.utility);
        let circumstances = Circumstances {
            number: it.number,
            contact_blocked: it.contact_blocked,
            consents: &consents,
            window_expires_at: it.window_expires_at,
            form: it.form,
            purpose: it.purpose,
            quiet_hours: it.quiet_hours.as_ref(),
            frequency_cap: it.frequency_cap,
            tier_room: it.tier_room,
        };
        let open = it.window_expires_at.is_some_and(|expiry| expiry.0 > NOON.0);
        let business_starts = it.purpose != Reply || !open;
        let is_marketing = matches!(it.form, Form::Template { category: Marketing, .. });
        let is_code = matches!(it.form, Form::Template { category: Authentication, .. });

        let known_unapproved = matches!(it.form, Form::Template { status: Paused | NotApproved, .. });

        match may_send(NOON, &circumstances) {
            Verdict::Allowed => {
                prop_assert!(it.number != Health::Blocked);
                prop_assert!(it.number == Health::Connected || !business_starts);
                prop_assert!(!it.contact_blocked);
                prop_assert!(it.form != FreeForm || open);
                prop_assert!(!known_unapproved);
                prop_assert!(!is_marketing || it.marketing != ConsentState::OptedOut);
                prop_assert!(!is_marketing || !business_starts || it.marketing == ConsentState::OptedIn);
                let opted_out_of_all = it.marketing == ConsentState::OptedOut && it.utility == ConsentState::OptedOut;
                prop_assert!(!opted_out_of_all || !business_starts || (is_code && it.purpose != Campaign));
                let said_yes = it.marketing == ConsentState::OptedIn || it.utility == ConsentState::OptedIn;
                prop_assert!(it.purpose != Campaign || said_yes);
                if let (Some(hours), Campaign) = (&it.quiet_hours, it.purpose) {
                    prop_assert!(!hours.contain(NOON));
                }
                if let (Some(cap), true, true) = (it.frequency_cap, is_marketing, business_starts) {
                    prop_assert!(cap.already_sent < cap.limit);
                }
                if let (Some(room), false) = (it.tier_room, open) {
                    prop_assert!(room.remaining > 0 || room.already_counted);
                }
            }
            // And the gate is no wall: an answer in an open window stops only for the number, the block or the template.
            Verdict::Refused(reason) => {
                if it.form == FreeForm && !business_starts {
                    prop_assert!(matches!(reason, Reason::NumberUnavailable | Reason::BlockedContact));
                }
            }
        }
    }
}
