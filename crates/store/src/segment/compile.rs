//! A tree of conditions as one SQL expression over `contacts c`.
//!
//! The engines know a third answer, NULL; a segment knows two. NULL is no match, and whatever is negated is negated by
//! `IS NOT TRUE`, so that the two never differ from what `domain::segment::matches` says of the same person.
//!
//! What other tables tell is asked as a set of contacts: whoever has such events, such conversations, is on such a list.
//! Where everybody in the segment must be in the set, it is `c.id IN (..)`, which both engines may begin with. Below an
//! "any" or a "none" PostgreSQL would ask a large set anew for each contact; there it joins the set once.

use super::value::Value;
use crate::Engine;
use crate::error::Result;
use crate::fragment::{Bindings, Composed, Fragment};
use domain::flow::document::OpenOrClosed;
use domain::id::{ContactId, SegmentId, WorkspaceId};
use domain::segment::behaviour::{Behaviour, Times};
use domain::segment::campaign::{CampaignOutcome, Outcome};
use domain::segment::condition::{Consent, Is, LastMessage, Membership, Writer};
use domain::segment::matches::tag;
use domain::segment::{Age, Condition, Library, Members, Range, limits};
use domain::time::Timestamp;

/// Whom a condition names, as the end of a `SELECT`: `FROM contacts c .. WHERE ..`.
pub(super) struct Compiler<'a> {
    pub(super) engine: Engine,
    pub(super) bindings: Bindings,
    pub(super) now: Timestamp,
    library: &'a Library,
    workspace: Fragment,
    /// When only these contacts are asked about.
    among: Option<Fragment>,
    joins: Vec<Fragment>,
    deep: usize,
}

