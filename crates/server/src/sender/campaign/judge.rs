//! The gate, asked once more about each row as its person is now.

use super::{Line, Run, told};
use domain::campaign::gate::{self, Common, Known, Verdict};
use domain::campaign::row::News;
use domain::campaign::{Halt, skip};
use domain::contact::{phone, time_zone};
use domain::policy::{Reason, TemplateStatus, TierRoom};
use domain::tier::Reach;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;
use store::campaign::claim::{self, Claimed, Person};
use store::campaign::moves::Told;
use store::tier;

const DAY: Duration = Duration::from_hours(24);

#[derive(Default)]
pub(super) struct Judged {
    pub may_go: Vec<Claimed>,
    pub refused: Vec<Told>,
    pub halt: Option<Halt>,
}

/// Asks the gate once more about each row, as its person is now.
pub(super) async fn judge(
    tx: &mut store::Tx,
    line: &Line,
    run: &Run,
    reach: &mut Reach,
    now: Timestamp,
    claimed: Vec<Claimed>,
) -> store::Result<Judged> {
    let (workspace, number) = (line.app.workspace, line.number.id);
    let contacts: Vec<_> = claimed.iter().map(|row| row.contact).collect();
    let people = claim::people(tx, workspace, &contacts).await?;
    let mut windows = BTreeMap::new();
    if reach.standing(number).limit.counts() {
        tier::know(tx, workspace, reach, &contacts, now).await?;
        windows = claim::windows(tx, workspace, &contacts, number, now).await?;
    }
    let counts = match run.plan.frequency_cap {
        Some(cap) => claim::counts(tx, workspace, &contacts, now.minus(DAY * cap.days), run.id).await?,
        None => BTreeMap::new(),
    };
    let mut judged = Judged::default();
    for row in claimed {
        let asked = Asked {
            messages: counts.get(&row.contact).copied().unwrap_or_default(),
            window_expires_at: windows.get(&row.contact).copied(),
            tier_room: reach.room_for(number, row.contact),
        };
        match verdict(line, run, people.get(&row.contact), now, &row, asked) {
            Verdict::Go => {
                if domain::tier::counts(now, asked.window_expires_at) {
                    reach.add(number, row.contact);
                }
                judged.may_go.push(row);
            }
            Verdict::Hold => judged.refused.push(told(run, &row, News::Later { due_at: now, given_back: true })),
            Verdict::Skip(reason) => judged.refused.push(told(run, &row, News::Skipped(reason.to_owned()))),
            Verdict::NotBefore(due_at) => {
                judged.refused.push(told(run, &row, News::Later { due_at, given_back: true }));
            }
            Verdict::Halt(reason) => {
                judged.halt = Some(halt_of(reason));
                judged.refused.push(told(run, &row, News::Later { due_at: now, given_back: true }));
            }
        }
    }
    Ok(judged)
}

/// What is known of one person beyond themselves.
#[derive(Clone, Copy)]
struct Asked {
    messages: u32,
    window_expires_at: Option<Timestamp>,
    tier_room: Option<TierRoom>,
}

fn verdict(line: &Line, run: &Run, person: Option<&Person>, now: Timestamp, row: &Claimed, asked: Asked) -> Verdict {
    let place = usize::try_from(row.variant).unwrap_or(usize::MAX);
    let (Some(person), Some(variant)) = (person, run.launch.variants.get(place)) else {
        return Verdict::Skip(skip::GONE);
    };
    if person.is_merged {
        return Verdict::Skip(skip::GONE);
    }
    let window = run.plan.schedule.window.as_ref();
    let zone = window.and_then(|_| zone(person, &row.address));
    let common = Common {
        number: line.number.id,
        health: line.number.health,
        category: variant.category,
        template: run.templates.get(place).copied().unwrap_or(TemplateStatus::NotApproved),
        cap: run.plan.frequency_cap,
        window,
    };
    let Asked { messages, window_expires_at, tier_room } = asked;
    let (consents, blocked) = (&person.consents, person.blocked);
    let known = Known { consents, blocked, zone: zone.as_deref(), messages, window_expires_at, tier_room };
    gate::judge(now, common, known)
}

fn zone(person: &Person, address: &str) -> Option<String> {
    let guess = || time_zone::guess(&phone::E164::from_digits(address.trim_start_matches('+'))?).map(str::to_owned);
    person.time_zone.clone().or_else(guess)
}

const fn halt_of(reason: Reason) -> Halt {
    match reason {
        Reason::TemplatePaused | Reason::TemplateNotApproved => Halt::Template,
        _ => Halt::Number,
    }
}
