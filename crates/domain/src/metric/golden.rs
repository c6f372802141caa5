//! Cases that were agreed upon before there was code, and the figures that have to come out.

use super::touch::{TouchKind::Click, TouchKind::Read as WasRead, Windows};
use super::{Counts, Definition, Identity, Measure, Touch, credit, funnel};
use crate::message::MessageStatus;
use crate::status::advance;
use crate::time::Timestamp;
use Measure::{Accepted, Attempted, Delivered, Planned, Read, Rejected, Replied, Skipped, Uncertain};

/// A receipt that overtakes another changes neither where the message stands nor when it was sent.
#[test]
fn receipts_in_any_order_end_in_read() {
    use MessageStatus::{Delivered, Queued, Read, Sent};
    let told = [(Delivered, 20), (Sent, 10), (Read, 30)];
    let stands = told.iter().fold(Queued, |stands, (status, _)| advance(stands, *status).unwrap_or(stands));
    let when = |wanted| told.iter().find(|(status, _)| *status == wanted).map(|(_, at)| *at);
    assert_eq!(stands, Read);
    assert!(when(Sent) < when(Delivered));
}

/// A thousand people, from the plan to their answers.
#[test]
fn a_thousand_people() {
    let counts = Counts::from_iter([
        (Planned, 1000),
        (Skipped, 40),
        (Attempted, 960),
        (Accepted, 950),
        (Rejected, 8),
        (Uncertain, 2),
        (Delivered, 900),
        (Read, 540),
        (Replied, 90),
    ]);
    let identity = Identity::of(&counts);
    assert!(identity.adds_up(), "{identity:?}");
    for (id, numerator, denominator, percent) in [
        ("acceptance", 950, 960, "99.0"),
        ("delivery_rate", 900, 950, "94.7"),
        ("reach", 900, 1000, "90.0"),
        ("read_rate", 540, 900, "60.0"),
        ("reply_rate", 90, 900, "10.0"),
        ("skipped_rate", 40, 1000, "4.0"),
    ] {
        let rate = Definition::named(id).unwrap().of(&counts);
        assert_eq!((rate.numerator, rate.denominator), (numerator, denominator), "{id}");
        assert_eq!(format!("{:.1}", rate.value.unwrap() * 100.0), percent, "{id}");
    }
    let bars: Vec<u64> = funnel(&counts).iter().map(|step| step.count).collect();
    assert_eq!(bars, [1000, 950, 900, 540, 90, 0, 0]);
}

/// Clicked on Monday, read something else on Tuesday at ten, bought on Tuesday night.
#[test]
fn a_read_counts_for_twelve_hours_and_a_click_for_days() {
    const HOUR: i64 = 3_600_000;
    let tuesday = 24;
    let (monday_campaign, tuesday_campaign) = (1, 2);
    let touches = [
        Touch::new(monday_campaign, Click, Timestamp(12 * HOUR), &Windows::default()),
        Touch::new(tuesday_campaign, WasRead, Timestamp((tuesday + 10) * HOUR), &Windows::default()),
    ];
    for (hour_and_half, earned) in [(21, tuesday_campaign), (22, monday_campaign)] {
        let bought = Timestamp((tuesday + hour_and_half) * HOUR + HOUR / 2);
        assert_eq!(credit(touches, bought).map(|touch| touch.of), Some(earned), "{hour_and_half}:30");
    }
}