/// How a condition stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Whoever does not meet it is not in the segment.
    Required,
    /// It is one among others, or negated.
    Loose,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(engine: Engine, workspace: WorkspaceId, library: &'a Library, now: Timestamp) -> Self {
        let mut bindings = Bindings::new(engine);
        let workspace = bindings.bind(workspace);
        Self { engine, bindings, now, library, workspace, among: None, joins: Vec::new(), deep: 0 }
    }

    /// Asks about these contacts only, of whom there are few.
    pub(super) fn among(&mut self, contacts: &[ContactId]) -> Result<()> {
        let list = self.bindings.bind(crate::sql::list(contacts)?);
        let elements = match self.engine {
            Engine::Sqlite => "SELECT value FROM json_each({})",
            Engine::Postgres => "SELECT jsonb_array_elements_text({})",
        };
        self.among = Some(Fragment::filled(elements, &[&list]));
        Ok(())
    }

    /// `FROM contacts c .. WHERE ..` of the condition.
    pub(super) fn people(&mut self, condition: &Condition) -> Fragment {
        let filter = self.condition(condition, Stand::Required);
        let few = match &self.among {
            Some(among) => Fragment::filled(" AND c.id IN ({})", &[among]),
            None => Fragment::new(""),
        };
        let joins = Fragment::joined(&self.joins, "");
        let whole = "FROM contacts c{} WHERE c.workspace_id = {} AND c.merged_into IS NULL{} AND {}";
        Fragment::filled(whole, &[&joins, &self.workspace, &few, &filter])
    }

    pub(super) fn workspace(&self) -> Fragment {
        self.workspace.clone()
    }

    pub(super) fn complete(self, text: Fragment) -> Composed {
        self.bindings.complete(text)
    }

    fn condition(&mut self, condition: &Condition, stand: Stand) -> Fragment {
        match condition {
            Condition::All(children) => self.group(children, stand, " AND ", "TRUE"),
            Condition::Any(children) => self.group(children, Stand::Loose, " OR ", "FALSE"),
            Condition::None(children) => not(&self.group(children, Stand::Loose, " OR ", "FALSE")),
            Condition::Attribute(attribute) if attribute.name == "name" => {
                self.test(&Value::Text(Fragment::new("c.name")), &attribute.test)
            }
            Condition::Attribute(attribute) => {
                let value = self.json_value("c.fields", &attribute.name);
                self.test(&value, &attribute.test)
            }
            Condition::Label(label) => self.is(label, |this, label| this.label(label)),
            Condition::Language(language) => self.is(language, |this, language| this.language(language)),
            Condition::Consent(consent) => self.consent(consent),
            Condition::Window(state) => self.window(*state, stand),
            Condition::Blocked(true) => Fragment::new("c.blocked"),
            Condition::Blocked(false) => Fragment::new("(NOT c.blocked)"),
            Condition::Created(Age::Never(never)) => Fragment::new(if *never { "FALSE" } else { "TRUE" }),
            Condition::Created(age) => {
                let bounds = self.bounds("c.created_at", age.range(self.now).unwrap_or_default());
                Fragment::filled("({})", &[&Fragment::joined(&bounds, " AND ")])
            }
            Condition::LastMessage(last) => self.last_message(last, stand),
            Condition::Did(behaviour) => self.did(behaviour, stand),
            Condition::DidNot(behaviour) => not(&self.did_times(behaviour, Times::AtLeast(1), Stand::Loose)),
            Condition::Campaign(outcome) => self.campaign(outcome, stand),
            Condition::Segment(Membership::In(id)) => self.segment(*id, stand),
            Condition::Segment(Membership::NotIn(id)) => not(&self.segment(*id, Stand::Loose)),
        }
    }

    fn group(&mut self, children: &[Condition], stand: Stand, between: &'static str, empty: &'static str) -> Fragment {
        if children.is_empty() {
            return Fragment::new(empty);
        }
        let children: Vec<Fragment> = children.iter().map(|child| self.condition(child, stand)).collect();
        Fragment::filled("({})", &[&Fragment::joined(&children, between)])
    }

    fn is<T>(&mut self, is: &Is<T>, compile: impl FnOnce(&mut Self, &T) -> Fragment) -> Fragment {
        match is {
            Is::Is(wanted) => compile(self, wanted),
            Is::IsNot(unwanted) => not(&compile(self, unwanted)),
        }
    }

    fn label(&mut self, label: &str) -> Fragment {
        let label = self.bindings.bind(label);
        let has = match self.engine {
            Engine::Sqlite => "EXISTS (SELECT 1 FROM json_each(c.labels) l WHERE l.value = {})",
            Engine::Postgres => "jsonb_exists(c.labels, {})",
        };
        Fragment::filled(has, &[&label])
    }

    fn language(&mut self, language: &str) -> Fragment {
        let wanted = tag(language);
        let spoken = Fragment::filled("lower({})", &[&self.bytewise(&Fragment::new("replace(c.language, '_', '-')"))]);
        let relatives = (!wanted.contains('-')).then(|| self.bindings.bind(format!("{wanted}-%")));
        let wanted = self.bindings.bind(wanted);
        match relatives {
            Some(relatives) => Fragment::filled("({} = {} OR {} LIKE {})", &[&spoken, &wanted, &spoken, &relatives]),
            None => Fragment::filled("({} = {})", &[&spoken, &wanted]),
        }
    }

    /// As `Consents::state`: a no of either voice holds.
    fn consent(&mut self, consent: &Consent) -> Fragment {
        let category = consent.category.as_str();
        let (said, signalled) = (self.voice(category, "said"), self.voice(category, "signalled"));
        self.is(&consent.state, |this, state| {
            let state = this.bindings.bind(state.as_str());
            let whole = "(CASE WHEN {} = 'opted_out' OR {} = 'opted_out' THEN 'opted_out' ELSE COALESCE({}, 'unknown') END = {})";
            Fragment::filled(whole, &[&said, &signalled, &said, &state])
        })
    }

    fn voice(&mut self, category: &str, voice: &str) -> Fragment {
        match self.engine {
            Engine::Sqlite => {
                let path = self.bindings.bind(format!("$.{category}.{voice}.state"));
                Fragment::filled("(c.consents ->> {})", &[&path])
            }
            Engine::Postgres => {
                let (category, voice) = (self.bindings.bind(category), self.bindings.bind(voice));
                Fragment::filled("(c.consents -> {} -> {} ->> 'state')", &[&category, &voice])
            }
        }
    }

    fn window(&mut self, state: OpenOrClosed, stand: Stand) -> Fragment {
        let stand = if state == OpenOrClosed::Open { stand } else { Stand::Loose };
        let now = self.bindings.bind(self.now);
        let open = self.set("conversations", &[Fragment::filled("s.window_expires_at > {}", &[&now])], None);
        let is_open = self.member(&open, stand);
        if state == OpenOrClosed::Open { is_open } else { not(&is_open) }
    }

    fn last_message(&mut self, last: &LastMessage, stand: Stand) -> Fragment {
        let column = match last.by {
            Writer::Customer => "s.last_inbound_at",
            Writer::Anyone => "s.last_message_at",
        };
        let moment = Fragment::new(column);
        let Some(range) = last.age.range(self.now) else {
            let stand = if last.age == Age::Never(false) { stand } else { Stand::Loose };
            let wrote = self.set("conversations", &[Fragment::filled("{} IS NOT NULL", &[&moment])], None);
            let ever = self.member(&wrote, stand);
            return if last.age == Age::Never(false) { ever } else { not(&ever) };
        };
        // Of somebody with several conversations the latest counts.
        let from = self.bounds(column, Range { before: None, ..range });
        let latest = range.before.map(|before| {
            let before = self.bindings.bind(before);
            Fragment::filled("MAX({}) < {}", &[&moment, &before])
        });
        let set = self.set("conversations", &from, latest.as_ref());
        self.member(&set, stand)
    }

    fn did(&mut self, behaviour: &Behaviour, stand: Stand) -> Fragment {
        match behaviour.times {
            Times::AtMost(most) => {
                let more = Times::AtLeast(most.saturating_add(1));
                not(&self.did_times(behaviour, more, Stand::Loose))
            }
            Times::Exactly(0) => not(&self.did_times(behaviour, Times::AtLeast(1), Stand::Loose)),
            times => self.did_times(behaviour, times, stand),
        }
    }

    /// `times` asks for one at the least.
    fn did_times(&mut self, behaviour: &Behaviour, times: Times, stand: Stand) -> Fragment {
        let name = self.bindings.bind(behaviour.event.as_str());
        // Of a few contacts everything is looked through, not everybody's events of that name: the plus hides the name from
        // the planner of SQLite, which would think otherwise.
        let few = self.among.is_some() && self.engine == Engine::Sqlite;
        let mut such = vec![Fragment::filled(if few { "+s.name = {}" } else { "s.name = {}" }, &[&name])];
        such.extend(self.bounds("s.at", behaviour.period.range(self.now)));
        if let Some(amount) = &behaviour.amount {
            let currency = self.bindings.bind(amount.currency.as_str());
            such.push(Fragment::filled("s.currency = {} AND s.value IS NOT NULL", &[&currency]));
            for (compare, limit) in [("s.value >= {}", amount.at_least), ("s.value <= {}", amount.at_most)] {
                such.extend(limit.map(|limit| Fragment::filled(compare, &[&self.bindings.bind(limit)])));
            }
        }
        for property in &behaviour.properties {
            let value = self.json_value("s.properties", &property.name);
            such.push(self.test(&value, &property.test));
        }
        let often = match times {
            Times::AtLeast(0 | 1) | Times::AtMost(_) => None,
            Times::AtLeast(times) => Some(Fragment::filled("COUNT(*) >= {}", &[&self.bindings.bind(times)])),
            Times::Exactly(times) => Some(Fragment::filled("COUNT(*) = {}", &[&self.bindings.bind(times)])),
        };
        let set = self.set("events", &such, often.as_ref());
        self.member(&set, stand)
    }

    fn campaign(&mut self, asked: &CampaignOutcome, stand: Stand) -> Fragment {
        let column = moment_of(asked.outcome);
        let mut such = vec![Fragment::filled("{} IS NOT NULL", &[&Fragment::new(column)])];
        such.extend(asked.campaign.map(|id| Fragment::filled("s.campaign_id = {}", &[&self.bindings.bind(id)])));
        such.extend(self.bounds(column, asked.range(self.now)));
        let set = self.set("recipients", &such, None);
        if asked.is_not { not(&self.member(&set, Stand::Loose)) } else { self.member(&set, stand) }
    }

    fn segment(&mut self, id: SegmentId, stand: Stand) -> Fragment {
        match self.library.members(id) {
            Some(Members::Meeting(condition)) if self.deep < limits::SEGMENTS_DEEP => {
                self.deep += 1;
                let inside = self.condition(condition, stand);
                self.deep -= 1;
                inside
            }
            Some(Members::Frozen { .. }) => {
                let id = self.bindings.bind(id);
                let set = self.set("segment_members", &[Fragment::filled("s.segment_id = {}", &[&id])], None);
                self.member(&set, stand)
            }
            _ => Fragment::new("FALSE"),
        }
    }

    /// The contacts of such rows; `having` looks at all such rows of one contact.
    fn set(&mut self, table: &'static str, such: &[Fragment], having: Option<&Fragment>) -> Fragment {
        let mut rows = vec![Fragment::filled("s.workspace_id = {}", &[&self.workspace])];
        rows.extend(such.iter().cloned());
        rows.extend(self.among.as_ref().map(|among| Fragment::filled("s.contact_id IN ({})", &[among])));
        let (table, rows) = (Fragment::new(table), Fragment::joined(&rows, " AND "));
        let set = "SELECT s.contact_id FROM {} s WHERE {}";
        let set = Fragment::filled(set, &[&table, &rows]);
        match having {
            Some(having) => Fragment::filled("{} GROUP BY s.contact_id HAVING {}", &[&set, having]),
            None => set,
        }
    }

    fn member(&mut self, set: &Fragment, stand: Stand) -> Fragment {
        if self.engine == Engine::Sqlite || stand == Stand::Required {
            return Fragment::filled("c.id IN ({})", &[set]);
        }
        let alias = Fragment::numbered("j", self.joins.len());
        let join = " LEFT JOIN (SELECT DISTINCT d.contact_id FROM ({}) d) {} ON {}.contact_id = c.id";
        self.joins.push(Fragment::filled(join, &[set, &alias, &alias]));
        Fragment::filled("({}.contact_id IS NOT NULL)", &[&alias])
    }

    fn bounds(&mut self, column: &'static str, range: Range) -> Vec<Fragment> {
        let column = Fragment::new(column);
        let bounds = [("{} >= {}", range.from), ("{} < {}", range.before)];
        let mut found = Vec::new();
        for (compare, moment) in bounds {
            found.extend(moment.map(|at| Fragment::filled(compare, &[&column, &self.bindings.bind(at)])));
        }
        found
    }
}

/// Where the ledger keeps when it happened first.
const fn moment_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::WasSent => "s.accepted_at",
        Outcome::Received => "s.delivered_at",
        Outcome::Read => "s.read_at",
        Outcome::Replied => "s.replied_at",
        Outcome::Pressed => "s.button_at",
        Outcome::Clicked => "s.clicked_at",
        Outcome::Failed => "s.failed_at",
    }
}

/// True of whatever is false or not known.
pub(super) fn not(condition: &Fragment) -> Fragment {
    Fragment::filled("(({}) IS NOT TRUE)", &[condition])
}
