//! What campaigns brought: the card, the report, the comparison, the list of people and the file say the same; links count
//! people; prices are those of the card of the day.

use crate::client::{Client, House};
use crate::on_both_engines;
use crate::stage::Database;
use domain::campaign::State;
use domain::id::{CampaignId, ContactId, LinkId, NumberId};
use domain::link::{Key, Link, Seed};
use domain::metric::Measure;
use domain::time::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::args;
use store::price::Charged;
use store::sql::Arg;

const HOUR: i64 = 3_600_000;
const PHONE: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 Version/18.3 Mobile Safari/604.1";

/// A campaign that is over, with a ledger of our own making.
struct Past {
    house: House,
    id: CampaignId,
    number: NumberId,
    launched: i64,
    rows: Vec<Vec<Arg>>,
}

/// Hours after the launch at which what happened to one row.
#[derive(Clone, Copy, Default)]
struct Story {
    accepted: Option<i64>,
    delivered: Option<i64>,
    read: Option<i64>,
    replied: Option<i64>,
    clicked: Option<i64>,
}

impl Past {
    async fn launched(house: House, hours_ago: i64) -> Self {
        let (app, now) = (house.stage.app.clone(), house.stage.app.universe.now());
        let mut tx = app.db.read().await.expect("a transaction");
        let number = store::workspace::numbers(&mut tx, app.workspace).await.expect("numbers")[0].id;
        drop(tx);
        let variant = |name: &str, template: &str| json!({"name": name, "template": template, "language": "es"});
        let plan = json!({"numbers": [number], "variants": [variant("A", "spring"), variant("B", "summer")],
            "goal": {"event": "order_paid"}});
        let made = house.owner.post("/campaigns", &json!({"name": "Primavera", "plan": plan})).await;
        assert_eq!(made.status, 201, "{made:?}");
        let id: CampaignId = made.body["id"].as_str().expect("an id").parse().expect("an id");
        let launched = now.as_millis() - hours_ago * HOUR;
        let mut tx = app.db.write().await.expect("a transaction");
        let mut campaign = store::campaign::hold(&mut tx, app.workspace, id).await.expect("read").expect("there");
        campaign.state = State::Completed;
        (campaign.launched_at, campaign.ended_at) = (Some(Timestamp(launched)), Some(Timestamp(launched + HOUR)));
        store::campaign::save(&mut tx, app.workspace, &campaign, now).await.expect("saved");
        tx.commit().await.expect("committed");
        Self { house, id, number, launched, rows: Vec::new() }
    }

    fn owner(&self) -> &Client {
        &self.house.owner
    }

    fn row(
        &mut self,
        contact: Option<ContactId>,
        variant: i64,
        state: &str,
        why: (Option<&str>, Option<i64>),
        story: Story,
    ) {
        let app = &self.house.stage.app;
        let someone = app.universe.with_ids(|ids| ContactId::new(ids, Timestamp(self.launched)));
        let at = |hours: Option<i64>| hours.map(|hours| Timestamp(self.launched + hours * HOUR));
        let position = i64::try_from(self.rows.len()).expect("few");
        self.rows.push(args![
            app.workspace,
            self.id,
            position,
            contact.unwrap_or(someone),
            0_i64,
            self.number,
            format!("+3460011{position:04}"),
            variant,
            Arg::Json(Some("[]".to_owned())),
            state,
            why.0.map(str::to_owned),
            why.1,
            1_i64,
            Timestamp(self.launched),
            at(story.accepted),
            at(story.delivered),
            at(story.read),
            at(story.replied),
            at(story.clicked),
        ]);
    }

    async fn write(&mut self) {
        let app = &self.house.stage.app;
        let mut tx = app.db.write().await.expect("a transaction");
        let head = "INSERT INTO recipients (workspace_id, campaign_id, position, contact_id, step, number_id, address, variant, \
             parameters, state, reason, code, attempt, due_at, accepted_at, delivered_at, read_at, replied_at, clicked_at)";
        tx.insert(head, std::mem::take(&mut self.rows), "").await.expect("a ledger");
        let counted = store::campaign::tally::counted(&mut tx, app.workspace, self.id).await.expect("counted");
        store::campaign::tally::bump(&mut tx, app.workspace, self.id, &counted).await.expect("tallied");
        tx.commit().await.expect("committed");
    }

