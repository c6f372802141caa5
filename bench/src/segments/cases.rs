//! Ten segments as a marketer would make them, and the SQL that somebody who knows the schema would write for each.

use domain::id::SegmentId;
use domain::segment::{Condition, Library, Members, Segment};
use domain::time::Timestamp;
use store::Engine;

pub struct Case {
    pub name: &'static str,
    pub condition: &'static str,
    sqlite: &'static str,
    /// The same text when none is given.
    postgres: Option<&'static str>,
}

impl Case {
    pub fn by_hand(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres.unwrap_or(self.sqlite),
        }
    }
}

const FROZEN: u128 = 0x63;
const LOYAL: u128 = 0x64;

/// The saved segments that the tenth speaks of.
pub fn library() -> anyhow::Result<Library> {
    let segment = |id, members| Segment { id: SegmentId(uuid::Uuid::from_u128(id)), name: id.to_string(), members };
    let loyal = Condition::parse("did: {event: order_paid, at_least: 3, in_last_days: 365}")?;
    Ok(Library::new([
        segment(FROZEN, Members::Frozen { taken_at: Timestamp(0) }),
        segment(LOYAL, Members::Meeting(loyal)),
    ]))
}

macro_rules! people {
    ($where:literal) => {
        concat!(
            "SELECT COUNT(*) FROM contacts c WHERE c.workspace_id = '00000000-0000-0000-0000-000000000001' AND c.merged_into IS NULL AND ",
            $where
        )
    };
}

pub const CASES: &[Case] = &[
    Case {
        name: "in a city",
        condition: "attribute: {name: city, is: Lima}",
        sqlite: people!("lower(c.fields ->> '$.city') = 'lima'"),
        postgres: Some(people!("lower(c.fields ->> 'city') = 'lima'")),
    },
    Case {
        name: "a number above a limit",
        condition: "all: [{attribute: {name: total, at_least: 900}}, {attribute: {name: plan, is_one_of: [paid, trial]}}]",
        sqlite: people!("CAST(c.fields ->> '$.total' AS REAL) >= 900 AND c.fields ->> '$.plan' IN ('paid', 'trial')"),
        postgres: Some(people!(
            "CAST(c.fields ->> 'total' AS DOUBLE PRECISION) >= 900 AND c.fields ->> 'plan' IN ('paid', 'trial')"
        )),
    },
    Case {
        name: "label, language and consent",
        condition: "all: [{label: {is: vip}}, {language: {is: es}}, {consent: {category: marketing, is: opted_in}}, {blocked: false}]",
        sqlite: people!(
            "EXISTS (SELECT 1 FROM json_each(c.labels) l WHERE l.value = 'vip') AND (c.language = 'es' OR c.language LIKE 'es-%') \
             AND c.consents ->> '$.marketing.said.state' = 'opted_in' \
             AND COALESCE(c.consents ->> '$.marketing.signalled.state', '') <> 'opted_out' AND NOT c.blocked"
        ),
        postgres: Some(people!(
            "jsonb_exists(c.labels, 'vip') AND (c.language = 'es' OR c.language LIKE 'es-%') \
             AND c.consents #>> '{marketing,said,state}' = 'opted_in' \
             AND COALESCE(c.consents #>> '{marketing,signalled,state}', '') <> 'opted_out' AND NOT c.blocked"
        )),
    },
    Case {
        name: "bought in the last 30 days",
        condition: "did: {event: order_paid, in_last_days: 30}",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1772280000000 AND 1774872000000)"
        ),
        postgres: None,
    },
    Case {
        name: "bought three times in a year",
        condition: "did: {event: order_paid, at_least: 3, in_last_days: 365}",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1743336000000 AND 1774872000000 GROUP BY contact_id HAVING COUNT(*) >= 3)"
        ),
        postgres: None,
    },
    Case {
        name: "left a cart and did not buy",
        condition: "all: [{did: {event: cart_abandoned, in_last_days: 7}}, {did_not: {event: order_paid, in_last_days: 7}}]",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'cart_abandoned' AND at BETWEEN 1774267200000 AND 1774872000000) \
             AND c.id NOT IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1774267200000 AND 1774872000000)"
        ),
        postgres: Some(people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'cart_abandoned' AND at BETWEEN 1774267200000 AND 1774872000000) \
             AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND e.contact_id = c.id AND e.name = 'order_paid' AND e.at BETWEEN 1774267200000 AND 1774872000000)"
        )),
    },
    Case {
        name: "a big order on the web",
        condition: "did: {event: order_paid, in_last_days: 90, where: [{property: total, at_least: 400}, {property: channel, is: web}]}",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1767096000000 AND 1774872000000 \
             AND CAST(properties ->> '$.total' AS REAL) >= 400 AND properties ->> '$.channel' = 'web')"
        ),
        postgres: Some(people!(
            "c.id IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1767096000000 AND 1774872000000 \
             AND CAST(properties ->> 'total' AS DOUBLE PRECISION) >= 400 AND properties ->> 'channel' = 'web')"
        )),
    },
    Case {
        name: "silent for two months",
        condition: "all: [{last_message: {by: customer, over_days_ago: 60}}, {none: [{blocked: true}]}]",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM conversations WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             GROUP BY contact_id HAVING MAX(last_inbound_at) < 1769688000000) AND NOT c.blocked"
        ),
        postgres: None,
    },
    Case {
        name: "window open or active today",
        condition: "any: [{window: open}, {did: {event: page_viewed, in_last_days: 1}}]",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM conversations WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND window_expires_at > 1774872000000 \
             UNION SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'page_viewed' AND at BETWEEN 1774785600000 AND 1774872000000)"
        ),
        postgres: None,
    },
    Case {
        name: "of a snapshot, new, not yet loyal",
        condition: "all: [{segment: {in: 00000000-0000-0000-0000-000000000063}}, {created: {in_last_days: 90}}, \
                    {segment: {not_in: 00000000-0000-0000-0000-000000000064}}]",
        sqlite: people!(
            "c.id IN (SELECT contact_id FROM segment_members WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND segment_id = '00000000-0000-0000-0000-000000000063') AND c.created_at BETWEEN 1767096000000 AND 1774872000000 \
             AND c.id NOT IN (SELECT contact_id FROM events WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND name = 'order_paid' AND at BETWEEN 1743336000000 AND 1774872000000 GROUP BY contact_id HAVING COUNT(*) >= 3)"
        ),
        postgres: Some(people!(
            "c.id IN (SELECT contact_id FROM segment_members WHERE workspace_id = '00000000-0000-0000-0000-000000000001' \
             AND segment_id = '00000000-0000-0000-0000-000000000063') AND c.created_at BETWEEN 1767096000000 AND 1774872000000 \
             AND NOT EXISTS (SELECT 1 FROM (SELECT contact_id FROM events \
             WHERE workspace_id = '00000000-0000-0000-0000-000000000001' AND name = 'order_paid' \
             AND at BETWEEN 1743336000000 AND 1774872000000 GROUP BY contact_id HAVING COUNT(*) >= 3) l WHERE l.contact_id = c.id)"
        )),
    },
];
