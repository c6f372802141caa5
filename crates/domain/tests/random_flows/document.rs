//! Flows as the dice fall. Nodes lead forwards, those that wait for a reply anywhere, so that no round is without a
//! question; time-outs are short and lead forwards, so that free text stays within the window.

use crate::dice::Dice;
use serde_json::{Map, Value, json};

/// Two flows that may call one another in one direction.
pub fn flows(dice: &mut Dice) -> Vec<String> {
    let careful = Making { careless: false, asks_first: dice.one_in(2) };
    vec![careful.flow(dice, "Principal", Some("Ayuda")), careful.flow(dice, "Ayuda", None)]
}

/// The same without any care.
pub fn careless_flows(dice: &mut Dice) -> Vec<String> {
    let careless = Making { careless: true, asks_first: false };
    vec![careless.flow(dice, "Principal", Some("Ayuda")), careless.flow(dice, "Ayuda", Some("Principal"))]
}

struct Making {
    careless: bool,
    /// The start asks, so that a flow may begin again from anywhere.
    asks_first: bool,
}

const KINDS: usize = 30;

impl Making {
    fn flow(&self, dice: &mut Dice, name: &str, calls: Option<&str>) -> String {
        let count = 4 + dice.below(14);
        let mut nodes = Map::new();
        for number in 0..count {
            nodes.insert(format!("n{number}"), self.node(dice, number, count, calls));
        }
        let note =
            if dice.one_in(2) { json!({"note": "x", "team": "Ventas"}) } else { json!({"person": "ana@example.com"}) };
        nodes.insert(format!("n{count}"), json!({ "hand_over": note }));
        let mut triggers = vec![json!({"keyword": ["persona"], "anytime": true, "go_to": format!("n{count}")})];
        if name == "Principal" {
            triggers.push(json!({"any_message": true}));
        } else {
            triggers.push(json!({"keyword": "ayuda", "match": "contains"}));
            triggers.push(json!({"referral": true}));
        }
        let mut document = json!({
            "name": name, "language": "es", "time_zone": "Europe/Madrid", "triggers": triggers, "inputs": ["v"], "start": "n0",
            "business_hours": {"monday": "09:00-14:00", "friday": "22:00-02:00"},
            "knowledge": {"shop": [{"questions": ["horario", "a qué hora abren"], "answer": "De 9 a 14"}]},
            "nodes": nodes,
        });
        let fields = document.as_object_mut().unwrap();
        if dice.one_in(2) {
            fields.insert("gather".into(), json!("3s"));
        }
        if dice.one_in(2) {
            fields.insert("not_understood".into(), json!({"rephrase": "¿Cómo?", "menu": format!("n{count}")}));
        }
        if dice.one_in(3) {
            fields.insert("fallback".into(), json!("Un momento, {{ contact.name }}"));
        }
        document.to_string()
    }

    /// A node ahead, or any when there is no care.
    fn ahead(&self, dice: &mut Dice, number: usize, count: usize) -> String {
        if self.careless {
            return format!("n{}", dice.below(count + 2));
        }
        format!("n{}", number + 1 + dice.below(count - number))
    }

    fn anywhere(&self, dice: &mut Dice, count: usize) -> String {
        format!("n{}", dice.below(count + 1 + usize::from(self.careless)))
    }

    fn text(&self, dice: &mut Dice) -> Value {
        let known = [
            "Hola",
            "Hola {{ contact.name }}",
            "{{ v | default('?') }}",
            "{{ now.time }} {{ message.text | default('') }}",
        ];
        let unknown = [
            "{{ v }}",
            "{{ contact.fields.x.y }}",
            "{{ nobody }}",
            "{% for i in range(99999) %}x{% endfor %}",
            "{{ 1 / 0 }}",
        ];
        if self.careless && dice.one_in(4) { json!(dice.pick(&unknown)) } else { json!(dice.pick(&known)) }
    }

    fn node(&self, dice: &mut Dice, number: usize, count: usize, calls: Option<&str>) -> Value {
        let it = Pieces {
            number,
            calls,
            text: self.text(dice),
            next: self.ahead(dice, number, count),
            back: self.anywhere(dice, count),
            late: self.ahead(dice, number, count),
            timeout: (*dice.pick(&["5m", "20m", "1h"])).to_owned(),
        };
        let kind = if self.asks_first && number == 0 { 8 } else { dice.below(KINDS) };
        let mut node = match kind {
            0..=7 => said(kind, &it),
            8..=16 => asked(dice, kind, &it),
            _ => self.done(dice, kind, &it),
        };
        // Whoever does not answer the start is not asked again and again.
        if self.asks_first && number == 0 {
            node.as_object_mut().unwrap().remove("on_timeout");
        }
        // Sometimes there is no way on.
        if dice.one_in(12) && node.get("say").is_none() {
            node.as_object_mut().unwrap().remove("next");
        }
        node
    }