    async fn report(&self) -> Value {
        let answer = self.owner().get(&format!("/campaigns/{}/report", self.id)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body
    }

    async fn contact(&self, phone: &str) -> ContactId {
        let made = self.owner().post("/contacts", &json!({"name": phone, "phone": phone})).await;
        made.body["id"].as_str().expect("a contact").parse().expect("an id")
    }

    async fn paid(&self, phone: &str, order: &str, hours: i64, value: i64) {
        self.told("order_paid", phone, order, hours, value).await;
    }

    async fn told(&self, name: &str, phone: &str, order: &str, hours: i64, value: i64) {
        let event = json!({"id": format!("{name}:{order}"), "name": name, "phone": phone, "at": self.launched + hours * HOUR,
            "value": value, "currency": "EUR", "properties": {"order_id": order}});
        assert_eq!(self.owner().post("/events", &event).await.status, 201);
    }
}

const NOTHING: (Option<&str>, Option<i64>) = (None, None);

/// 40 people of every fate, and what they say.
async fn every_fate(database: Database) -> Past {
    let mut past = Past::launched(House::build(database, "").await, 48).await;
    let sent = Story { accepted: Some(0), ..Story::default() };
    let delivered = Story { delivered: Some(1), ..sent };
    let read = Story { read: Some(2), ..delivered };
    for (count, variant, state, why, story) in [
        (3, 0, "skipped", (Some("opted_out"), None), Story::default()),
        (2, 1, "held_out", NOTHING, Story::default()),
        (2, 0, "rejected", (Some("invalid_request"), Some(131_008)), Story::default()),
        (1, 1, "uncertain", NOTHING, Story::default()),
        (1, 1, "undecided", NOTHING, Story::default()),
        (1, 0, "cancelled", NOTHING, Story::default()),
        (2, 0, "accepted", NOTHING, sent),
        (1, 1, "sent", NOTHING, sent),
        (3, 1, "failed", (Some("undeliverable"), Some(131_026)), sent),
        (6, 0, "delivered", NOTHING, delivered),
        (10, 0, "read", NOTHING, read),
        (5, 1, "read", NOTHING, Story { replied: Some(3), ..read }),
        (3, 1, "read", NOTHING, Story { clicked: Some(3), ..read }),
    ] {
        for _ in 0..count {
            past.row(None, variant, state, why, story);
        }
    }
    past.write().await;
    past
}

async fn card_report_comparison_people_and_file_agree(database: Database) {
    let past = every_fate(database).await;
    let card = past.owner().get(&format!("/campaigns/{}", past.id)).await.body["summary"].clone();
    let report = past.report().await;
    let compared = past.owner().get("/results?by=campaign").await.body["items"][0]["counts"].clone();
    let identity = &report["identity"];
    assert_eq!(identity["adds_up"], true, "{identity}");
    let expected: BTreeMap<&str, u64> = [
        ("planned", 40),
        ("skipped", 5),
        ("held_out", 2),
        ("attempted", 34),
        ("accepted", 30),
        ("rejected", 2),
        ("uncertain", 2),
        ("cancelled", 1),
        ("waiting", 0),
        ("sent", 25),
        ("failed", 3),
        ("delivered", 24),
        ("read", 18),
        ("replied", 5),
        ("clicked", 3),
        ("responded", 8),
    ]
    .into();
    let funnel = report["funnel"].as_array().expect("a funnel");
    for (measure, count) in &expected {
        let told = |what: &str, found: &Value| {
            if !found.is_null() {
                assert_eq!(found, count, "{what} of {measure}");
            }
        };
        told("the card", &card[measure]);
        told("the line", &identity[measure]);
        told("the comparison", &compared[measure]);
        let step = funnel.iter().find(|step| step["measure"] == *measure);
        told("the funnel", step.map_or(&Value::Null, |step| &step["count"]));
        let people = format!("/campaigns/{}/recipients?measure={measure}&limit=200", past.id);
        let people = past.owner().get(&people).await.body["items"].as_array().expect("people").len();
        assert_eq!(people as u64, *count, "people behind {measure}");
        let file = format!("/campaigns/{}/recipients/export?measure={measure}", past.id);
        let lines = past.owner().get(&file).await.text.lines().count();
        assert_eq!(lines as u64, *count + 1, "lines of {measure}");
    }
    let rate = &report["rates"]["delivery_rate"];
    assert_eq!((&rate["numerator"], &rate["denominator"], &rate["value"]), (&json!(24), &json!(30), &json!(0.8)));
    let file = past.owner().get("/results/export").await.text;
    let line = file.lines().nth(1).expect("a line");
    assert!(line.starts_with("Primavera,1,40,30,24,18,5,3,0,80.0 %,75.0 %,"), "{line}");
    let by_variant = |measure: usize| {
        report["variants"].as_array().map(|variants| {
            variants.iter().filter_map(|variant| variant["funnel"][measure]["count"].as_u64()).sum::<u64>()
        })
    };
    assert_eq!((by_variant(0), by_variant(2), by_variant(3)), (Some(40), Some(24), Some(18)));
    past.house.close().await;
}

async fn failures_say_what_they_mean(database: Database) {
    let past = every_fate(database).await;
    let report = past.report().await;
    let failures: Vec<(Value, Value, Value, Value)> = report["failures"]
        .as_array()
        .expect("failures")
        .iter()
        .map(|one| (one["code"].clone(), one["state"].clone(), one["count"].clone(), one["retryable"].clone()))
        .collect();
    assert_eq!(
        failures,
        [
            (json!(131_026), json!("failed"), json!(3), json!(false)),
            (json!(131_008), json!("rejected"), json!(2), json!(false)),
        ]
    );
    let skipped = json!([{"reason": "opted_out", "count": 3}, {"reason": "held_out", "count": 2}]);
    assert_eq!(report["skipped"], skipped);
    let behind = past.owner().get(&format!("/campaigns/{}/recipients?state=failed&reason=131026", past.id)).await;
    assert_eq!(behind.body["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["verdict"]["verdict"], "too_few");
    let analyst = past.house.person("analyst").await;
    assert_eq!(analyst.get(&format!("/campaigns/{}/report", past.id)).await.status, 200);
    let hidden = analyst.get(&format!("/campaigns/{}/recipients?measure=failed", past.id)).await;
    assert!(!hidden.text.contains("+3460011"), "who may not see contacts sees no numbers: {}", hidden.text);
    assert_eq!(analyst.get(&format!("/campaigns/{}/recipients/export", past.id)).await.status, 403);
    past.house.close().await;
}

async fn orders_are_credited_to_the_last_touch_and_refunds_taken_off(database: Database) {
    let mut past = Past::launched(House::build(database, "").await, 24 * 10).await;
    let read = Story { accepted: Some(0), delivered: Some(1), read: Some(2), ..Story::default() };
    let clicked = Story { clicked: Some(3), ..read };
    for (phone, variant, state, story) in [
        ("+34600222001", 0, "read", read),
        ("+34600222002", 0, "read", clicked),
        ("+34600222003", 1, "read", clicked),
        ("+34600222004", 1, "delivered", Story { read: None, ..read }),
        ("+34600222005", 1, "held_out", Story::default()),
    ] {
        let contact = past.contact(phone).await;
        past.row(Some(contact), variant, state, NOTHING, story);
    }
    past.write().await;
    // Within twelve hours of the read, and after them.
    past.paid("+34600222001", "a", 13, 1_000).await;
    past.paid("+34600222001", "b", 15, 9_000).await;
    // Within five days of the click; half of it is given back.
    past.paid("+34600222002", "c", 24 * 4, 4_000).await;
    past.told("order_refunded", "+34600222002", "c", 24 * 6, 2_500).await;
    // Too late for the click, and for the influence of a delivery.
    past.paid("+34600222003", "d", 24 * 6, 7_000).await;
    // Delivered only: influenced and not credited.
    past.paid("+34600222004", "e", 24 * 2, 800).await;
    past.paid("+34600222005", "f", 20, 600).await;
    let report = past.report().await;
    let conversions = &report["conversions"];
    let told = ["people", "orders", "influenced"].map(|field| conversions[field].as_u64());
    assert_eq!(told, [Some(2), Some(2), Some(2)], "{conversions}");
    assert_eq!(report["revenue"][0]["value"], 1_000 + 1_500, "{}", report["revenue"]);
    let hold_out = ["treated", "treated_converted", "held_out", "held_out_converted"]
        .map(|field| report["hold_out"][field].as_u64());
    assert_eq!(hold_out, [Some(4), Some(2), Some(1), Some(1)], "{}", report["hold_out"]);
    assert_eq!(report["hold_out"]["significant"], false);
    let converted = past.owner().get(&format!("/campaigns/{}/recipients?measure=converted", past.id)).await;
    let positions: Vec<&Value> =
        converted.body["items"].as_array().expect("people").iter().map(|person| &person["position"]).collect();
    assert_eq!(positions, [&json!(0), &json!(1)]);
    let by_template = past.owner().get("/results?by=template").await;
    let spring = by_template.body["items"].as_array().expect("rows").iter().find(|row| row["key"] == "spring/es");
    assert_eq!(spring.expect("a template")["counts"]["converted"], 2);
    past.house.close().await;
}

async fn prices_are_those_that_meta_told_at_the_rates_of_the_day(database: Database) {
    let past = every_fate(database).await;
    let app = past.house.stage.app.clone();
    let mut tx = app.db.write().await.expect("a transaction");
    let charged = |country: &str, price: &str| Charged { variant: 0, country: country.into(), price: price.into() };
    let told = [(charged("FR", "marketing"), 20), (charged("FR", "free"), 3), (charged("PE", "marketing"), 1)];
    store::price::bump(&mut tx, app.workspace, past.id, &told.into()).await.expect("bumped");
    tx.commit().await.expect("committed");
    let shipped = past.report().await["cost"].clone();
    let day = Timestamp(past.launched);
    if domain::price::RateCards::published().expect("cards").at(day).is_some() {
        assert_eq!((&shipped["currency"], &shipped["total_micros"]), (&json!("USD"), &json!(20 * 85_900)));
        assert_eq!((&shipped["unknown"], &shipped["free"]), (&json!(1), &json!(3)));
        assert!(shipped["per_reply_micros"].is_null(), "a sum that lacks somebody is no cost by result");
    }
    let market =
        |name: &str, country: &str, price: f64| json!({"market": name, "countries": [country], "marketing": price});
    let card = json!({"effective_from": "2020-01-01", "currency": "EUR", "source": "contract", "utility_in_window": "free",
        "markets": [market("France", "FR", 0.05), market("Peru", "PE", 0.04)]});
    let saved = past.owner().put("/rate-cards", &json!({"cards": [card]})).await;
    assert_eq!((saved.status, &saved.body["own"]), (200, &json!(true)), "{saved:?}");
    let cost = past.report().await["cost"].clone();
    assert_eq!((&cost["total_minor"], &cost["unknown"], &cost["messages"]), (&json!(104), &json!(0), &json!(24)));
    assert_eq!(cost["per_reply_micros"], 1_040_000 / 5);
    let wrong = past.owner().put("/rate-cards", &json!({"cards": [{"currency": "EUR"}]})).await;
    assert_eq!((wrong.status, &wrong.body["errors"][0]["field"]), (422, &json!("cards")), "{wrong:?}");
    let agent = past.house.person("agent").await;
    assert_eq!(agent.put("/rate-cards", &json!({"cards": []})).await.status, 403);
    past.house.close().await;
}

async fn a_link_sends_everybody_on_and_counts_people_once(database: Database) {
    let mut past = Past::launched(House::build(database, "").await, 24).await;
    let contact = past.contact("+34600333001").await;
    past.row(
        Some(contact),
        0,
        "delivered",
        NOTHING,
        Story { accepted: Some(0), delivered: Some(1), ..Story::default() },
    );
    past.write().await;
    let (app, now) = (past.house.stage.app.clone(), past.house.stage.app.universe.now());
    let id = app.universe.with_ids(|ids| LinkId::new(ids, now));
    let target = "https://shop.example/sale?from=wa".to_owned();
    let link =
        Link { id, campaign: past.id, key: Key::of(id), seed: Seed(0xABCD_EF01_2345_6789), target: target.clone() };
    let mut tx = app.db.write().await.expect("a transaction");
    store::link::create(&mut tx, app.workspace, &link, now).await.expect("a link");
    tx.commit().await.expect("committed");
    let browser =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let address = format!("{}{}", past.owner().base, domain::link::PATH);
    let open = async |code: String, method: reqwest::Method, agent: &str| {
        let request = browser.request(method, format!("{address}{code}")).header("user-agent", agent);
        let answer = request.send().await.expect("an answer");
        let leads = answer.headers().get("location").map(|to| to.to_str().expect("text").to_owned());
        (answer.status().as_u16(), leads)
    };
    let code = link.code(0).to_string();
    let clicked = async || past.report().await["funnel"][5]["count"].clone();
    for (agent, method) in [
        ("WhatsApp/2.23.20.0", reqwest::Method::GET),
        ("curl/8.5.0", reqwest::Method::GET),
        (PHONE, reqwest::Method::HEAD),
    ] {
        assert_eq!(open(code.clone(), method, agent).await, (302, Some(target.clone())), "{agent}");
        assert_eq!(clicked().await, 0, "{agent}");
    }
    for _ in 0..2 {
        assert_eq!(open(code.clone(), reqwest::Method::GET, PHONE).await, (302, Some(target.clone())));
        assert_eq!(clicked().await, 1);
    }
    let person =
        past.owner().get(&format!("/campaigns/{}/recipients?measure=clicked", past.id)).await.body["items"][0].clone();
    assert_eq!((&person["state"], person["read_at"].is_null()), (&json!("read"), false), "who clicks has read");
    let story = past.owner().get(&format!("/contacts/{contact}/timeline")).await.text;
    assert_eq!(story.matches("link_clicked").count(), 1, "{story}");
    let segment = json!({"condition": {"campaign": {"did": "clicked", "campaign": past.id, "in_last_days": 1}}});
    assert_eq!(past.owner().post("/segments/count", &segment).await.body["count"], 1);
    let card = past.owner().get(&format!("/campaigns/{}", past.id)).await.body["summary"].clone();
    assert_eq!((&card["clicked"], &card["read"], &card["delivered"]), (&json!(1), &json!(1), &json!(1)));
    for nobody in ["nothing", &link.code(1).to_string(), &code.to_lowercase(), &format!("{code}0")] {
        assert_eq!(open((*nobody).to_owned(), reqwest::Method::GET, PHONE).await, (404, None), "{nobody}");
    }
    past.house.close().await;
}

/// Every word of the report finds its people: none is refused, none unknown to the list.
async fn every_measure_has_people(database: Database) {
    let past = every_fate(database).await;
    for measure in Measure::ALL {
        let people = past.owner().get(&format!("/campaigns/{}/recipients?measure={measure}", past.id)).await;
        assert_eq!(people.status, 200, "{measure}: {people:?}");
    }
    let unknown = past.owner().get(&format!("/campaigns/{}/recipients?measure=loved", past.id)).await;
    assert_eq!(unknown.status, 422);
    past.house.close().await;
}

on_both_engines!(
    card_report_comparison_people_and_file_agree,
    failures_say_what_they_mean,
    orders_are_credited_to_the_last_touch_and_refunds_taken_off,
    prices_are_those_that_meta_told_at_the_rates_of_the_day,
    a_link_sends_everybody_on_and_counts_people_once,
    every_measure_has_people,
);