    fn done(&self, dice: &mut Dice, kind: usize, it: &Pieces<'_>) -> Value {
        match kind {
            17 => self.branch(dice, &it.next, &it.late),
            18 => json!({"split": [{"weight": 1, "go_to": it.next}, {"weight": 2, "go_to": it.late}]}),
            19 => json!({"wait": {"for": it.timeout}, "next": it.next}),
            20 => {
                json!({"wait": {"event": "paid", "timeout": it.timeout, "save_as": "v"}, "next": it.next, "on_timeout": it.late, "otherwise": it.back})
            }
            21 => {
                json!({"wait_for_reply": {"save_as": "v", "timeout": it.timeout}, "next": it.back, "on_timeout": it.late})
            }
            22 => json!({"set_variable": {"name": "v", "value": it.text}, "next": it.next}),
            23 => {
                if dice.one_in(2) {
                    json!({"set_contact_field": {"field": "city", "value": it.text}, "next": it.next})
                } else {
                    json!({"set_language": dice.pick(&["pt-BR", "en"]), "next": it.next})
                }
            }
            24 => json!({"label": {"add": ["a"], "remove": ["b"]}, "next": it.next}),
            25 => {
                json!({"http_request": {"url": "https://example.com/x", "save_as": "v", "map": {"w": "answer.id"}}, "next": it.next, "on_failure": it.late})
            }
            26 => {
                json!({"language_model": {"instructions": "Be kind", "topics": ["shoes"]}, "next": it.next, "otherwise": it.late})
            }
            27 => match it.calls {
                Some(_) => {
                    json!({"call_flow": {"flow": it.calls.unwrap_or("Nadie"), "input": {"v": it.text}, "save_as": "v"}, "next": it.next})
                }
                None => json!({"end": {"outcome": "done"}}),
            },
            28 => {
                if dice.one_in(2) {
                    json!({"start_flow": {"flow": it.calls.unwrap_or("Nadie"), "contact": "+34600999888"}, "next": it.next, "on_failure": it.late})
                } else {
                    json!({"notify_staff": {"to": "+34600999888", "text": it.text}, "next": it.next, "on_failure": it.late})
                }
            }
            _ => match dice.below(4) {
                0 => json!({"assign": {"team": "Ventas"}, "next": it.next}),
                1 => json!({"go_to": it.next}),
                2 if self.careless || (self.asks_first && it.number > 0) => json!({"restart": {}}),
                _ => json!({"end": {}}),
            },
        }
    }

    fn branch(&self, dice: &mut Dice, next: &str, late: &str) -> Value {
        let case = match dice.below(6) {
            0 => json!({"label": "a", "go_to": next}),
            1 => json!({"language": "pt", "go_to": next}),
            2 => json!({"hours": "open", "go_to": next}),
            3 => json!({"window": "open", "go_to": next}),
            4 => json!({"attribute": {"field": "city", "known": true}, "go_to": next}),
            _ if self.careless && dice.one_in(2) => json!({"when": "nobody > 3", "go_to": next}),
            _ => json!({"when": "now.hour > 12", "go_to": next}),
        };
        json!({"branch": [case], "otherwise": late})
    }
}

/// What a node is made of, whatever its kind.
struct Pieces<'a> {
    number: usize,
    calls: Option<&'a str>,
    text: Value,
    next: String,
    back: String,
    late: String,
    timeout: String,
}

impl Pieces<'_> {
    fn buttons(&self) -> Value {
        json!([{"id": "a", "title": "Uno", "go_to": self.back}, {"id": "b", "title": "Dos"}])
    }
}

fn said(kind: usize, it: &Pieces<'_>) -> Value {
    match kind {
        0 => json!({"say": {"text": it.text}, "next": it.next}),
        1 => {
            json!({"say": {"text": it.text, "buttons": it.buttons(), "timeout": it.timeout, "save_as": "v"}, "next": it.back, "on_timeout": it.late})
        }
        2 => {
            let rows: Vec<Value> =
                (0..6).map(|id| json!({"id": format!("r{id}"), "title": format!("Fila {id}")})).collect();
            json!({"say": {"text": it.text, "buttons": rows, "timeout": it.timeout}, "next": it.back, "otherwise": it.back})
        }
        3 => json!({"say": {"location": {"latitude": 40.4, "longitude": "{{ 3 }}"}}, "next": it.next}),
        4 => {
            json!({"say": {"text": it.text, "request_location": true, "save_as": "v", "timeout": it.timeout}, "next": it.back, "on_timeout": it.late})
        }
        5 => json!({"say": {"reaction": "👍"}, "next": it.next}),
        6 => json!({"say": {"template": {"name": "back", "language": "es", "body": [it.text]}}, "next": it.next}),
        _ => {
            json!({"say": {"text": it.text, "whatsapp_flow": {"flow_id": "1", "data": {"a": "{{ 1 }}"}}, "timeout": it.timeout, "save_as": "v"}, "next": it.back, "on_timeout": it.late})
        }
    }
}

fn asked(dice: &mut Dice, kind: usize, it: &Pieces<'_>) -> Value {
    match kind {
        8..=11 => {
            let kind = *dice.pick(&[
                "text",
                "number",
                "email",
                "phone",
                "date",
                "time",
                "date_time",
                "rating",
                "location",
                "file",
                "yes_no",
            ]);
            json!({"ask": {"text": it.text, "type": kind, "save_as": "v", "retries": dice.below(3), "timeout": it.timeout}, "next": it.back, "on_timeout": it.late})
        }
        12 => {
            json!({"ask": {"text": it.text, "type": "choice", "choices": it.buttons(), "save_as": "v", "timeout": it.timeout}, "next": it.back, "on_failure": it.back})
        }
        13 => {
            json!({"ask_consent": {"category": "marketing", "text": it.text, "save_as": "v", "timeout": it.timeout}, "next": it.back, "otherwise": it.back})
        }
        14 => {
            let kind = *dice.pick(&["csat", "nps", "ces"]);
            json!({"survey": {"kind": kind, "text": it.text, "follow_up": it.text, "save_as": "v", "timeout": it.timeout}, "next": it.next, "on_timeout": it.late})
        }
        15 => json!({"knowledge": {"collection": "shop"}, "next": it.next, "otherwise": it.late}),
        _ => {
            json!({"request_payment": {"text": it.text, "reference": "r1", "link": {"text": "Pagar", "url": "https://example.com"}, "timeout": it.timeout}, "next": it.next, "on_failure": it.late, "on_timeout": it.late})
        }
    }
}
